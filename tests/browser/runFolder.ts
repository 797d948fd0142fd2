import type { TestProject } from 'vitest/node'
import { removeFolder, temporaryFolder } from '../support/folders.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what the files of a run share, gone after it. */
    runFolder: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryFolder()
  project.provide('runFolder', folder)
  return () => removeFolder(folder)
}

/** The tests over sources with the fault named in `FAULT`. It is planted as they are loaded: no file is written. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { plantedFaults } from './plantedFaults.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const name = process.env.FAULT
const fault = name ? plantedFaults[name] : undefined
if (name && !fault) throw new Error(`no fault ${name}`)

export default defineConfig({
  plugins: [
    {
      name: 'planted-fault',
      enforce: 'pre',
      transform: (code, id) =>
        fault?.edits
          .filter(({ file }) => id === root + file)
          .reduce((text, { file, from, to }) => {
            if (text.split(from).length !== 2) throw new Error(`expected once in ${file}: ${from}`)
            return text.replace(from, () => to)
          }, code),
    },
  ],
  test: { root, include: ['tests/core/**/*.test.ts'], testTimeout: 120_000 },
})

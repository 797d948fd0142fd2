import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * The lock of a data folder. PGlite itself lets two processes open one folder, and rows silently vanish.
 * The file names its holder by process id and start time, so that a lock left by a crash is told from a live one
 * even when the id was given to another process since.
 */
const Holder = z.object({ pid: z.int().positive(), startedAt: z.string() })
type Holder = z.infer<typeof Holder>

class FolderInUse extends Error {
  readonly pid: number
  constructor(folder: string, pid: number) {
    super(`${folder} is in use by process ${pid}; stop it first, or choose another folder with DATA_DIR`)
    this.name = 'FolderInUse'
    this.pid = pid
  }
}

/**
 * Takes the lock of `folder` and answers with the function that gives it back.
 * @throws FolderInUse naming the process that holds it.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'lock')
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) } satisfies Holder)
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, mine)
  try {
    while (!linked(draft, path)) {
      const found = textOf(path)
      if (found === undefined) continue // given back between the two calls
      const holder = holderOf(found)
      if (holder && isAlive(holder)) throw new FolderInUse(folder, holder.pid)
      removeStale(path, found)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return () => {
    if (textOf(path) === mine) rmSync(path, { force: true })
  }
}

/** A hard link fails when the name exists, as O_EXCL does, and the file appears with its content. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

/** Renames before removing: of two processes that find the same stale lock, one must not remove the other's new one. */
function removeStale(path: string, expected: string): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return
    throw error
  }
  if (textOf(aside) !== expected) linked(aside, path)
  rmSync(aside, { force: true })
}

function holderOf(text: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

const isAlive = (holder: Holder): boolean => startOf(holder.pid) === holder.startedAt

/** When a process started, in a form that only serves comparison; '' if there is no such process. */
function startOf(pid: number): string {
  try {
    // Field 22, counted after the command name, which may itself hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return hasProcFileSystem() || !isRunning(pid) ? '' : 'running'
  }
}

const hasProcFileSystem = (): boolean => textOf('/proc/self/stat') !== undefined

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

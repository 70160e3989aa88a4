import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { type AppError, AppFailure } from '#common/errors/appError.ts'

/** How a site is kept on disk; tests hand in a disk that is full, or one that stops a process at a line. */
export interface SiteFiles {
  writeWhole(file: string, text: string): Promise<void>
  writeBytes(file: string, bytes: Uint8Array): Promise<void>
  appendLine(file: string, line: string): Promise<void>
  readText(file: string): Promise<string | undefined>
  /** No matter whether it is there. */
  remove(file: string): Promise<void>
}

/** Writes a file whole or not at all, flushed to disk. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await storing(file, async () => {
    await mkdir(dirname(file), { recursive: true })
    await writeFileAtomic(file, text, { encoding: 'utf8', fsync: true })
  })
}

/** The same for what is no text. */
async function writeBytes(file: string, bytes: Uint8Array): Promise<void> {
  await storing(file, async () => {
    await mkdir(dirname(file), { recursive: true })
    await writeFileAtomic(file, Buffer.from(bytes), { fsync: true })
  })
}

/** Appends one line and waits until it is on the disk. */
export async function appendLine(file: string, line: string): Promise<void> {
  await storing(file, async () => {
    await mkdir(dirname(file), { recursive: true })
    const handle = await open(file, 'a')
    try {
      await handle.appendFile(`${line}\n`, 'utf8')
      await handle.datasync()
    } finally {
      await handle.close()
    }
  })
}

/** The text of a file, `undefined` where there is none. */
async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined
    throw storageFailure(file, thrown)
  }
}

/** The disk itself. */
export const diskFiles: SiteFiles = {
  writeWhole,
  writeBytes,
  appendLine,
  readText,
  remove: (file) => storing(file, () => rm(file, { force: true })),
}

/** Runs work on a file; what the disk refuses becomes an error a person can act on. */
async function storing(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    throw storageFailure(file, thrown)
  }
}

/** Why the disk refused a file, as an error a person can act on. */
export function storageFailure(file: string, thrown: unknown): AppFailure {
  const why: Extract<AppError, { kind: 'storage' }>['why'] =
    codeOf(thrown) === 'ENOSPC' || codeOf(thrown) === 'EDQUOT'
      ? 'full'
      : ['EROFS', 'EACCES', 'EPERM'].includes(codeOf(thrown))
        ? 'readOnly'
        : 'other'
  return new AppFailure({ kind: 'storage', why, file })
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
}

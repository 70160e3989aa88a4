import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { storageFailure } from '../storage/files.ts'

/** Writes a file whole or not at all, for this user of the computer alone where the system knows users. */
export async function writePrivate(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFileAtomic(file, text, { encoding: 'utf8', fsync: true, mode: 0o600 })
  } catch (thrown) {
    throw storageFailure(file, thrown)
  }
}

/** The text of a file, `undefined` where there is none. */
export async function readPrivate(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined
    throw storageFailure(file, thrown)
  }
}

/** No matter whether it is there. */
export async function removePrivate(file: string): Promise<void> {
  try {
    await rm(file, { force: true })
  } catch (thrown) {
    throw storageFailure(file, thrown)
  }
}

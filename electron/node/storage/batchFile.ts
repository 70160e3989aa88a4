import { join } from 'node:path'
import { BatchRecord } from '#common/batch/addresses.ts'
import { diskFiles, type SiteFiles } from './files.ts'

/** The batch that is under way, on the disk: after a crash it is gone on with. No account is in it. */
export interface BatchFile {
  /** Undefined where there is none, or a damaged one. */
  read(): Promise<BatchRecord | undefined>
  write(record: BatchRecord): Promise<void>
  remove(): Promise<void>
  /** Resolves when all is on the disk, or refused. */
  settled(): Promise<void>
}

/** One write at a time, in order; of those that wait, the last alone. */
export function batchFile(folder: string, files: SiteFiles = diskFiles): BatchFile {
  const file = join(folder, 'batch.json')
  let last: Promise<void> = Promise.resolve()
  let next: BatchRecord | null | undefined

  function inTurn(record: BatchRecord | null): Promise<void> {
    next = record
    last = last
      .catch(() => undefined)
      .then(async () => {
        const wanted = next
        next = undefined
        if (wanted === undefined) return
        await (wanted === null ? files.remove(file) : files.writeWhole(file, `${JSON.stringify(wanted, null, 2)}\n`))
      })
    return last
  }

  return {
    async read() {
      try {
        const found = BatchRecord.safeParse(JSON.parse((await files.readText(file)) ?? ''))
        return found.success ? found.data : undefined
      } catch {
        return undefined
      }
    },
    write: inTurn,
    remove: () => inTurn(null),
    settled: () => last.catch(() => undefined),
  }
}

import PQueue from 'p-queue'
import type { DeviceKey } from '#common/device/device.ts'
import type { JournalEntry, NewJournalEntry } from '#common/journal/journal.ts'
import { diskFiles, type SiteFiles } from './files.ts'

/** What was done at this site, line by line, on disk before the next thing happens. */
export interface Journal {
  /** Resolves when the line is flushed to disk. */
  add(entry: NewJournalEntry): Promise<JournalEntry>
  /** Newest last; of one device or of all. */
  list(device?: DeviceKey): readonly JournalEntry[]
  /** Lines that could not be read: a crash in the middle of a line leaves at most one. */
  readonly damagedLines: number
}

export interface JournalOptions {
  readonly now?: () => number
  readonly onGrew?: (entry: JournalEntry) => void
  readonly files?: SiteFiles
}

/** Opens `journal.jsonl`. A line that was cut by a crash is kept in the file and passed over. */
export async function openJournal(file: string, { now = Date.now, onGrew, files = diskFiles }: JournalOptions = {}): Promise<Journal> {
  const text = (await files.readText(file)) ?? ''
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const read = lines.map(parseEntry)
  const entries: JournalEntry[] = read.filter((entry) => entry !== undefined)
  const damagedLines = read.length - entries.length
  const writing = new PQueue({ concurrency: 1 })
  let number = entries.at(-1)?.number ?? 0
  let torn = text !== '' && !text.endsWith('\n')

  async function add(entry: NewJournalEntry): Promise<JournalEntry> {
    return writing.add(async () => {
      const whole = { number: number + 1, at: now(), ...entry } as JournalEntry
      await files.appendLine(file, `${torn ? '\n' : ''}${JSON.stringify(whole)}`)
      torn = false
      number += 1
      entries.push(whole)
      onGrew?.(whole)
      return whole
    })
  }

  return {
    add,
    list: (device) => (device === undefined ? [...entries] : entries.filter((entry) => entry.device === device)),
    damagedLines,
  }
}

function parseEntry(line: string): JournalEntry | undefined {
  try {
    const entry = JSON.parse(line) as JournalEntry
    return typeof entry.number === 'number' && typeof entry.device === 'string' ? entry : undefined
  } catch {
    return undefined
  }
}

import { appendFile, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendLine, writeWhole } from '#node/storage/files.ts'
import { openJournal } from '#node/storage/journal.ts'

const device = '001c27159356'
let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-journal-'))
  file = join(folder, 'journal.jsonl')
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('the journal', () => {
  it('numbers lines and keeps them in order, however fast they come', async () => {
    const journal = await openJournal(file, { now: () => 1000 })
    await Promise.all(Array.from({ length: 50 }, () => journal.add({ device, job: 'a', what: 'step', step: 'write', state: 'begun' })))
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { number: number }).number)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    )
  })

  it('has the line on disk when adding resolves', async () => {
    const journal = await openJournal(file)
    const entry = await journal.add({ device, job: 'a', what: 'step', step: 'write', setting: 'network.ipv4', state: 'begun' })
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(entry)
  })

  it('goes on counting after it was closed and opened again', async () => {
    await (await openJournal(file)).add({ device, job: 'a', what: 'step', step: 'read', state: 'begun' })
    const again = await openJournal(file)
    expect((await again.add({ device, job: 'a', what: 'step', step: 'read', state: 'done' })).number).toBe(2)
  })

  it('passes over a line that a crash cut in the middle, keeps it in the file, and starts the next on its own line', async () => {
    const before = await openJournal(file)
    await before.add({ device, job: 'a', what: 'step', step: 'write', state: 'begun' })
    await appendFile(file, '{"number":2,"at":17,"device":"001c2')
    const after = await openJournal(file)
    expect(after.damagedLines).toBe(1)
    await after.add({ device, job: 'a', what: 'step', step: 'write', state: 'failed' })
    const reread = await openJournal(file)
    expect(reread.list().map((entry) => entry.what)).toEqual(['step', 'step'])
    expect(await readFile(file, 'utf8')).toContain('{"number":2,"at":17,"device":"001c2\n')
  })

  it('tells lines of one device from those of others', async () => {
    const journal = await openJournal(file)
    await journal.add({ device, job: 'a', what: 'step', step: 'read', state: 'begun' })
    await journal.add({ device: 'id-7', job: 'b', what: 'step', step: 'read', state: 'begun' })
    expect(journal.list('id-7').map((entry) => entry.job)).toEqual(['b'])
  })
})

describe('when the site folder cannot be written', () => {
  it('names the file and the reason: a folder stands where the file should be', async () => {
    await expect(appendLine(folder, 'x')).rejects.toMatchObject({ error: { kind: 'storage', file: folder } })
  })

  it('keeps the old file whole when the new one cannot take its place', async () => {
    await writeFile(file, 'old')
    await chmod(folder, 0o755)
    await expect(writeWhole(join(file, 'below', 'a-file'), 'new')).rejects.toMatchObject({ error: { kind: 'storage' } })
    expect(await readFile(file, 'utf8')).toBe('old')
  })
})

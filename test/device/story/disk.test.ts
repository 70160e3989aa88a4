import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { JournalEntry } from '#common/journal/journal.ts'
import { diskFiles, type SiteFiles, storageFailure } from '#node/storage/files.ts'
import { freeEndpoint } from '#test/support/virtualDevice.ts'
import {
  type Bench,
  bonjourTurned,
  closeAll,
  endOf,
  ended,
  inStep,
  planOf,
  read,
  rowOf,
  run,
  signedIn,
  stepWords,
  withCard,
} from './bench.ts'

afterEach(closeAll)

/** The journal as it is on the disk. */
async function linesOf({ app }: Bench): Promise<readonly JournalEntry[]> {
  const text = await readFile(join(app.folder, 'journal.jsonl'), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalEntry)
}

/** Puts a folder in the place of the journal; a line written in that moment may have made the file anew. */
async function breakJournal({ app }: Bench): Promise<void> {
  const journal = join(app.folder, 'journal.jsonl')
  for (;;) {
    await rm(journal, { force: true })
    const isThere = await mkdir(journal).then(
      () => true,
      (thrown: NodeJS.ErrnoException) => thrown.code !== 'EEXIST' && Promise.reject(thrown),
    )
    if (isThere) return
  }
}

function words(entry: JournalEntry): string {
  return entry.what === 'step' ? `${entry.step} ${entry.state}` : entry.what === 'note' ? entry.note : entry.what
}

describe('the journal', () => {
  it('holds every step on the disk, begun and done, in the order they were taken', async () => {
    const bench = await signedIn()
    const { job } = await ended(bench, await planOf(bench, 'network', { 'network.ipv4': withCard({ address: freeEndpoint().address }) }))
    const lines = await linesOf(bench)
    const steps = ['read', 'check', 'backUp', 'write', 'findAgain', 'sameDevice', 'readBack', 'journal']
    expect(lines.filter((entry) => entry.job === job).map(words)).toEqual([
      'begun',
      ...steps.flatMap((step) => [`${step} begun`, `${step} done`]),
      'ended',
    ])
    expect(lines.filter((entry) => entry.job === '').map(words)).toEqual(['addressChanged'])
  })

  it('says on the disk that the write is under way before the device hears of it', async () => {
    const bench = await signedIn({ quirks: ['slow:100'] })
    const job = await run(bench, await planOf(bench, 'network', { 'network.ipv4': withCard({ address: freeEndpoint().address }) }))
    await new Promise<void>((resolve) => void bench.device.device.watch(({ type }) => type === 'moving' && resolve()))
    expect(words((await linesOf(bench)).at(-1) as JournalEntry)).toBe('write begun')
    await endOf(bench, job)
  })
})

describe('the backup before a write', () => {
  it('holds what the device had, who it is and why it was made', async () => {
    const bench = await signedIn()
    const plan = await bonjourTurned(bench)
    const progress = await ended(bench, plan)
    const { file } = progress.steps.find((step) => step.kind === 'backUp')?.facts ?? {}
    expect(JSON.parse(await readFile(join(bench.app.folder, String(file)), 'utf8'))).toEqual({
      at: expect.any(String) as string,
      device: bench.key,
      model: 'IPV57/41CLDR/Z/13',
      firmware: 'v3.5.0804.1003.3.0.27.4.0',
      why: 'before a settings change',
      settings: [{ setting: 'network.bonjour', target: {}, value: plan.changes[0]?.before, unknown: [] }],
    })
  })
})

describe('a site folder that cannot be written', () => {
  it('stops a plan before anything is sent', async () => {
    const bench = await signedIn()
    const plan = await bonjourTurned(bench)
    const devices = join(bench.app.folder, 'devices')
    await expect.poll(() => readdir(join(devices, bench.key)).catch(() => [])).toEqual(['identity.json'])
    await rm(devices, { recursive: true, force: true })
    await writeFile(devices, 'in the way')
    const progress = await ended(bench, plan)
    expect(progress).toMatchObject({ state: 'failed', error: { kind: 'storage', why: 'other' } })
    expect(stepWords(progress).slice(2, 4)).toEqual(['backUp failed', 'write waits'])
    expect(bench.device.device.kept('network.bonjour')).toEqual(plan.changes[0]?.before)

    await rm(devices)
    expect((await ended(bench, plan)).state).toBe('done')
    expect(await readdir(join(devices, bench.key, 'backups'))).toHaveLength(1)
  })

  it('stops a plan at once when not even its beginning can be noted', async () => {
    const bench = await signedIn()
    const plan = await bonjourTurned(bench)
    await mkdir(join(bench.app.folder, 'journal.jsonl'))
    const progress = await ended(bench, plan)
    expect(progress.error).toMatchObject({ kind: 'storage', file: join(bench.app.folder, 'journal.jsonl') })
    expect(progress.steps.every((step) => step.state === 'waits')).toBe(true)
    expect(bench.device.device.kept('network.bonjour')).toEqual(plan.changes[0]?.before)
  })

  it('after the device was sent away stops nothing that finds it again and proves it, and is told at the end', async () => {
    const bench = await signedIn({ moveMs: 400 })
    const { address } = freeEndpoint()
    const job = await run(bench, await planOf(bench, 'network', { 'network.ipv4': withCard({ address }) }))
    await inStep(bench, job, 'findAgain')
    await breakJournal(bench)
    const progress = await endOf(bench, job)
    expect(progress).toMatchObject({
      state: 'failed',
      error: { kind: 'storage' },
      proof: [{ asked: address, stored: address, verdict: 'equal' }],
    })
    expect(progress.wayBack).toBeUndefined()
    expect(await rowOf(bench)).toMatchObject({ endpoint: { address }, signedInAs: 'admin' })
  })

  it('between two writes stops the second', async () => {
    const bench = await signedIn({ moveMs: 2500 })
    const { address } = freeEndpoint()
    const plan = await planOf(bench, 'network', {
      'network.ports': (before) => ({ ...before, http: 8090 }),
      'network.ipv4': withCard({ address }),
    })
    const job = await run(bench, plan)
    await inStep(bench, job, 'findAgain')
    await breakJournal(bench)
    const progress = await endOf(bench, job)
    expect(progress.error?.kind).toBe('storage')
    expect(stepWords(progress).slice(3)).toEqual([
      'write done',
      'findAgain done',
      'sameDevice done',
      'write failed',
      'findAgain waits',
      'sameDevice waits',
      'readBack waits',
      'journal waits',
    ])
    expect(progress.wayBack).toBeUndefined()
    expect(await rowOf(bench)).toMatchObject({ endpoint: { address: bench.device.endpoint.address, port: 8090 } })
  })
})

/** A disk that takes everything but files whose name ends so. */
function refusing(code: 'ENOSPC' | 'EROFS', end: string): SiteFiles {
  const refuse = (file: string) => {
    if (file.endsWith(end)) throw storageFailure(file, Object.assign(new Error(code), { code }))
  }
  return {
    ...diskFiles,
    async writeWhole(file, text) {
      refuse(file)
      await diskFiles.writeWhole(file, text)
    },
    async appendLine(file, line) {
      refuse(file)
      await diskFiles.appendLine(file, line)
    },
  }
}

describe('a disk that is full, or may not be written to', () => {
  const cases = [
    { what: 'full disk', code: 'ENOSPC', why: 'full' },
    { what: 'read-only folder', code: 'EROFS', why: 'readOnly' },
  ] as const

  it.each(cases)('$what: without a line in the journal no step is taken', async ({ code, why }) => {
    const bench = await signedIn({}, undefined, refusing(code, 'journal.jsonl'))
    const plan = await bonjourTurned(bench)
    const progress = await ended(bench, plan)
    expect(progress).toMatchObject({
      state: 'failed',
      error: { kind: 'storage', why, file: join(bench.app.folder, 'journal.jsonl'), deviceId: bench.key },
    })
    expect(progress.steps.every((step) => step.state === 'waits')).toBe(true)
    expect(bench.device.device.kept('network.bonjour')).toEqual(plan.changes[0]?.before)
  })

  it.each(cases)('$what: without a backup nothing is written', async ({ code, why }) => {
    const bench = await signedIn({}, undefined, refusing(code, '.json'))
    const plan = await bonjourTurned(bench)
    const progress = await ended(bench, plan)
    expect(progress).toMatchObject({ state: 'failed', error: { kind: 'storage', why, deviceId: bench.key } })
    expect(stepWords(progress).slice(2, 4)).toEqual(['backUp failed', 'write waits'])
    expect(bench.device.device.kept('network.bonjour')).toEqual(plan.changes[0]?.before)
  })

  it.each(cases)('$what: looking at devices goes on', async ({ code }) => {
    const bench = await signedIn({}, undefined, refusing(code, ''))
    expect(await rowOf(bench)).toMatchObject({ key: bench.key, signedInAs: 'admin' })
    expect(await read(bench, 'network.bonjour')).toEqual({ enabled: true })
  })

  it.runIf(process.platform === 'linux')('that the system itself says is full is told as such', async () => {
    const bench = await signedIn()
    await symlink('/dev/full', join(bench.app.folder, 'journal.jsonl'))
    expect((await ended(bench, await bonjourTurned(bench))).error).toMatchObject({ kind: 'storage', why: 'full' })
  })
})

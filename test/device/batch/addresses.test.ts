import { afterEach, describe, expect, it } from 'vitest'
import type { JobProgress } from '#common/plan/plan.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { errorOf } from '#test/support/rudeDevice.ts'
import { powerOn } from '#simulator/server.ts'
import { startVirtualDevice, stillCamera } from '#test/support/virtualDevice.ts'
import { startApp } from '#test/support/startedApp.ts'
import { closeAll, closeLater, shortLimits } from '../story/bench.ts'
import { isDone, openCrate, words } from './crate.ts'

afterEach(closeAll)

describe('cameras that share one address', () => {
  it('go each to its own, whichever of them answers first', async () => {
    const crate = await openCrate([{}, {}, {}])
    crate.shared.turn() // the second of the table answers first
    await crate.begin()
    const end = await crate.until(isDone)
    expect(words(end)).toEqual(['done', 'done', 'done'])
    expect(crate.places()).toEqual(crate.addresses)
    expect((await crate.app.handlers['devices.list']()).map(({ endpoint, signedInAs }) => [endpoint.address, signedInAs])).toEqual(
      crate.addresses.map((address) => [address, 'admin']),
    )
  })

  it('are moved one after the other: each is proven before the next is touched', async () => {
    const crate = await openCrate([{}, {}, {}])
    await crate.begin()
    const { rows } = await crate.until(isDone)
    const jobs = await crate.app.handlers['jobs.list']()
    const spans = rows.map(({ job }) => spanOf(jobs.find((one) => one.job === job)))
    const inOrder = [...spans].sort((a, b) => a.from - b.from)
    expect(inOrder.map(({ to }, index) => to <= (inOrder[index + 1]?.from ?? Infinity))).toEqual([true, true, true])
  })

  it.each([3, 4, 5, 6, 7, 8, 9, 10])('never get the address of another, though another answers after question %i', async (question) => {
    const crate = await openCrate([{}, {}])
    crate.turnAfter(question)
    await crate.begin()
    expect(words(await crate.until(isDone))).toEqual(['done', 'done'])
    expect(crate.devices.map(({ device }) => addressIn(device.kept('network.ipv4')))).toEqual(crate.addresses)
  })

  it('wait for the one that holds the address and is not to be moved, and say who that is', async () => {
    const crate = await openCrate([{}, {}])
    await crate.begin([1])
    const { waits } = await crate.until((progress) => progress.waits.some(({ answers }) => answers !== undefined))
    expect(waits).toMatchObject([{ place: crate.shared.endpoint, answers: { device: crate.keys[0], mac: '00:1C:27:15:93:10' } }])
    crate.shared.turn()
    expect(words(await crate.until(isDone))).toEqual(['done'])
    expect(crate.places()).toEqual([crate.shared.endpoint.address, crate.addresses[1]])
  })

  it('take a stranger among them that a person adds meanwhile', async () => {
    const crate = await openCrate([{}, {}])
    await crate.begin([1])
    await crate.until((progress) => progress.waits.some(({ answers }) => answers?.device === crate.keys[0]))
    await crate.app.handlers['batches.add']({ device: crate.keys[0] ?? '', address: crate.addresses[0] ?? '' })
    expect(words(await crate.until((progress) => isDone(progress) && progress.rows.length === 2))).toEqual(['done', 'done'])
    expect(crate.places()).toEqual(crate.addresses)
  })
})

describe('a camera of a batch that fails', () => {
  it('is named with its reason, and keeps nobody else from being moved once it is out of the way', async () => {
    const crate = await openCrate([{ account: { user: 'admin', password: 'another-one-7' } }, {}])
    await crate.begin(undefined, { account: { user: 'admin', password: 'sightline-demo' } })
    const { rows } = await crate.until((progress) => progress.waits.some(({ answers }) => answers?.device === crate.keys[0]))
    expect(rows[0]).toMatchObject({ state: 'failed', error: { kind: 'signIn', why: 'wrongPassword', deviceId: crate.keys[0] } })
    crate.shared.turn()
    expect(words(await crate.until(isDone))).toEqual(['failed', 'done'])
  })

  it('is tried once more when a person says so', async () => {
    const crate = await openCrate([{ quirks: ['refusesSet:network.ipv4'] }])
    await crate.begin()
    expect(words(await crate.until(isDone))).toEqual(['failed'])
    crate.devices[0]?.device.quirks.delete('refusesSet:network.ipv4')
    await crate.app.handlers['batches.again'](crate.keys[0] ?? '')
    expect(words(await crate.until((progress) => isDone(progress) && words(progress)[0] === 'done'))).toEqual(['done'])
  })

  it('that never comes back is told as such, the others are moved all the same, and it counts when it is found later', async () => {
    const crate = await openCrate([{ quirks: ['doesNotComeBack'] }, {}])
    await crate.begin()
    const { rows } = await crate.until(isDone)
    expect(rows.map(({ state }) => state)).toEqual(['failed', 'done'])
    expect(rows[0]?.error).toMatchObject({ kind: 'notFoundAgain', deviceId: crate.keys[0] })

    const [lost] = crate.devices
    if (lost) closeLater(await powerOn(lost.device, { camera: stillCamera }))
    await crate.app.handlers['jobs.lookAgain'](rows[0]?.job ?? '', 'waitOn')
    expect(words(await crate.until((progress) => words(progress).every((word) => word === 'done')))).toEqual(['done', 'done'])
  })
})

describe('a batch', () => {
  it('gives a camera without a password the one of the account, where that was asked for', async () => {
    const crate = await openCrate([{ profile: 'ipc-new' }])
    await crate.begin(undefined, { setsFirstPassword: true, account: { user: 'admin', password: 'sightline-demo' } })
    expect(words(await crate.until(isDone))).toEqual(['done'])
    expect(crate.places()).toEqual(crate.addresses)
  })

  it('leaves a camera without a password alone where it was not', async () => {
    const crate = await openCrate([{ profile: 'ipc-new' }])
    await crate.begin()
    const { rows } = await crate.until(isDone)
    expect(rows[0]).toMatchObject({ state: 'failed', error: { kind: 'device', remedy: 'firstPassword' } })
  })

  it('that is paused proves the camera under way and takes no other until it goes on', async () => {
    const crate = await openCrate([{}, {}])
    await crate.begin()
    await crate.until(({ rows }) => rows.some(({ job }) => job !== undefined))
    await crate.app.handlers['batches.pause'](true)
    expect([...words(await crate.until(({ state }) => state === 'paused'))].sort()).toEqual(['done', 'waits'])
    await crate.app.handlers['batches.pause'](false)
    expect(words(await crate.until(isDone))).toEqual(['done', 'done'])
  })

  it('that is stopped leaves the others where they are, and can be gone on with', async () => {
    const crate = await openCrate([{}, {}])
    await crate.begin()
    await crate.until(({ rows }) => rows.some(({ job }) => job !== undefined))
    await crate.app.handlers['batches.stop']()
    expect([...words(await crate.until(({ state }) => state === 'stopped'))].sort()).toEqual(['done', 'left'])
    expect(crate.places()).toContain(crate.shared.endpoint.address)
    await crate.app.handlers['batches.goOn'](crate.account)
    expect(words(await crate.until(isDone))).toEqual(['done', 'done'])
  })

  it('cut short by the end of the program is there again at the next start, and goes on with the camera that was under way', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sightline-batch-'))
    closeLater({ close: () => rm(folder, { recursive: true, force: true }) })
    const crate = await openCrate([{ moveMs: 150 }, {}], folder)
    await crate.begin()
    await crate.app.until('jobs.progressed', ({ steps }) => steps.some(({ kind, state }) => kind === 'findAgain' && state === 'busy'))
    await crate.app.close()

    const next = closeLater(await startApp(folder, shortLimits))
    expect(await next.handlers['batches.state']()).toMatchObject({ state: 'cutShort', rows: [{ state: 'busy' }, { state: 'waits' }] })
    await next.handlers['batches.goOn'](crate.account)
    const end = await next.until('batches.changed', (progress) => progress?.state === 'done')
    expect(end && words(end)).toEqual(['done', 'done'])
    expect(crate.places()).toEqual(crate.addresses)
    expect(await next.handlers['plans.unfinished']()).toEqual([])
  })

  it('is one at a time: another is refused while it runs', async () => {
    const crate = await openCrate([{}, {}])
    await crate.begin([1])
    expect(await errorOf(crate.begin([0]))).toMatchObject({ kind: 'busy' })
  })
})

describe('a table of addresses', () => {
  it('is held against itself, the list and the network before anything is written', async () => {
    const crate = await openCrate([{}, {}, {}, {}])
    const other = closeLater(await startVirtualDevice({ identity: { mac: '00:1C:27:00:00:01' } }))
    const [free = ''] = crate.addresses
    const rows = ['', free, free, crate.shared.endpoint.address].map((address, index) => ({ device: crate.keys[index] ?? '', address }))
    const taken = [{ device: crate.keys[0] ?? '', address: other.endpoint.address }]
    const table = { mask: '255.0.0.0', gateway: '', setsFirstPassword: false }
    const check = async (wanted: typeof rows) =>
      (await crate.app.handlers['batches.check']({ ...table, rows: wanted })).map(({ findings }) =>
        findings.filter(({ verdict }) => verdict === 'fail').map((one) => one.check),
      )
    expect(await check(rows)).toEqual([['valid'], ['addressTwice'], ['addressTwice'], ['addressFree']])
    expect(await check(taken)).toEqual([['addressFree']])
    expect(await check([{ device: crate.keys[0] ?? '', address: free }])).toEqual([[]])
    expect(await check([{ device: crate.keys[0] ?? '', address: '127.0.0.1' }])).toEqual([['notOurAddress']])
  })
})

function spanOf(job: JobProgress | undefined): { readonly from: number; readonly to: number } {
  const steps = job?.steps ?? []
  return { from: job?.startedAt ?? 0, to: Math.max(...steps.map(({ startedAt = 0, tookMs = 0 }) => startedAt + tookMs)) }
}

function addressIn(value: Readonly<Record<string, unknown>>): string {
  const [card] = value['cards'] as readonly { readonly address: string }[]
  return card?.address ?? ''
}

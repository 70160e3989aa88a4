import { afterEach, describe, expect, it } from 'vitest'
import type { JobProgress, Plan } from '#common/plan/plan.ts'
import type { Otherwise } from '#common/plan/standing.ts'
import { errorOf } from '#test/support/rudeDevice.ts'
import { freeEndpoint } from '#test/support/virtualDevice.ts'
import { type Bench, bonjourTurned, closeAll, endOf, ended, inStep, planOf, rowOf, run, shortLimits, signedIn, withCard } from './bench.ts'

afterEach(closeAll)

async function undone(bench: Bench, job: string, otherwise: Otherwise = 'refuse'): Promise<JobProgress> {
  return endOf(bench, (await bench.app.handlers['plans.undo'](job, otherwise)).job)
}

async function done(bench: Bench, plan: Plan): Promise<string> {
  const progress = await ended(bench, plan)
  expect(progress).toMatchObject({ state: 'done', mayUndo: true })
  return progress.job
}

function mtuAndGateway(bench: Bench) {
  return planOf(bench, 'network', { 'network.ipv4': withCard({ mtu: 1400, dns1: '127.0.0.3' }) })
}

function cardOf(bench: Bench) {
  return (bench.device.device.kept('network.ipv4')['cards'] as readonly Record<string, unknown>[])[0]
}

describe('a plan that is taken back', () => {
  it('brings back what it changed and nothing else, proven', async () => {
    const bench = await signedIn()
    const job = await done(bench, await mtuAndGateway(bench))
    await ended(bench, await planOf(bench, 'network', { 'network.ipv4': withCard({ dns2: '127.0.0.4' }) }))
    const progress = await undone(bench, job)
    expect(progress).toMatchObject({ state: 'done', kind: 'undo' })
    expect(progress.proof.map(({ label, asked, stored, verdict }) => [label, asked, stored, verdict])).toEqual([
      ['DNS server 1', 'none', 'none', 'equal'],
      ['MTU', '1500', '1500', 'equal'],
    ])
    expect(cardOf(bench)).toMatchObject({ mtu: 1500, dns1: '', dns2: '127.0.0.4' })
  })

  it('after an address move is followed to the old address by identity; account and row go with it', async () => {
    const bench = await signedIn()
    const { address } = freeEndpoint()
    const plan = { 'network.ipv4': withCard({ address }), 'network.ports': (before: object) => ({ ...before, http: 8091 }) }
    const job = await done(bench, await planOf(bench, 'network', plan))
    expect(await rowOf(bench)).toMatchObject({ endpoint: { address, port: 8091 } })
    const progress = await undone(bench, job)
    expect(progress.error).toBeUndefined()
    expect(progress.steps.filter(({ kind, state }) => kind === 'sameDevice' && state === 'done')).toHaveLength(2)
    expect(await rowOf(bench)).toMatchObject({ endpoint: bench.device.endpoint, signedInAs: 'admin' })
  })

  it('from DHCP has the address back that it had before', async () => {
    const bench = await signedIn({}, shortLimits)
    const job = await done(bench, await planOf(bench, 'network', { 'network.ipv4': withCard({ automatic: true }) }))
    expect((await undone(bench, job)).error).toBeUndefined()
    expect(cardOf(bench)).toMatchObject({ automatic: false, address: bench.device.endpoint.address })
  })

  it('is a plan like any other: in the journal, with a backup of its own, and can be taken back itself', async () => {
    const bench = await signedIn()
    const plan = await bonjourTurned(bench)
    const job = await done(bench, plan)
    const back = await undone(bench, job)
    const lines = await bench.app.handlers['journal.list'](bench.key)
    expect(lines.find((line) => line.what === 'begun' && line.job === back.job)).toMatchObject({ plan: { kind: 'undo', undoes: job } })
    expect(back.steps.find(({ kind }) => kind === 'backUp')?.state).toBe('done')
    expect((await undone(bench, back.job)).state).toBe('done')
    expect(bench.device.device.kept('network.bonjour')).toEqual(plan.changes[0]?.after)
  })

  it('cannot be taken back twice', async () => {
    const bench = await signedIn()
    const job = await done(bench, await bonjourTurned(bench))
    await undone(bench, job)
    expect(await errorOf(undone(bench, job))).toMatchObject({ kind: 'noWayBack', why: 'undone' })
  })

  it('that failed midway has what had gone out taken back', async () => {
    const bench = await signedIn({ quirks: ['okButUnchanged:network.ports'] })
    const plan = await planOf(bench, 'network', {
      'network.bonjour': () => ({ enabled: false }),
      'network.ports': (before) => ({ ...before, rtsp: 9554 }),
    })
    const progress = await ended(bench, plan)
    expect(progress).toMatchObject({ state: 'failed', error: { kind: 'mismatch' }, mayUndo: true })
    expect((await undone(bench, progress.job)).state).toBe('done')
    expect(bench.device.device.kept('network.bonjour')).toEqual({ enabled: true })
  })
})

describe('a device that was changed otherwise since', () => {
  async function changedSince() {
    const bench = await signedIn()
    const job = await done(bench, await mtuAndGateway(bench))
    await ended(bench, await planOf(bench, 'network', { 'network.ipv4': withCard({ mtu: 1300 }) }))
    return { bench, job }
  }

  it('is not written to: what was written and what it has now are named', async () => {
    const { bench, job } = await changedSince()
    expect(await errorOf(undone(bench, job))).toMatchObject({
      kind: 'changedSince',
      rows: [{ label: 'MTU', wrote: '1400', now: '1300' }],
    })
    expect(cardOf(bench)).toMatchObject({ mtu: 1300, dns1: '127.0.0.3' })
    expect((await bench.app.handlers['plans.standing'](job)).rows.map(({ label, is }) => [label, is])).toEqual([
      ['DNS server 1', 'written'],
      ['MTU', 'other'],
    ])
  })

  it('keeps that value when a person says so; the rest is taken back', async () => {
    const { bench, job } = await changedSince()
    expect((await undone(bench, job, 'keep')).proof.map(({ label }) => label)).toEqual(['DNS server 1'])
    expect(cardOf(bench)).toMatchObject({ mtu: 1300, dns1: '' })
  })

  it('loses that value when a person says so', async () => {
    const { bench, job } = await changedSince()
    expect((await undone(bench, job, 'overwrite')).state).toBe('done')
    expect(cardOf(bench)).toMatchObject({ mtu: 1500, dns1: '' })
  })
})

describe('a clock that was set', () => {
  it('is not put back, and that is said', async () => {
    const bench = await signedIn({}, { ...shortLimits, rollovers: 1 })
    const change = { setting: 'time.clock', target: {}, before: {}, after: {}, clock: 'thisComputer' } as const
    const progress = await ended(bench, { device: bench.key, kind: 'time', changes: [change] })
    expect(progress).toMatchObject({ state: 'done' })
    expect(progress.mayUndo).toBeUndefined()
    expect(progress.steps.find(({ kind }) => kind === 'readBack')?.facts).toEqual({ equal: 0, values: 0 })
    expect(await errorOf(undone(bench, progress.job))).toMatchObject({ kind: 'noWayBack', why: 'clockOnly' })
  })
})

describe('a plan that is stopped in the middle of a write', () => {
  it('has the device read once more: what it took is told, what was not sent stays unread', async () => {
    const bench = await signedIn({ quirks: ['slow:150'] })
    const plan = await planOf(bench, 'network', {
      'network.bonjour': () => ({ enabled: false }),
      'network.ports': (before) => ({ ...before, rtsp: 9554 }),
    })
    const job = await run(bench, plan)
    const took = new Promise<void>((resolve) => void bench.device.device.watch(({ type }) => type === 'stored' && resolve()))
    await inStep(bench, job, 'write')
    await took
    await bench.app.handlers['jobs.cancel'](job)
    const progress = await endOf(bench, job)
    expect(progress).toMatchObject({ state: 'cancelled', error: { kind: 'cancelled', sent: 1, of: 2, unsure: [] }, mayUndo: true })
    expect(progress.proof.map(({ setting, verdict }) => [setting, verdict])).toEqual([
      ['network.bonjour', 'equal'],
      ['network.ports', 'waits'],
    ])
    expect((await undone(bench, job)).state).toBe('done')
    expect(bench.device.device.kept('network.bonjour')).toEqual({ enabled: true })
  })
})

describe('the application that is closed in the middle of a plan', () => {
  it('leaves it open: the next start offers to go on, and a person may leave it with a note', async () => {
    const bench = await signedIn({ quirks: ['slow:100'] })
    const job = await run(bench, await bonjourTurned(bench))
    await inStep(bench, job, 'readBack')
    await bench.app.stop()
    expect(await bench.app.handlers['plans.unfinished']()).toMatchObject([{ job, inFlight: { step: 'readBack' }, sent: 1 }])
    await bench.app.handlers['plans.leave'](job)
    expect(await bench.app.handlers['plans.unfinished']()).toEqual([])
    expect((await bench.app.handlers['journal.list'](bench.key)).at(-1)).toMatchObject({ what: 'note', note: 'planLeft', job })
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import type { StepKind } from '#common/plan/plan.ts'
import { profiles } from '#simulator/profiles.ts'
import { errorOf } from '#test/support/rudeDevice.ts'
import { freeEndpoint, startVirtualDevice, testIdentity } from '#test/support/virtualDevice.ts'
import {
  type Bench,
  bonjourTurned,
  closeAll,
  closeLater,
  endAfter,
  endOf,
  ended,
  inStep,
  planOf,
  read,
  rowOf,
  run,
  shortLimits,
  signedIn,
  stepWords,
  withCard,
} from './bench.ts'

afterEach(closeAll)

const ways = ['waitOn', 'tryOldAddress', 'searchAll', 'byHand']

function addressPlan(bench: Bench, address: string) {
  return planOf(bench, 'network', { 'network.ipv4': withCard({ address }) })
}

/** A camera that was leased an address. */
function onDhcp(address: string) {
  const card = { card: 1, version: 'IPv4', address, mask: '255.255.0.0', gateway: '', dns1: '', dns2: '', automatic: true, mtu: 1500 }
  return { ...profiles.ipc, factory: { 'network.ipv4': { cards: [card] } } }
}

/** A device that was sent to another address and never came back. */
async function lost(limits = shortLimits) {
  const bench = await signedIn({ quirks: ['doesNotComeBack'] }, limits)
  const to = { ...bench.device.endpoint, address: freeEndpoint().address }
  const progress = await ended(bench, await addressPlan(bench, to.address))
  return { bench, to, progress }
}

describe('a device that does not come back', () => {
  it('is told as such, with the ways on; row, name and account stay', async () => {
    const { bench, to, progress } = await lost()
    expect(progress).toMatchObject({
      state: 'failed',
      error: { kind: 'notFoundAgain', address: to.address, deviceId: bench.key },
      wayBack: ways,
    })
    expect(stepWords(progress).slice(3)).toEqual(['write done', 'findAgain failed', 'sameDevice waits', 'readBack waits', 'journal waits'])
    expect(progress.seen.map((one) => one.what)).toEqual(['oldSilent'])
    expect(await rowOf(bench)).toMatchObject({ key: bench.key, endpoint: bench.device.endpoint })
  })

  it('is found at its new address when waited for on, and everything is proven then', async () => {
    const { bench, to, progress } = await lost()
    closeLater(await startVirtualDevice({ endpoint: to }))
    const end = await endAfter(bench, progress.job, () => bench.app.handlers['jobs.lookAgain'](progress.job, 'waitOn'))
    expect(end).toMatchObject({ state: 'done', proof: [{ label: 'Address', asked: to.address, stored: to.address, verdict: 'equal' }] })
    expect(end.wayBack).toBeUndefined()
    expect(await rowOf(bench)).toMatchObject({ key: bench.key, endpoint: to, signedInAs: 'admin' })
  })

  it('is found by a search of everything', async () => {
    const { bench, to, progress } = await lost()
    closeLater(await startVirtualDevice({ endpoint: to }))
    const end = await endAfter(bench, progress.job, () => bench.app.handlers['jobs.lookAgain'](progress.job, 'searchAll'))
    expect(end.state).toBe('done')
    expect((await bench.app.handlers['search.state']()).running).toBe(true)
  })

  it('is found where a person says it is', async () => {
    const { bench, to, progress } = await lost()
    const there = { ...to, port: to.port + 1 }
    closeLater(await startVirtualDevice({ endpoint: there }))
    const end = await endAfter(bench, progress.job, () => bench.app.handlers['jobs.lookAgain'](progress.job, there))
    expect(end.state).toBe('done')
    expect(await rowOf(bench)).toMatchObject({ endpoint: there, signedInAs: 'admin' })
  })

  it('is found at its old address at once, and what it kept there is named', async () => {
    const { bench, to, progress } = await lost({ findAgainMs: 800, stayMs: 900 }) // counted from the write, not from the second look
    closeLater(await startVirtualDevice({ endpoint: bench.device.endpoint }))
    const end = await endAfter(bench, progress.job, () => bench.app.handlers['jobs.lookAgain'](progress.job, 'tryOldAddress'))
    expect(end.error).toMatchObject({
      kind: 'mismatch',
      rows: [{ label: 'Address', asked: to.address, stored: bench.device.endpoint.address }],
    })
    expect(end.wayBack).toBeUndefined()
    expect(await read(bench, 'network.bonjour')).toEqual({ enabled: true })
  })

  it('is not looked for while another plan of it runs', async () => {
    const { bench, progress } = await lost()
    closeLater(await startVirtualDevice({ endpoint: bench.device.endpoint, quirks: ['slow:100'] }))
    await run(bench, await bonjourTurned(bench))
    expect(await errorOf(bench.app.handlers['jobs.lookAgain'](progress.job, 'waitOn'))).toMatchObject({ kind: 'busy', plan: 'settings' })
  })
})

describe('another device at the new address', () => {
  const other = { deviceId: '7', mac: '00:1C:27:00:00:07' }

  async function impostor() {
    const { bench, to, progress } = await lost()
    const squatter = closeLater(await startVirtualDevice({ endpoint: to, identity: other }))
    const end = await endAfter(bench, progress.job, () => bench.app.handlers['jobs.lookAgain'](progress.job, 'waitOn'))
    expect(end).toMatchObject({ state: 'failed', error: { kind: 'impostor', expected: bench.key, found: other.mac }, wayBack: ways })
    return { bench, to, squatter, job: progress.job }
  }

  it('does not keep us from finding ours where a person says it is', async () => {
    const { bench, to, job } = await impostor()
    const there = { ...to, port: to.port + 1 }
    closeLater(await startVirtualDevice({ endpoint: there }))
    expect((await endAfter(bench, job, () => bench.app.handlers['jobs.lookAgain'](job, there))).state).toBe('done')
  })

  it('does not end a second look: ours is found as soon as it is seen elsewhere', async () => {
    const { bench, to, job } = await impostor()
    const there = { ...to, port: to.port + 1 }
    const end = await endAfter(bench, job, async () => {
      await bench.app.handlers['jobs.lookAgain'](job, 'searchAll')
      await bench.app.until('jobs.progressed', ({ seen }) => seen.filter(({ what }) => what === 'impostor').length === 2)
      closeLater(await startVirtualDevice({ endpoint: there }))
      await bench.app.handlers['search.addByHand'](there)
    })
    expect(end.state).toBe('done')
  })

  it('may leave, and ours is found there', async () => {
    const { bench, to, job, squatter } = await impostor()
    await squatter.close()
    closeLater(await startVirtualDevice({ endpoint: to }))
    expect((await endAfter(bench, job, () => bench.app.handlers['jobs.lookAgain'](job, 'waitOn'))).state).toBe('done')
  })
})

describe('a device that says OK to an address and stays', () => {
  it('is read back where it is, and the address it kept is named', async () => {
    const bench = await signedIn({ quirks: ['okButUnchanged:network.ipv4'] }, shortLimits)
    const to = freeEndpoint().address
    const progress = await ended(bench, await addressPlan(bench, to))
    expect(progress.error).toMatchObject({
      kind: 'mismatch',
      rows: [{ label: 'Address', asked: to, stored: bench.device.endpoint.address }],
    })
    expect(progress.wayBack).toBeUndefined()
    expect(await rowOf(bench)).toMatchObject({ endpoint: bench.device.endpoint, signedInAs: 'admin' })
  })
})

describe('a plan that is stopped', () => {
  it.each(['read', 'check', 'backUp', 'write'] satisfies StepKind[])('while it is at %s has sent nothing', async (kind) => {
    const bench = await signedIn()
    const job = await run(bench, await addressPlan(bench, freeEndpoint().address))
    await inStep(bench, job, kind)
    await bench.app.handlers['jobs.cancel'](job)
    const progress = await endOf(bench, job)
    expect(progress).toMatchObject({ state: 'cancelled', error: { kind: 'cancelled' } })
    expect(progress.wayBack).toBeUndefined()
    expect(await read(bench, 'network.ipv4')).toMatchObject({ cards: [{ address: bench.device.endpoint.address }] })
    expect((await ended(bench, await bonjourTurned(bench))).state).toBe('done')
  })

  it.each(['findAgain', 'sameDevice'] satisfies StepKind[])('while it is at %s leaves the way back to the device', async (kind) => {
    const bench = await signedIn()
    const { address } = freeEndpoint()
    const job = await run(bench, await addressPlan(bench, address))
    await inStep(bench, job, kind)
    await bench.app.handlers['jobs.cancel'](job)
    expect(await endOf(bench, job)).toMatchObject({ state: 'cancelled', wayBack: ways })
    expect((await endAfter(bench, job, () => bench.app.handlers['jobs.lookAgain'](job, 'waitOn'))).state).toBe('done')
    expect(await rowOf(bench)).toMatchObject({ endpoint: { address }, signedInAs: 'admin' })
  })

  it('while the request that moves the device is under way leaves the way back, too', async () => {
    const bench = await signedIn({ quirks: ['slow:150'] })
    const { address } = freeEndpoint()
    const job = await run(bench, await addressPlan(bench, address))
    await new Promise<void>((resolve) => void bench.device.device.watch(({ type }) => type === 'moving' && resolve()))
    await bench.app.handlers['jobs.cancel'](job)
    expect(await endOf(bench, job)).toMatchObject({ state: 'cancelled', wayBack: ways })
    expect((await endAfter(bench, job, () => bench.app.handlers['jobs.lookAgain'](job, 'waitOn'))).state).toBe('done')
  })

  it('while it reads back has changed the device, and says what was not proven', async () => {
    const bench = await signedIn()
    const plan = await bonjourTurned(bench)
    const job = await run(bench, plan)
    await inStep(bench, job, 'readBack')
    await bench.app.handlers['jobs.cancel'](job)
    expect(await endOf(bench, job)).toMatchObject({ state: 'cancelled', proof: [{ verdict: 'waits' }] })
    expect(await read(bench, 'network.bonjour')).toEqual(plan.changes[0]?.after)
  })
})

describe('two plans for one device', () => {
  it('are not run at once: the second is refused, the first goes on', async () => {
    const bench = await signedIn()
    const plan = await bonjourTurned(bench)
    const job = await run(bench, plan)
    await inStep(bench, job, 'read')
    expect(await errorOf(run(bench, plan))).toEqual({
      kind: 'busy',
      job,
      plan: 'settings',
      since: expect.any(Number) as number,
      step: 'read',
      deviceId: bench.key,
    })
    expect((await endOf(bench, job)).state).toBe('done')
  })
})

describe('moving a device', () => {
  const freePort = 8090

  it('to another port is followed', async () => {
    const bench = await signedIn()
    const plan = await planOf(bench, 'network', { 'network.ports': (before) => ({ ...before, http: freePort }) })
    expect(await ended(bench, plan)).toMatchObject({ state: 'done', proof: [{ label: 'HTTP port', asked: '8090', stored: '8090' }] })
    expect(await rowOf(bench)).toMatchObject({ endpoint: { address: bench.device.endpoint.address, port: freePort }, signedInAs: 'admin' })
  })

  it('to another address and another port in one plan is followed twice, the address last', async () => {
    const bench = await signedIn()
    const { address } = freeEndpoint()
    const plan = await planOf(bench, 'network', {
      'network.ipv4': withCard({ address }),
      'network.ports': (before) => ({ ...before, http: freePort }),
    })
    const progress = await ended(bench, plan)
    expect(progress.error).toBeUndefined()
    expect(progress.steps.filter(({ kind }) => kind === 'write').map(({ setting }) => setting)).toEqual(['network.ports', 'network.ipv4'])
    expect(stepWords(progress).filter((words) => words === 'findAgain done')).toHaveLength(2)
    expect(await rowOf(bench)).toMatchObject({ endpoint: { address, port: freePort }, signedInAs: 'admin' })
  })

  it('that drops the line instead of saying OK is followed as well', async () => {
    const bench = await signedIn({ profile: 'fisheye', answersMove: 'nothing' })
    const progress = await ended(bench, await addressPlan(bench, freeEndpoint().address))
    expect(progress.error).toBeUndefined()
    expect(progress.steps.find(({ kind }) => kind === 'write')?.facts).toEqual({ requests: 1, answered: 0 })
  })

  it('to DHCP is followed to wherever it is leased, here the address it had', async () => {
    const bench = await signedIn({}, shortLimits)
    const progress = await ended(bench, await planOf(bench, 'network', { 'network.ipv4': withCard({ automatic: true }) }))
    expect(progress).toMatchObject({ state: 'done', proof: [{ label: 'Address by DHCP', asked: 'on', stored: 'on', verdict: 'equal' }] })
    expect(progress.to).toBeUndefined()
    expect(await rowOf(bench)).toMatchObject({ endpoint: bench.device.endpoint, signedInAs: 'admin' })
  })

  it('to DHCP is followed to another address as soon as it is seen there', async () => {
    const bench = await signedIn()
    const job = await run(bench, await planOf(bench, 'network', { 'network.ipv4': withCard({ automatic: true }) }))
    await inStep(bench, job, 'findAgain')
    await bench.device.close()
    const leased = { ...bench.device.endpoint, address: freeEndpoint().address }
    const there = closeLater(await startVirtualDevice({ endpoint: leased, profile: onDhcp(leased.address) }))
    await bench.app.handlers['search.addByHand'](there.endpoint)
    const progress = await endOf(bench, job)
    expect(progress.seen.map(({ what }) => what)).toEqual(expect.arrayContaining(['bonjour', 'identity']))
    expect(await rowOf(bench)).toMatchObject({ endpoint: leased, signedInAs: 'admin' })
  })

  it('that somebody else has moved meanwhile to where it shall be is refused as no change', async () => {
    const bench = await signedIn()
    const { address } = freeEndpoint()
    const plan = await addressPlan(bench, address)
    expect((await ended(bench, plan)).state).toBe('done')
    expect((await ended(bench, plan)).error).toMatchObject({ kind: 'preflight', findings: [{ check: 'unchanged' }] })
  })
})

describe('a plan made some time ago', () => {
  it('keeps what changed on the device meanwhile', async () => {
    const bench = await signedIn()
    const old = await planOf(bench, 'settings', { 'time.ntp': (before) => ({ ...before, server: '127.0.0.9' }) })
    await ended(bench, await planOf(bench, 'settings', { 'time.ntp': (before) => ({ ...before, interval: 7200 }) }))
    const progress = await ended(bench, old)
    expect(progress.proof.map(({ path, asked, verdict }) => ({ path, asked, verdict }))).toEqual([
      { path: 'server', asked: '127.0.0.9', verdict: 'equal' },
    ])
    expect(bench.device.device.kept('time.ntp')).toMatchObject({ server: '127.0.0.9', interval: 7200 })
  })
})

describe('a device that DHCP moves while we are signed in', () => {
  it('is followed by identity as soon as it is seen elsewhere, and the account goes with it', async () => {
    const bench = await signedIn()
    const there = { ...bench.device.endpoint, address: freeEndpoint().address }
    await bench.device.close()
    closeLater(await startVirtualDevice({ endpoint: there }))
    await bench.app.handlers['search.addByHand'](there)
    await bench.app.until('devices.changed', ({ changed }) =>
      changed.some((row) => row.key === bench.key && row.endpoint.address === there.address),
    )
    expect(await read(bench, 'network.bonjour')).toEqual({ enabled: true })
    expect(await rowOf(bench)).toMatchObject({ endpoint: there, signedInAs: 'admin' })
  })

  it('is not left for a second address it has: where it still answers, we stay', async () => {
    const bench = await signedIn()
    const second = closeLater(await startVirtualDevice({ identity: testIdentity }))
    await bench.app.handlers['search.addByHand'](second.endpoint)
    expect((await ended(bench, await bonjourTurned(bench))).state).toBe('done')
    expect(await rowOf(bench)).toMatchObject({ endpoint: bench.device.endpoint, signedInAs: 'admin' })
    expect([bench.device, second].map(({ device }) => device.kept('network.bonjour')['enabled'])).toEqual([false, true])
  })
})

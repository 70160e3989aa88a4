import { afterEach, describe, expect, it } from 'vitest'
import type { Finding } from '#common/plan/finding.ts'
import type { Plan } from '#common/plan/plan.ts'
import type { Issue } from '#common/schema/field.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { errorOf } from '#test/support/rudeDevice.ts'
import { startVirtualDevice } from '#test/support/virtualDevice.ts'
import { profiles } from '#simulator/profiles.ts'
import {
  type Bench,
  bonjourTurned,
  closeAll,
  closeLater,
  endOf,
  ended,
  found,
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

const rightPassword = { user: 'admin', password: 'sightline-demo' }

/** Row, name and journal are what they were; a right request gets its answer. */
async function expectNothingLost(bench: Bench): Promise<void> {
  expect(await rowOf(bench)).toMatchObject({ key: bench.key, endpoint: bench.device.endpoint, signedInAs: 'admin', state: 'ready' })
  expect((await ended(bench, await bonjourTurned(bench))).state).toBe('done')
  const journal = await bench.app.handlers['journal.list'](bench.key)
  expect(journal.map(({ number }) => number)).toEqual(journal.map((_, index) => index + 1))
}

describe('a wrong password', () => {
  it.each(['ipc', 'lpr', 'lite'] as const)('of a device of kind %s leaves one attempt; the right one still works', async (profile) => {
    const bench = await found({ profile })
    const [outcome] = await bench.app.handlers['signIn.many']([bench.key], { user: 'admin', password: 'not-it-1' })
    expect(outcome?.error).toMatchObject({ kind: 'signIn', why: 'wrongPassword', attemptsLeft: 1, request: 'sign in' })
    expect((await rowOf(bench))?.state).toBe('refused')
    expect(await bench.app.handlers['signIn.many']([bench.key], rightPassword)).toEqual([{ device: bench.key }])
    expect(await rowOf(bench)).toMatchObject({ signedInAs: 'admin' })
  })

  it('is tried twice and no more: even the right one waits then', async () => {
    const bench = await found()
    const wrong = { user: 'admin', password: 'not-it-1' }
    const outcomes = [wrong, wrong, rightPassword].map(async (account) => bench.app.handlers['signIn.many']([bench.key], account))
    const errors = (await Promise.all(outcomes)).map(([outcome]) => outcome?.error)
    expect(errors).toMatchObject([{ kind: 'signIn' }, { kind: 'signIn' }, { kind: 'budget' }])
    expect(await rowOf(bench)).toMatchObject({ state: 'locked', waitUntil: expect.any(Number) as number })
  })

  it('after a change of the password elsewhere shows on the row as refused', async () => {
    const bench = await signedIn({ profile: 'thermal-body' })
    const { user } = rightPassword
    await fetch(
      `${bench.device.url}/cgi-bin/param.cgi?userName=${user}&password=${rightPassword.password}&action=modify&type=User&user=${user}&newpasswd=other-5678`,
    )
    expect(await errorOf(bench.app.handlers['settings.read'](bench.key, 'network.bonjour', {}))).toMatchObject({
      kind: 'signIn',
      why: 'wrongPassword',
    })
    expect(await rowOf(bench)).toMatchObject({ state: 'refused' })
    expect(await bench.app.handlers['signIn.many']([bench.key], { user, password: 'other-5678' })).toEqual([{ device: bench.key }])
    await expectNothingLost(bench)
  })
})

describe('a locked account', () => {
  it('is named with the wait, and the device stays on the list', async () => {
    const bench = await found({ profile: 'lite' })
    for (let failure = 0; failure < 5; failure += 1)
      await fetch(`${bench.device.url}/cgi-bin/param.cgi?userName=admin&password=recorder-${failure}&action=get&type=dateTime`)
    const [outcome] = await bench.app.handlers['signIn.many']([bench.key], rightPassword)
    expect(outcome?.error).toMatchObject({ kind: 'locked', waitMs: expect.any(Number) as number, request: 'sign in' })
    expect(await rowOf(bench)).toMatchObject({ state: 'locked', waitUntil: expect.any(Number) as number })
    expect((await bench.app.handlers['search.addByHand'](bench.device.endpoint)).key).toBe(bench.key)
  })
})

const broken = [
  ['goneInMidRequest', { kind: 'unreachable', why: 'reset' }],
  ['htmlInsteadOfReply', { kind: 'malformed', problem: 'html' }],
  ['emptyAnswer', { kind: 'malformed', problem: 'empty' }],
  ['cutShort', { kind: 'malformed', problem: 'answer cut short' }],
] as const satisfies readonly (readonly [string, object])[]

describe('an answer that is none', () => {
  it.each(broken)('%s to a read is told with device and request, and the next read works', async (quirk, error) => {
    const bench = await signedIn()
    const address = `${bench.device.endpoint.address}:${bench.device.endpoint.port}`
    bench.device.device.quirks.add(`${quirk}:NTP`)
    expect(await errorOf(read(bench, 'time.ntp'))).toMatchObject({ ...error, request: 'get NTP', address })
    bench.device.device.quirks.delete(`${quirk}:NTP`)
    expect(await read(bench, 'time.ntp')).toMatchObject({ enabled: false })
    await expectNothingLost(bench)
  })

  it.each(broken)('%s to a plan that still reads stops it before anything is sent', async (quirk, error) => {
    const bench = await signedIn()
    const plan = await bonjourTurned(bench)
    bench.device.device.quirks.add(`${quirk}:bonjourService`)
    const progress = await ended(bench, plan)
    expect(progress.error).toMatchObject({ ...error, request: 'get bonjourService' })
    expect(stepWords(progress).slice(0, 4)).toEqual(['read failed', 'check waits', 'backUp waits', 'write waits'])
    bench.device.device.quirks.delete(`${quirk}:bonjourService`)
    await expectNothingLost(bench)
  })

  it.each(broken)('%s to the write itself names the step in flight, and reading again tells what is stored', async (quirk, error) => {
    const bench = await signedIn()
    const plan = await bonjourTurned(bench)
    const job = await run(bench, plan)
    await inStep(bench, job, 'write')
    bench.device.device.quirks.add(`${quirk}:bonjourService`)
    const progress = await endOf(bench, job)
    expect(progress).toMatchObject({ state: 'failed', error: { ...error, request: 'set bonjourService' } })
    const journal = await bench.app.handlers['journal.list'](bench.key)
    expect(journal.slice(-3)).toMatchObject([
      { what: 'step', step: 'write', setting: 'network.bonjour', state: 'begun' },
      { what: 'step', step: 'write', setting: 'network.bonjour', state: 'failed' },
      { what: 'ended', state: 'failed', error: { request: 'set bonjourService' } },
    ])
    bench.device.device.quirks.delete(`${quirk}:bonjourService`)
    expect(await read(bench, 'network.bonjour')).toEqual(plan.changes[0]?.after)
    await expectNothingLost(bench)
  })
})

describe('a device that says OK', () => {
  it('and changes nothing is named, asked beside stored', async () => {
    const bench = await signedIn({ quirks: ['okButUnchanged:time.ntp'] })
    const plan = await planOf(bench, 'settings', { 'time.ntp': (before) => ({ ...before, server: '127.0.0.9' }) })
    const progress = await ended(bench, plan)
    const rows = [{ path: 'server', label: 'Server', asked: '127.0.0.9', stored: 'none' }]
    expect(progress.error).toMatchObject({ kind: 'mismatch', rows, deviceId: bench.key })
    expect(progress.proof).toMatchObject([{ ...rows[0], verdict: 'different' }])
    await expectNothingLost(bench)
  })

  it('and stores less than was asked is named, asked beside stored', async () => {
    const bench = await signedIn({ quirks: ['clampsValue:network.ipv4.mtu=1400'] })
    const progress = await ended(bench, await planOf(bench, 'network', { 'network.ipv4': withCard({ mtu: 1450 }) }))
    expect(progress.error).toMatchObject({ kind: 'mismatch', rows: [{ label: 'MTU', asked: '1450', stored: '1400' }] })
    await expectNothingLost(bench)
  })
})

/** The issues for which a plan is refused; nothing has reached the device then. */
async function refusal(bench: Bench, plan: Plan): Promise<readonly (Issue | Finding)[]> {
  const kept = bench.device.device.kept(plan.changes[0]?.setting ?? '')
  const progress = await ended(bench, plan)
  expect(stepWords(progress).slice(0, 3)).toEqual(['read done', 'check failed', 'backUp waits'])
  expect(bench.device.device.kept(plan.changes[0]?.setting ?? '')).toEqual(kept)
  await expectNothingLost(bench)
  if (progress.error?.kind === 'preflight') return progress.error.findings
  return progress.error?.kind === 'invalid' ? progress.error.issues : []
}

describe('an input that cannot be right', () => {
  it('an address another device of the list has', async () => {
    const bench = await signedIn()
    const other = closeLater(await startVirtualDevice({ identity: { deviceId: '8', mac: '00:1C:27:00:00:08' } }))
    await bench.app.handlers['search.addByHand'](other.endpoint)
    const { address } = other.endpoint
    expect(await refusal(bench, await planOf(bench, 'network', { 'network.ipv4': withCard({ address }) }))).toMatchObject([
      { check: 'addressFree', facts: { address, mac: '00:1C:27:00:00:08' } },
    ])
  })

  it('an address nobody on the list has and somebody answers at', async () => {
    const bench = await signedIn()
    const { address } = closeLater(await startVirtualDevice({ identity: { deviceId: '8', mac: '00:1C:27:00:00:08' } })).endpoint
    expect(await refusal(bench, await planOf(bench, 'network', { 'network.ipv4': withCard({ address }) }))).toMatchObject([
      { check: 'addressFree', facts: { address, mac: '00:1C:27:00:00:08' } },
    ])
  })

  it('a gateway outside the subnet', async () => {
    const bench = await signedIn()
    const card = { mask: '255.255.255.0', gateway: '10.9.9.9' }
    expect(await refusal(bench, await planOf(bench, 'network', { 'network.ipv4': withCard(card) }))).toMatchObject([
      { path: 'cards[0].gateway', problem: 'outsideSubnet', limits: { setting: 'network.ipv4' } },
    ])
  })

  it('30 February 2036', async () => {
    const bench = await signedIn()
    const plan = await planOf(bench, 'settings', { 'time.clock': (before) => ({ ...before, year: 2036, month: 2, day: 30 }) })
    expect(await refusal(bench, plan)).toEqual([{ path: 'day', problem: 'noSuchDay', limits: { setting: 'time.clock', last: 29 } }])
  })

  it('a name with & = %, which the device refuses to keep', async () => {
    const bench = await signedIn()
    const plan = await planOf(bench, 'name', { 'device.name': () => ({ name: 'Tor & Süd = 100 %' }) })
    expect(await refusal(bench, plan)).toMatchObject([{ path: 'name', problem: 'forbiddenText', limits: { characters: '& = %' } }])
  })
})

describe('text with & = % and letters of any script', () => {
  const name = 'Tor & Süd = 100 % 東門'

  it('in the name of a device is read as it is, and kept for the next visit', async () => {
    const profile = { ...profiles.ipc, factory: { 'device.name': { name } } }
    const bench = await signedIn({ profile })
    expect((await rowOf(bench))?.identity.name).toBe(name)
    expect(await read(bench, 'device.name')).toEqual({ name })
    await expectNothingLost(bench)
  })

  it('in a name that is given is proven equal, shown on the row and noted', async () => {
    const bench = await signedIn()
    const given = 'Einfahrt Süd 東門'
    const progress = await ended(bench, await planOf(bench, 'name', { 'device.name': (): AnyValues => ({ name: given }) }))
    expect(progress).toMatchObject({ state: 'done', proof: [{ label: 'Name', asked: given, stored: given, verdict: 'equal' }] })
    expect((await rowOf(bench))?.identity.name).toBe(given)
    expect(await bench.app.handlers['journal.list'](bench.key)).toContainEqual(
      expect.objectContaining({ what: 'note', note: 'nameChanged', facts: { from: '', to: given } }),
    )
    await expectNothingLost(bench)
  })

  it.each(['ipc', 'fisheye', 'lpr', 'lite'] as const)('in the password of a device of kind %s signs in', async (profile) => {
    const bench = await signedIn({ profile, account: { user: 'admin', password: 'a&b=c%20 Süd東1' } })
    expect(await rowOf(bench)).toMatchObject({ signedInAs: 'admin' })
  })
})

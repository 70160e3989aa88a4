import { afterEach, describe, expect, it, vi } from 'vitest'
import { ntp } from '#common/catalog/time/ntp.ts'
import type { AppError } from '#common/errors/appError.ts'
import { createAttemptBudget } from '#node/client/budget.ts'
import { createClient } from '#node/client/client.ts'
import { faults } from '#simulator/quirks/faults.ts'
import { errorOf } from '#test/support/rudeDevice.ts'
import { startVirtualDevice } from '#test/support/virtualDevice.ts'
import { type Bench, bonjourTurned, closeAll, closeLater, ended, planOf, read, rowOf, signedIn, stepWords } from './bench.ts'

afterEach(closeAll)

const attemptsOf = async ({ app, key }: Bench) => (await app.handlers['devices.list']()).find((one) => one.key === key)?.signedInAs

/** Lays a fault on one request, does something, and takes it off again. */
async function during<T>({ device }: Bench, fault: string, work: () => Promise<T>): Promise<T> {
  device.device.quirks.add(fault)
  try {
    return await work()
  } finally {
    device.device.quirks.delete(fault)
  }
}

/** Row and account are what they were, and the device is worked with as before. */
async function expectAsBefore(bench: Bench): Promise<void> {
  expect(await rowOf(bench)).toMatchObject({ key: bench.key, endpoint: bench.device.endpoint, signedInAs: 'admin' })
  expect((await ended(bench, await bonjourTurned(bench))).state).toBe('done')
}

describe('an answer that is odd and whole is read as if it were not', () => {
  const odd = ['trickle', 'chunked', 'noContentLength', 'slow:50', 'crlf', 'spacesAroundEquals', 'numbersAsReals']
  it.each([...odd, 'lyingCount', 'missingEnd', 'duplicateKeys:timeZone'])('%s', async (fault) => {
    const bench = await signedIn()
    const [addresses, clock] = [await read(bench, 'network.ipv4'), await read(bench, 'time.zone')]
    await during(bench, fault, async () => {
      expect(await read(bench, 'network.ipv4')).toEqual(addresses)
      expect(await read(bench, 'time.zone')).toEqual(clock)
    })
    await expectAsBefore(bench)
  })
})

describe('a key that is written twice', () => {
  it('counts as it was written last, and the other is not lost', async () => {
    const bench = await signedIn()
    await during(bench, 'duplicateKeys:timeZone', async () => {
      const { value, unknown } = await bench.app.handlers['settings.read'](bench.key, 'time.zone', {})
      expect(value).toMatchObject({ zone: 85 })
      expect(unknown).toContainEqual({ key: 'timeZone', value: '1' })
    })
  })
})

describe('an answer that cannot be read is told with device, request and reason, and burns no attempt', () => {
  it.each<[fault: string, Partial<AppError>]>([
    ['goneInMidRequest', { kind: 'unreachable', why: 'reset' }],
    ['resetInMidBody', { kind: 'malformed', problem: 'answer cut short' }],
    ['cutShort', { kind: 'malformed', problem: 'answer cut short' }],
    ['htmlInsteadOfReply', { kind: 'malformed', problem: 'html' }],
    ['emptyAnswer', { kind: 'malformed', problem: 'empty' }],
    ['notFound', { kind: 'http', status: 404 }],
    ['unsupported', { kind: 'device', code: -22, remedy: 'none' }],
    ['huge', { kind: 'malformed', problem: 'tooLong' }],
  ])('%s', async (fault, error) => {
    const bench = await signedIn()
    const address = `${bench.device.endpoint.address}:${bench.device.endpoint.port}`
    await during(bench, `${fault}:NTP`, async () => {
      expect(await errorOf(read(bench, 'time.ntp'))).toMatchObject({ ...error, request: 'get NTP', address })
      expect(await read(bench, 'network.bonjour')).toEqual({ enabled: true })
    })
    expect(await attemptsOf(bench)).toBe('admin')
    await expectAsBefore(bench)
  })
})

describe('an answer that never ends', () => {
  it('is given up at the deadline, and the next is read', async () => {
    const device = closeLater(await startVirtualDevice({ quirks: ['neverEnds:NTP'] }))
    const client = createClient(device.endpoint, { budget: createAttemptBudget(), limits: { timeoutMs: 300, retryDelaysMs: [] } })
    await client.signIn(device.account)
    expect(await errorOf(client.get(ntp))).toMatchObject({ kind: 'unreachable', why: 'timeout', request: 'get NTP' })
    device.device.quirks.delete('neverEnds:NTP')
    expect((await client.get(ntp)).value.enabled).toBe(false)
    await client.close()
  })
})

describe('a text in GBK', () => {
  it('is read as what it says, and goes back byte for byte when the value beside it changes', async () => {
    const bench = await signedIn()
    await ended(bench, await planOf(bench, 'settings', { 'device.name': () => ({ name: '仓库 1' }) }))
    await during(bench, 'gbk', async () => {
      expect(await read(bench, 'device.name')).toEqual({ name: '仓库 1' })
      const queries = await queriesDuring(bench, async () => {
        await ended(bench, await planOf(bench, 'settings', { 'device.name': () => ({ name: '仓库 2' }) }))
      })
      expect(queries.filter((query) => query.includes('action=set')).map((query) => /Name=([^&]*)/i.exec(query)?.[1])).toEqual([
        '%B2%D6%BF%E2%202',
      ])
    })
  })
})

describe('a device that says OK', () => {
  it('and keeps a part only is named, asked beside stored', async () => {
    const bench = await signedIn({ quirks: ['partialApply:time.ntp'] })
    const plan = await planOf(bench, 'settings', { 'time.ntp': (before) => ({ ...before, server: '127.0.0.9', interval: 1800 }) })
    const progress = await ended(bench, plan)
    expect(progress.proof.map(({ label, verdict }) => `${label} ${verdict}`).sort()).toEqual(['Ask every different', 'Server equal'])
    expect(progress.error).toMatchObject({ kind: 'mismatch', deviceId: bench.key })
  })

  it('and restarts is waited for, and proven when it is back', async () => {
    const bench = await signedIn({ quirks: ['restartsAfterOk:network.bonjour'], restartMs: 300 }, { findAgainMs: 4000, stayMs: 300 })
    const progress = await ended(bench, await bonjourTurned(bench))
    expect([progress.state, progress.proof.map(({ verdict }) => verdict)]).toEqual(['done', ['equal']])
  })
})

describe('a device whose password was changed while it was worked with', () => {
  it('stops the plan before anything is sent, says so on the row, and takes the new password', async () => {
    const bench = await signedIn({ profile: 'lite' })
    const plan = await planOf(bench, 'settings', { 'time.ntp': (before) => ({ ...before, server: '127.0.0.9' }) })
    bench.device.device.quirks.add('passwordChanged:other-5678')
    const progress = await ended(bench, plan)
    expect(progress.error).toMatchObject({ kind: 'signIn', why: 'wrongPassword', attemptsLeft: 1 })
    expect(stepWords(progress)[0]).toBe('read failed')
    expect(await rowOf(bench)).toMatchObject({ state: 'refused' })
    const [outcome] = await bench.app.handlers['signIn.many']([bench.key], { user: 'admin', password: 'other-5678' })
    expect(outcome).toEqual({ device: bench.key })
    expect((await ended(bench, plan)).state).toBe('done')
  })

  it('and that keeps everybody out is shown as locked, and not asked again', async () => {
    const bench = await signedIn({ profile: 'lite' })
    await during(bench, 'lockedOut', async () => {
      expect(await errorOf(read(bench, 'time.ntp'))).toMatchObject({ kind: 'locked' })
      expect(await rowOf(bench)).toMatchObject({ state: 'locked' })
      const queries = await queriesDuring(bench, async () => {
        expect(await errorOf(read(bench, 'time.ntp'))).toMatchObject({ kind: 'locked' })
      })
      expect(queries.filter((query) => query.includes('password='))).toEqual([])
    })
  })
})

describe('the table of faults', () => {
  it('says of each what it does', () => {
    for (const [name, { does }] of Object.entries(faults)) expect(does.length, name).toBeGreaterThan(15)
  })
})

/** What the device was asked meanwhile. */
async function queriesDuring(bench: Bench, work: () => Promise<void>): Promise<readonly string[]> {
  const asked = vi.spyOn(bench.device.device, 'answer')
  await work()
  const queries = asked.mock.calls.map(([{ target }]) => target)
  asked.mockRestore()
  return queries
}

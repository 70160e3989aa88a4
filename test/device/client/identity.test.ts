import { afterEach, describe, expect, it } from 'vitest'
import { dateTime } from '#common/catalog/time/dateTime.ts'
import { createAttemptBudget } from '#node/client/budget.ts'
import { identify } from '#node/client/client.ts'
import { aBench, account, camera, clock, cooperative, deviceInfoBody, deviceInfoKey, errorOf } from '#test/support/rudeDevice.ts'
import { digest, inQuery, silence, text, when } from '#test/support/rudeServer.ts'

const bench = aBench()
afterEach(() => bench.close())

const stranger = deviceInfoBody.replace('00:1C:27:15:93:56', '00:1C:27:AA:AA:AA')

describe('asking a device who it is', () => {
  it('needs no account and keeps no connection', async () => {
    const server = await bench.serverThat(camera(cooperative))
    expect(await identify(server.endpoint)).toMatchObject({ mac: '00:1C:27:15:93:56', model: 'IPV57/41CLDR/Z/13', series: 'ipc' })
    expect(server.requests.map(({ target, hasAccount }) => ({ target, hasAccount }))).toEqual([
      { target: '/cgi-bin/param.cgi?action=get&type=deviceInfo', hasAccount: false },
    ])
    await expect.poll(() => server.openConnections()).toBe(0)
  })

  it.each([
    ['is no camera', text('<html><title>Printer</title></html>'), { kind: 'malformed', problem: 'html' }],
    ['knows no such page', text('no', { status: 404 }), { kind: 'http', status: 404 }],
    ['says nothing', silence, { kind: 'unreachable', why: 'timeout' }],
    ['wants an account', digest(cooperative).behaviour, { kind: 'device', name: 'wrongPassword' }],
  ])('tells when whoever answers %s', async (_, behaviour, error) => {
    const server = await bench.serverThat(behaviour)
    expect(await errorOf(identify(server.endpoint, { timeoutMs: 150 }))).toMatchObject({ ...error, request: 'get deviceInfo' })
    expect(server.requests).toHaveLength(1)
  })

  it('can be cancelled', async () => {
    const server = await bench.serverThat(silence)
    const cancel = new AbortController()
    const arrived = server.nextRequest()
    const asking = errorOf(identify(server.endpoint, { signal: cancel.signal }))
    await arrived
    cancel.abort()
    expect(await asking).toMatchObject({ kind: 'cancelled' })
  })

  it('shows no account although the client has one', async () => {
    const server = await bench.serverThat(camera(inQuery(cooperative).behaviour))
    const client = bench.clientOf(server)
    await client.signIn(account)
    await client.whoAreYou()
    expect(server.requests.at(-1)?.hasAccount).toBe(false)
  })
})

describe('a device that moved', () => {
  it('is signed in to again at its new address, once it has named itself', async () => {
    const guard = digest(cooperative)
    const before = await bench.serverThat(camera(guard.behaviour))
    const after = await bench.serverThat(camera(guard.behaviour))
    const client = bench.clientOf(before, { key: deviceInfoKey })
    await client.signIn(account)
    client.moveTo(after.endpoint)
    expect(client.signedInAs).toBe('admin')
    expect((await client.get(dateTime)).value).toEqual(clock)
    expect(after.requests.map(({ type, hasAccount }) => [type, hasAccount])).toEqual([
      ['deviceInfo', false],
      ['dateTime', false],
      ['dateTime', true],
    ])
  })

  it('leaves no connection behind', async () => {
    const before = await bench.serverThat(camera(cooperative))
    const after = await bench.serverThat(camera(cooperative))
    const client = bench.clientOf(before)
    await client.get(dateTime)
    client.moveTo(after.endpoint)
    await expect.poll(() => before.openConnections()).toBe(0)
  })

  it.each(['digest', 'query'] as const)('is not mistaken for another one, which gets no account by %s', async (kind) => {
    const guard = kind === 'digest' ? digest(cooperative) : inQuery(cooperative)
    const before = await bench.serverThat(camera(guard.behaviour))
    const impostor = await bench.serverThat(when('deviceInfo', text(stranger), inQuery(cooperative).behaviour))
    const client = bench.clientOf(before, { key: deviceInfoKey })
    await client.signIn(account)
    client.moveTo(impostor.endpoint)
    const errors = [
      await errorOf(client.get(dateTime)),
      await errorOf(client.set(dateTime, {}, clock, { ...clock, day: 1 }, { mayMove: true })),
    ]
    expect(errors).toMatchObject([
      { kind: 'impostor', expected: deviceInfoKey, found: '001c27aaaaaa' },
      { kind: 'impostor', expected: deviceInfoKey, found: '001c27aaaaaa' },
    ])
    expect(impostor.requests.map(({ type, hasAccount }) => [type, hasAccount])).toEqual([
      ['deviceInfo', false],
      ['deviceInfo', false],
    ])
  })

  it('gets nothing at the new address of what waited while it moved', async () => {
    const before = await bench.serverThat(camera(inQuery(cooperative).behaviour))
    const impostor = await bench.serverThat(when('deviceInfo', text(stranger), inQuery(cooperative).behaviour))
    const budget = createAttemptBudget()
    const client = bench.clientOf(before, { budget, key: deviceInfoKey, limits: { retryDelaysMs: [] } })
    let release: () => void = () => undefined
    const turn = budget.exclusively(deviceInfoKey, () => new Promise<void>((resolve) => (release = resolve)))
    const asked = before.nextRequest()
    const signing = errorOf(client.signIn(account))
    await asked
    await client.whoAreYou()
    client.moveTo(impostor.endpoint)
    release()
    await turn
    expect(await signing).toMatchObject({ kind: 'unreachable', why: 'reset' })
    expect(impostor.requests).toEqual([])
  })

  it('is not said to have been told what never went out', async () => {
    const server = await bench.serverThat(when('deviceInfo', text(deviceInfoBody), cooperative))
    const client = bench.clientOf(server, { key: deviceInfoKey })
    await client.signIn(account)
    const mute = await bench.serverThat(silence)
    client.moveTo(mute.endpoint)
    const setting = client.set(dateTime, {}, clock, { ...clock, day: 1 }, { mayMove: true, timeoutMs: 80 })
    expect(await errorOf(setting)).toMatchObject({ kind: 'unreachable', why: 'timeout' })
  })

  it('gets nothing where whoever answers will not say who it is', async () => {
    const before = await bench.serverThat(camera(digest(cooperative).behaviour))
    const closed = await bench.serverThat(digest(cooperative).behaviour)
    const client = bench.clientOf(before, { key: deviceInfoKey })
    await client.signIn(account)
    client.moveTo(closed.endpoint)
    expect(await errorOf(client.get(dateTime))).toMatchObject({ kind: 'signIn', why: 'needed' })
    expect(closed.requests.some(({ hasAccount }) => hasAccount)).toBe(false)
  })

  it('is known by what it said before where nobody gave its key', async () => {
    const before = await bench.serverThat(camera(digest(cooperative).behaviour))
    const impostor = await bench.serverThat(when('deviceInfo', text(stranger), cooperative))
    const client = bench.clientOf(before)
    await client.whoAreYou()
    await client.signIn(account)
    client.moveTo(impostor.endpoint)
    expect(await errorOf(client.get(dateTime))).toMatchObject({ kind: 'impostor' })
  })
})

describe('a first sign-in', () => {
  it('is not tried on a device that took the address of the one meant', async () => {
    const server = await bench.serverThat(when('deviceInfo', text(stranger), digest(cooperative).behaviour))
    const client = bench.clientOf(server, { key: deviceInfoKey })
    expect(await errorOf(client.signIn(account))).toMatchObject({ kind: 'impostor', expected: deviceInfoKey })
    expect(server.requests.some(({ hasAccount }) => hasAccount)).toBe(false)
    expect(client.signedInAs).toBeUndefined()
  })
})

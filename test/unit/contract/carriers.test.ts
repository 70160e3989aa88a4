import { afterAll, beforeAll, describe, expect, expectTypeOf, it, vi } from 'vitest'
import type { Carrier } from '#common/ipc/carrier.ts'
import { type Events, requests } from '#common/ipc/contract.ts'
import { type EventName, eventNames, requestNames } from '#common/ipc/names.ts'
import { createBridge } from '#renderer/bridge/client.ts'
import { goodArguments, payloads } from '#test/support/contractSamples.ts'
import type { FakeSightline } from '#test/support/fakeSightline.ts'
import { overElectron, overWebSocket } from './carried.ts'

vi.mock('electron', () => import('#test/support/fakeElectron.ts'))

describe('the lists of names', () => {
  it('are those of the contract', () => {
    expect(Object.keys(requests)).toEqual(requestNames)
    expectTypeOf<EventName>().toEqualTypeOf<keyof Events>()
  })
})

describe.each([
  { host: 'web', open: overWebSocket },
  { host: 'Electron', open: overElectron },
])('the contract over the $host host', ({ open }) => {
  let carrier: Carrier
  let sightline: FakeSightline
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ carrier, sightline, close } = await open())
  })
  afterAll(() => close())

  it.each(requestNames)('%s reaches its handler with its arguments, and the answer comes back', async (name) => {
    const args = goodArguments[name]
    const outcome = await carrier.request(name, args)
    expect(sightline.calls.at(-1)).toEqual({ name, args })
    if (name !== 'jobs.cancel' && name !== 'live.close') expect(outcome).toEqual({ ok: true, value: { asked: name, args } })
  })

  it.each(requestNames)('%s is refused with an argument too many, before its handler sees it', async (name) => {
    const before = sightline.calls.length
    const outcome = await carrier.request(name, [...goodArguments[name], 'more'])
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'bug' } })
    expect(sightline.calls).toHaveLength(before)
  })

  it('refuses arguments of the wrong shape and names the request, not the value', async () => {
    const outcome = await carrier.request('signIn.many', [['001122aabbcc'], { user: 7, password: 'hunter2' }])
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'bug', message: expect.stringContaining('signIn.many') as string } })
    expect(JSON.stringify(outcome)).not.toContain('hunter2')
  })

  it.each(['devices.format', 'constructor', '__proto__', 'toString', ''])('refuses a request called “%s”', async (name) => {
    const before = sightline.calls.length
    expect(await carrier.request(name, [])).toEqual({ ok: false, error: { kind: 'bug', message: 'no such request' } })
    expect(sightline.calls).toHaveLength(before)
  })

  it('brings an error across with everything a screen needs', async () => {
    expect(await carrier.request('jobs.cancel', ['job-1'])).toEqual({
      ok: false,
      error: { kind: 'locked', waitMs: 1_800_000, address: '127.0.0.5' },
    })
  })

  it('brings what nobody foresaw across as a bug', async () => {
    expect(await carrier.request('live.close', ['viewing-1'])).toEqual({
      ok: false,
      error: { kind: 'bug', message: 'x is not a function' },
    })
  })

  it.each(eventNames)('tells %s to a listener, and no longer once it stopped', async (name) => {
    const heard: unknown[] = []
    const first = vi.fn((payload: unknown) => heard.push(payload))
    const stop = carrier.on(name, first)
    const waiting = nextEvent(carrier, name)
    sightline.emit(name, payloads[name] as never)
    await waiting
    expect(heard).toEqual([payloads[name]])

    stop()
    const again = nextEvent(carrier, name)
    sightline.emit(name, payloads[name] as never)
    await again
    expect(first).toHaveBeenCalledOnce()
  })

  it('gives the bridge methods that answer or throw', async () => {
    const bridge = createBridge(
      () => carrier,
      () => 'http://127.0.0.1/',
    )
    await expect(bridge.time.measure('001122aabbcc')).resolves.toEqual({ asked: 'time.measure', args: ['001122aabbcc'] })
    await expect(bridge.jobs.cancel('job-1')).rejects.toMatchObject({ name: 'AppFailure', error: { kind: 'locked' } })
  })
})

function nextEvent(carrier: Carrier, name: string): Promise<unknown> {
  return new Promise((resolve) => {
    const stop = carrier.on(name, (payload) => {
      stop()
      resolve(payload)
    })
  })
}

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startApp } from '#test/support/startedApp.ts'
import { startVirtualDevice } from '#test/support/virtualDevice.ts'
import { type Bench, closeAll, closeLater, signedIn } from './bench.ts'

afterEach(closeAll)

const known = ({ app, key }: Bench) => app.handlers['capabilities.of'](key).then(({ settings }) => settings)

function typesAsked({ device }: Bench): readonly string[] {
  return vi.mocked(device.device.answer).mock.calls.map(([{ pairs }]) => pairs.find(({ key }) => key === 'type')?.value ?? '')
}

describe('what a device has', () => {
  it('is learnt at the sign-in with one question: the list of its analyses', async () => {
    const bench = await signedIn()
    await bench.app.until('capabilities.changed', ({ settings }) => settings['analysis.supportedAbility'] === 'has')
    expect(await known(bench)).toMatchObject({ 'analysis.perimeter': 'has', 'analysis.fence': { unlisted: true } })
  })

  it('is learnt from whatever is read, and a refusal by -22 or 404 is a reason', async () => {
    const bench = await signedIn({ quirks: ['unsupported:NTP', 'notFound:bonjourService'] })
    await Promise.allSettled(
      ['time.ntp', 'network.bonjour', 'time.zone'].map((id) => bench.app.handlers['settings.read'](bench.key, id, {})),
    )
    expect(await known(bench)).toMatchObject({ 'time.ntp': { code: -22 }, 'network.bonjour': { status: 404 }, 'time.zone': 'has' })
  })

  it('is remembered for the model and firmware: another such device is not asked again, nor at the next visit', async () => {
    const bench = await signedIn()
    await bench.app.until('capabilities.changed', ({ settings }) => settings['analysis.supportedAbility'] === 'has')
    await expect.poll(() => readdir(join(bench.app.folder, 'models')).catch(() => [])).toHaveLength(1)
    await bench.app.stop()

    const twin = closeLater(await startVirtualDevice({ identity: { deviceId: '159357', mac: '00:1C:27:15:93:57' } }))
    const answer = vi.spyOn(twin.device, 'answer')
    const next = closeLater(await startApp(bench.app.folder))
    const { key } = await next.handlers['search.addByHand'](twin.endpoint)
    await next.handlers['signIn.many']([key], { ...twin.account })
    expect((await next.handlers['capabilities.of'](key)).settings['analysis.fence']).toEqual({ unlisted: true })
    expect(answer.mock.calls.some(([{ target }]) => target.includes('getSupportIntelligences'))).toBe(false)
  })

  it('is asked for whole when a person wants to know, once, and nothing is set', async () => {
    const bench = await signedIn({ profile: 'lite', quirks: ['unsupported:NTP'] })
    vi.spyOn(bench.device.device, 'answer')
    await bench.app.handlers['capabilities.ask'](bench.key)
    const asked = typesAsked(bench).length
    expect(await known(bench)).toMatchObject({ 'time.ntp': { code: -22 }, 'network.ipv4': 'has' })
    expect(vi.mocked(bench.device.device.answer).mock.calls.some(([{ target }]) => target.includes('action=set'))).toBe(false)
    await bench.app.handlers['capabilities.ask'](bench.key)
    expect(typesAsked(bench).length - asked).toBeLessThan(asked / 10)
  })

  it('is asked for over both connections: one answer that is long in coming does not hold up the others', async () => {
    const bench = await signedIn({ quirks: ['slow:2000:SystemParam'] })
    const over = bench.app.handlers['capabilities.ask'](bench.key)
    await bench.app.until('capabilities.askingChanged', (asking) => (asking[0]?.done ?? 0) >= 8)
    const soFar = await known(bench)
    await bench.app.handlers['capabilities.stop'](bench.key)
    await over
    expect(soFar['device.system']).toBeUndefined()
  })

  it('is asked for without making a person wait: what somebody else wants of the device is next', async () => {
    const bench = await signedIn({ quirks: ['slow:30'] })
    const over = bench.app.handlers['capabilities.ask'](bench.key)
    await bench.app.until('capabilities.askingChanged', (asking) => (asking[0]?.done ?? 0) >= 2)
    const answer = vi.spyOn(bench.device.device, 'answer')
    await bench.app.handlers['settings.read'](bench.key, 'time.zone', {})
    expect(answer.mock.calls.length).toBeLessThanOrEqual(10)
    await bench.app.handlers['capabilities.stop'](bench.key)
    await over
  })

  it('is asked for until a person stops it', async () => {
    const bench = await signedIn({ quirks: ['slow:30'] })
    const over = bench.app.handlers['capabilities.ask'](bench.key)
    await bench.app.until('capabilities.askingChanged', (asking) => (asking[0]?.done ?? 0) >= 2)
    await bench.app.handlers['capabilities.stop'](bench.key)
    await over
    expect(await bench.app.handlers['capabilities.asking']()).toEqual([])
    expect(Object.keys(await known(bench)).length).toBeGreaterThan(1)
  })
})

describe('the limits a device tells of itself', () => {
  it('are remembered with it, and hold in a plan: a value beyond them is refused before anything is sent', async () => {
    const bench = await signedIn()
    const { app, key } = bench
    const before = (await app.handlers['settings.read'](key, 'alarm.motion', { channel: 1 })).value
    const check = async (sensitivity: number) => {
      const change = { setting: 'alarm.motion', target: { channel: 1 }, before, after: { ...before, sensitivity } }
      const findings = await app.handlers['plans.check']({ device: key, kind: 'settings', changes: [change] })
      return findings.filter(({ verdict }) => verdict === 'fail').map(({ facts }) => [facts['path'], facts['problem'], facts['max']])
    }
    expect(await check(11)).toEqual([])
    await app.handlers['settings.read'](key, 'alarm.motionAbility', {})
    expect(await check(11)).toEqual([['sensitivity', 'tooLarge', 10]])
    expect(await check(10)).toEqual([])
  })
})

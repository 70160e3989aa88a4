import { afterEach, describe, expect, it } from 'vitest'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { tripwire } from '#common/catalog/analysis/tripwire.ts'
import type { DeviceIdentity } from '#common/device/device.ts'
import { AppFailure } from '#common/errors/appError.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import type { AnySetting } from '#common/schema/setting.ts'
import { snapshot } from '#common/catalog/stream/live.ts'
import { countsOf, type WalkResult } from '#common/walk/walk.ts'
import { createAlarmWatch } from '#node/alarms/alarms.ts'
import { createWalks, type WalkPorts } from '#node/walk/walks.ts'
import { project } from '#simulator/scene/ground.ts'
import { createManualClock } from '#test/support/manualClock.ts'
import { aBench, deviceInfoKey as key } from '#test/support/rudeDevice.ts'
import { startVirtualDevice } from '#test/support/virtualDevice.ts'

const bench = aBench()
const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await bench.close()
  for (const one of open.splice(0).reverse()) await one.close()
})

const tuesday = [{ day: 'Tuesday', from: 0, to: 86_400 }]
const point = (x: number, y: number) => ({ ...project({ x, y }) })
const outline = [point(2, 8.5), point(2, 9.5), point(4, 9.5), point(4, 8.5)]
const [near, far] = [point(0, 8.5), point(0, 9.5)]
/** Where the passer-by goes over it, forward, at 5 s of every ten. */
const line = { startX: near.x, startY: near.y, endX: far.x, endY: far.y, direction: 'Forward', limitType: false, limitSize: false }
const region = { sensitivity: 5, limitType: false, limitSize: false, outline }
const identity = { model: 'IPV57/41CLDR/Z/13', firmware: 'v3.5', series: 'ipc', channels: 1 } as unknown as DeviceIdentity

/** A device at the beginning of its scene, and the walk test over its own sockets; one clock for both, that only the test moves. */
async function start(rules: readonly (readonly [AnySetting, AnyValues])[]) {
  const clock = createManualClock()
  const device = await startVirtualDevice({ clock })
  open.push(device)
  const client = bench.clientOf(device)
  await client.signIn(device.account)
  const target = { channel: 1 }
  for (const [setting, rule] of rules) {
    const { value } = await client.get(setting, target)
    await client.set(setting, target, value, { ...(value as AnyValues), enabled: true, schedule: tuesday, record: true, ...rule })
  }
  const results = new Map<string, WalkResult>()
  const disk = { isFull: false }
  const camera = { answers: Promise.resolve() }
  const pictures: string[] = []
  const notes: string[] = []
  const sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const drop = clock.later(ms, resolve)
      signal.addEventListener('abort', () => {
        drop()
        reject(new Error('aborted'))
      })
    })
  const registry = { open: () => ({ client, identity, endpoint: device.endpoint }), list: () => [], troubled: () => undefined }
  const alarms = createAlarmWatch({
    registry: registry,
    heard: (lines) => walks.heard(lines),
    earsChanged: () => undefined,
    now: clock.now,
    sleep,
  })
  const walks = createWalks({
    site: {
      keepResult: async (_key, name, result) => {
        if (disk.isFull) throw new AppFailure({ kind: 'storage', why: 'full', file: name })
        results.set(name, structuredClone(result) as WalkResult)
      },
      results: async () => [...results.values(), { format: 'something else' }],
      keepPicture: async (_key, name) => (pictures.push(name), `devices/${key}/pictures/${name}`),
      journal: { add: async (entry: { note: string }) => void notes.push(entry.note) } as unknown as WalkPorts['site']['journal'],
    },
    open: registry.open,
    alarms,
    capabilities: () => ({ model: '', firmware: '', settings: {}, abilities: {} }),
    perspective: async () => undefined,
    takeSnapshot: async (_key, channel) => {
      await camera.answers
      return client.bytes(snapshot, { channel }, { quality: 5 })
    },
    changed: () => undefined,
    now: clock.now,
    sleep,
  })
  open.push({ close: () => alarms.close() })
  await walks.start(key, 1)
  await expect.poll(() => device.attached()).toBe(1)
  const lineOf = (id: string) => walks.state()?.lines.find((one) => one.id === id)
  return { clock, device, walks, alarms, disk, camera, results, pictures, notes, lineOf }
}

const forward = 'analysis.tripwire regions[0] forward person'
const reverse = 'analysis.tripwire regions[0] reverse person'
const inside = 'analysis.perimeter regions[0] person'
const drivenIn = 'analysis.perimeter regions[0] vehicle'

describe('a walk test', () => {
  it('proves a rule that fires, with the time of the device, the delay and a picture', async () => {
    const { clock, walks, results, pictures, lineOf } = await start([[tripwire, { regions: [line] }]])
    walks.go(forward, 2, 60)
    clock.advance(8000)
    await expect.poll(() => lineOf(forward)?.verdict?.picture).toMatch(/walk-.*\.jpg$/)
    expect(lineOf(forward)?.verdict?.picture).toBe(`devices/${key}/pictures/${pictures[0] ?? ''}`)
    expect(lineOf(forward)?.verdict).toMatchObject({ passed: true, by: 'device', deviceTime: expect.stringMatching(/:05$/) as string })
    expect(walks.state()?.walking).toBeUndefined()
    const [kept] = [...results.values()]
    expect(kept?.lines.find(({ id }) => id === forward)?.verdict?.passed).toBe(true)
  })

  it('does not count alarms of other rules, nor those before the word to go', async () => {
    const { clock, walks, lineOf } = await start([
      [tripwire, { regions: [line] }],
      [perimeter, { regions: [region] }],
    ])
    walks.go(inside, 20, 3)
    clock.advance(8000)
    await expect
      .poll(() => walks.state()?.events.map(({ subtype, line: own }) => [subtype, own]))
      .toEqual([
        [21, undefined],
        [24, undefined],
      ])
    expect(lineOf(inside)?.verdict).toBeUndefined()
  })

  it('names why nothing came: the schedule, and that others were heard', async () => {
    const { clock, walks, lineOf } = await start([
      [tripwire, { regions: [line], schedule: [{ day: 'Friday', from: 0, to: 86_400 }] }],
      [perimeter, { regions: [region] }],
    ])
    walks.go(forward, 0, 20)
    clock.advance(8000)
    await expect.poll(() => walks.state()?.events.length).toBe(1)
    clock.advance(12_000)
    await expect.poll(() => lineOf(forward)?.verdict).toMatchObject({ passed: false, reasons: ['schedule', 'elsewhere'] })
  })

  it('is right about a way that must stay silent, and breaks where it does not', async () => {
    const { clock, walks, lineOf } = await start([[tripwire, { regions: [line] }]])
    walks.go(reverse, 0, 3)
    clock.advance(3500)
    await expect.poll(() => lineOf(reverse)?.verdict).toMatchObject({ passed: true, by: 'device' })
    walks.go(reverse, 0, 60)
    clock.advance(2500)
    await expect.poll(() => lineOf(reverse)?.verdict).toMatchObject({ passed: false, deviceTime: expect.stringMatching(/:05$/) as string })
  })

  it('does not take a silence for proof while the device is not heard', async () => {
    const { clock, walks, device, lineOf } = await start([[tripwire, { regions: [line] }]])
    await device.close()
    await expect.poll(() => walks.state()?.ear).toBe('waiting')
    walks.go(reverse, 0, 1)
    clock.advance(900)
    clock.advance(200)
    await expect.poll(() => lineOf(reverse)?.verdict).toMatchObject({ passed: false, reasons: ['notHeard'] })
  })

  it('takes the word of a person, keeps every line at once, and lists nothing of what is off', async () => {
    const { walks, results, notes } = await start([[perimeter, { regions: [region] }]])
    expect(walks.state()?.off).toContain('analysis.tripwire')
    await walks.judge(inside, false, 'A lamp post in the way')
    const [kept] = [...results.values()]
    expect(kept?.lines.find(({ id }) => id === inside)?.verdict).toMatchObject({
      passed: false,
      by: 'person',
      note: 'A lamp post in the way',
    })
    expect(kept?.endedAt).toBeUndefined()
    await walks.end()
    expect(walks.state()).toBeNull()
    expect([...results.values()][0]?.endedAt).toBeDefined()
    expect(notes).toEqual(['walkBegun', 'walkEnded'])
  })

  it('takes what cannot be tried here out of the account, with the reason, until it is tried', async () => {
    const { walks, results, lineOf } = await start([[perimeter, { regions: [region] }]])
    await walks.judge(drivenIn, null, 'Bollards')
    expect([...results.values()][0]?.lines.find(({ id }) => id === drivenIn)).toMatchObject({ notApplicable: { note: 'Bollards' } })
    const { lines = [] } = walks.state() ?? {}
    expect([lineOf(drivenIn)?.verdict, countsOf(lines)]).toMatchObject([undefined, { of: lines.length - 1, failed: 0, notApplicable: 1 }])
    const begun = walks.state()?.startedAt
    await walks.start(key, 1, begun)
    expect(lineOf(drivenIn)?.notApplicable?.note).toBe('Bollards')
    await walks.judge(drivenIn, true, '')
    expect([lineOf(drivenIn)?.notApplicable, lineOf(drivenIn)?.verdict?.passed]).toEqual([undefined, true])
  })

  it('says that the other kind of target set the rule off, where this one did not', async () => {
    const { clock, walks, lineOf } = await start([[perimeter, { regions: [region] }]])
    await walks.judge(inside, true, '')
    walks.go(drivenIn, 0, 3) // nobody is there yet
    clock.advance(3500)
    await expect.poll(() => lineOf(drivenIn)?.verdict).toMatchObject({ passed: false, reasons: ['kind'] })
  })

  it('says that an alarm does not tell whose it is, where somebody of the kind that counts may have been there', async () => {
    const { clock, walks, lineOf } = await start([[perimeter, { regions: [{ ...region, limitType: true, type: 'Person' }] }]])
    walks.go(drivenIn, 0, 60)
    clock.advance(8000)
    await expect.poll(() => lineOf(drivenIn)?.verdict).toMatchObject({ passed: false, by: 'device', reasons: ['notTold'] })
  })

  it('leaves whoever is on a line alone, whatever is found of another meanwhile', async () => {
    const { clock, walks, camera, lineOf } = await start([
      [tripwire, { regions: [line] }],
      [perimeter, { regions: [region] }],
    ])
    let answer = () => undefined as void
    camera.answers = new Promise((resolve) => (answer = resolve))
    walks.go(forward, 0, 60)
    clock.advance(5500)
    await expect.poll(() => lineOf(forward)?.verdict?.passed).toBe(true)
    walks.go(inside, 0, 60)
    answer()
    await expect.poll(() => lineOf(forward)?.verdict?.picture).toBeDefined()
    await walks.judge(reverse, true, '')
    expect(walks.state()?.walking?.line).toBe(inside)
  })

  it('goes on where the disk takes nothing, says so, and keeps it with the next verdict', async () => {
    const { walks, disk, results, lineOf } = await start([[perimeter, { regions: [region] }]])
    disk.isFull = true
    await walks.judge(inside, true, '')
    expect([lineOf(inside)?.verdict?.passed, walks.state()?.notKept?.kind, results.size]).toEqual([true, 'storage', 0])
    disk.isFull = false
    await walks.judge(inside, false, '')
    expect([walks.state()?.notKept, results.size]).toEqual([undefined, 1])
    disk.isFull = true
    await walks.end()
    expect(walks.state()).toBeNull()
  })

  it('goes on where an earlier one was left, with what that one found of the rules that are still there', async () => {
    const { clock, walks, lineOf } = await start([
      [tripwire, { regions: [line] }],
      [perimeter, { regions: [region] }],
    ])
    await walks.judge(inside, true, 'seen')
    const begun = walks.state()?.startedAt
    await walks.end()
    clock.advance(60_000)
    await walks.start(key, 1, begun)
    expect(walks.state()?.startedAt).not.toBe(begun)
    expect([lineOf(inside)?.verdict?.note, lineOf(forward)?.verdict]).toEqual(['seen', undefined])
    await walks.start(key, 1)
    expect(lineOf(inside)?.verdict).toBeUndefined()
  })

  it('hears the device again once somebody has signed in to it again', async () => {
    const { walks, alarms, device } = await start([[perimeter, { regions: [region] }]])
    alarms.left(key)
    expect(walks.state()?.ear).toBe('none')
    await expect.poll(() => device.attached()).toBe(0)
    alarms.signedIn(key)
    await expect.poll(() => device.attached()).toBe(1)
  })
})

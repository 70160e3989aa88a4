import { afterEach, describe, expect, it } from 'vitest'
import { alarmFeed, alarmsNow } from '#common/catalog/alarm/status.ts'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { tripwire } from '#common/catalog/analysis/tripwire.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import type { AnySetting } from '#common/schema/setting.ts'
import { readAlarms } from '#node/alarms/readAlarms.ts'
import { project } from '#simulator/scene/ground.ts'
import { createManualClock } from '#test/support/manualClock.ts'
import { aBench } from '#test/support/rudeDevice.ts'
import { startVirtualDevice } from '#test/support/virtualDevice.ts'

const bench = aBench()
const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await bench.close()
  for (const device of open.splice(0)) await device.close()
})

/** Begins with the scene, on a Tuesday. */
async function start() {
  const clock = createManualClock()
  const device = await startVirtualDevice({ clock, endpoint: { address: '127.54.0.1', port: 8080 } })
  open.push(device)
  const client = bench.clientOf(device)
  await client.signIn(device.account)
  const target = { channel: 1 }

  async function write(setting: AnySetting, rule: AnyValues) {
    const { value } = await client.get(setting, target)
    await client.set(setting, target, value, { ...(value as AnyValues), enabled: true, schedule: tuesday, ...rule })
  }

  const heard: string[] = []
  async function listen() {
    const stop = new AbortController()
    const { body } = await client.stream(alarmFeed, {}, {}, { signal: stop.signal })
    void (async () => {
      for await (const alarms of readAlarms(body))
        heard.push(...alarms.map(({ subtype, active, time }) => `${subtype} ${active ? 'begins' : 'ends'} ${time.split(':')[2] ?? ''}`))
    })().catch(() => undefined)
    await expect.poll(() => device.attached()).toBe(1)
    return stop
  }
  const asked = async () =>
    (await client.get(alarmsNow)).value.alarms.map(({ subtype, active }) => `${subtype} ${active ? 'begins' : 'ends'}`)
  return { clock, device, write, listen, heard, asked }
}

const tuesday = [{ day: 'Tuesday', from: 0, to: 86_400 }]
const wednesday = [{ day: 'Wednesday', from: 0, to: 86_400 }]
const point = (x: number, y: number) => ({ ...project({ x, y }) })
const outline = [point(2, 8.5), point(2, 9.5), point(4, 9.5), point(4, 8.5)]
const [near, far] = [point(0, 8.5), point(0, 9.5)]
/** Where the passer-by goes over it, forward, at 5 s. */
const line = { startX: near.x, startY: near.y, endX: far.x, endY: far.y, direction: 'Forward', limitType: false, limitSize: false }
const region = { sensitivity: 5, limitType: false, limitSize: false, outline }

describe('rules written to a virtual device', () => {
  it('raise the alarms of who crosses, to whoever is attached, in the time of its clock', async () => {
    const { clock, write, listen, heard } = await start()
    await write(tripwire, { regions: [line] })
    await write(perimeter, { regions: [region] })
    await listen()
    clock.advance(10_000)
    await expect.poll(() => heard).toEqual(['21 begins 05', '21 ends 06', '24 begins 06', '24 ends 07'])
  })

  it('lose their last region with the order the manual gives, and are off meanwhile', async () => {
    const { device, write } = await start()
    const client = bench.clientOf(device)
    await client.signIn(device.account)
    await write(perimeter, { regions: [region] })
    await write(perimeter, { regions: [] })
    const { value } = await client.get(perimeter, { channel: 1 })
    expect([value.regions, value.enabled, 'clearArea' in value]).toEqual([[], true, false])
  })

  it('raise them once a loop', async () => {
    const { clock, write, listen, heard } = await start()
    await write(tripwire, { regions: [line] })
    await listen()
    clock.advance(20_000)
    await expect.poll(() => heard).toEqual(['21 begins 05', '21 ends 06', '21 begins 15', '21 ends 16'])
  })

  it.each([
    ['is off', { enabled: false }],
    ['is out of its schedule', { schedule: wednesday }],
    ['looks for the other direction', { regions: [{ ...line, direction: 'Reverse' }] }],
    ['looks for vehicles', { regions: [{ ...line, limitType: true, type: 'Vehicle' }] }],
    ['looks for larger targets', { regions: [{ ...line, limitSize: true, minSize: 9000, maxSize: 100_000 }] }],
  ])('raise nothing for one that %s', async (_why, rule) => {
    const { clock, write, asked, listen, heard } = await start()
    await write(tripwire, { limitSize: false, limitType: false, regions: [line], ...rule })
    await write(perimeter, { regions: [region] })
    await listen()
    clock.advance(10_000)
    await expect.poll(() => heard).toEqual(['24 begins 06', '24 ends 07'])
    expect(await asked()).toEqual(['24 begins', '24 ends'])
  })

  it('are looked at when it is asked, with nothing running in between', async () => {
    const { clock, write, asked } = await start()
    await write(tripwire, { regions: [line] })
    const pending = clock.pending()
    clock.advance(5500)
    expect([pending, await asked()]).toEqual([0, ['21 begins']])
    clock.advance(1000)
    expect(await asked()).toEqual(['21 begins', '21 ends'])
  })

  it('leave nothing running once nobody listens any more', async () => {
    const { clock, device, write, listen } = await start()
    await write(tripwire, { regions: [line] })
    const stop = await listen()
    expect(clock.pending()).toBe(1)
    stop.abort()
    await expect.poll(() => device.attached()).toBe(0)
    await expect.poll(() => clock.pending()).toBe(0)
  })

  it('end their alarm when they are written anew', async () => {
    const { clock, write, asked } = await start()
    await write(tripwire, { regions: [line] })
    clock.advance(5500)
    await write(tripwire, { enabled: false })
    expect(await asked()).toEqual(['21 begins', '21 ends'])
  })
})

import { areas, areaTemperatures } from '#common/catalog/thermal/areas.ts'
import { gridTemperatures } from '#common/catalog/thermal/points.ts'
import { type AnyValues, erase, restore, type ValuesOf } from '#common/schema/infer.ts'
import { convertTemperature, type TemperatureUnit } from '#common/schema/temperature.ts'
import type { Reading } from '#common/thermal/readings.ts'
import type { HeatCamera } from '#simulator/thermal/heatCamera.ts'
import { createManualClock } from '#test/support/manualClock.ts'
import { startVirtualDevice } from '#test/support/virtualDevice.ts'
import { searchingApp } from '../discovery/app.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What an area is measured with: °C and m. */
export interface AreaSettings {
  readonly emissivity: number
  readonly reflected: number
  readonly distance: number
}

type Grid = ValuesOf<typeof gridTemperatures.args>

/** The application, signed in to a virtual thermal camera, and the camera's own truth to hold the answers against. */
export interface Thermal {
  readonly heat: HeatCamera
  /** Lets the camera's time go on. */
  readonly wait: (ms: number) => void
  /** Draws areas, numbered from 1. */
  readonly draw: (boxes: readonly (Box & AreaSettings)[]) => Promise<void>
  /** Averages of one of them, °C: so many, so many ms apart. */
  readonly readings: (area: number, count: number, everyMs: number) => Promise<readonly Reading[]>
  /** °C, line by line. */
  readonly grid: (grid: Grid) => Promise<readonly number[]>
  readonly act: (action: string, args: AnyValues) => Promise<void>
  readonly read: (setting: string) => Promise<AnyValues>
  /** Through a plan, proven by reading back; throws where the device has not stored what was asked. */
  readonly write: (setting: string, after: AnyValues) => Promise<void>
  /** °C as the camera wants a temperature written. */
  readonly inUnit: (celsius: number) => number
  readonly close: () => Promise<void>
}

const channel = { channel: 1 }

export async function startThermal(profile: 'thermal-body' | 'thermal-dual', number: number): Promise<Thermal> {
  const clock = createManualClock()
  const mac = `00:1C:27:58:00:0${number}`
  const device = await startVirtualDevice({ profile, clock, identity: { mac, deviceId: `58000${number}` } })
  const app = await searchingApp()
  const { handlers } = app
  const { heat } = device.device
  if (!heat) throw new Error('this camera sees no heat')
  const { key } = await handlers['search.addByHand'](device.endpoint)
  const [outcome] = await handlers['signIn.many']([key], device.account)
  if (outcome?.error) throw new Error('not signed in')
  const read = async (setting: string) => (await handlers['settings.read'](key, setting, channel)).value as AnyValues
  const unit = (await read('thermal.measuring'))['unit'] as TemperatureUnit
  const inUnit = (celsius: number) => convertTemperature(celsius, '°C', unit)

  async function write(setting: string, after: AnyValues): Promise<void> {
    const changes = [{ setting, target: channel, before: { ...(await read(setting)) }, after: { ...after } }]
    const { job } = await handlers['plans.run']({ device: key, kind: 'settings', changes })
    const progress = async () => (await handlers['jobs.list']()).find((one) => one.job === job)
    await app.timeUntil(async () => (await progress())?.state !== 'running')
    const { state, proof = [] } = (await progress()) ?? {}
    if (state !== 'done' || proof.some(({ verdict }) => verdict !== 'equal'))
      throw new Error(`${setting} was not written: ${JSON.stringify(proof)}`)
  }

  async function averageOf(area: number): Promise<number> {
    const { areas: told } = restore(areaTemperatures.fields, await read('thermal.areaTemperatures'))
    const found = told.find((one) => one.area === area)
    if (found?.average === undefined) throw new Error(`area ${area} tells no average`)
    return convertTemperature(found.average, found.unit as TemperatureUnit, '°C')
  }

  return {
    heat,
    wait: clock.advance,
    read,
    write,
    inUnit,
    draw: async (boxes) => {
      const [sample] = erase(areas.sample)['areas'] as readonly AnyValues[]
      const drawn = boxes.map(({ emissivity, reflected, distance, ...box }, index) => ({
        ...sample,
        ...{ area: index + 1, name: `Area${index + 1}`, shape: 'rectangle', alarms: false, masked: false },
        ...{ emissivity, distance, reflection: true, reflected: inUnit(reflected), outline: cornersOf(box) },
      }))
      await write('thermal.areas', { areas: drawn })
    },
    readings: async (area, count, everyMs) => {
      const read: Reading[] = []
      for (let turn = 0; turn < count; turn++) {
        read.push({ at: clock.now(), value: await averageOf(area) })
        clock.advance(everyMs)
      }
      return read
    },
    grid: async (grid) => {
      const { value } = await handlers['actions.run'](key, gridTemperatures.id, channel, { ...grid })
      const { points } = restore(gridTemperatures.answer ?? {}, value as AnyValues) as unknown as {
        readonly points: readonly { readonly temperature: number; readonly unit: TemperatureUnit }[]
      }
      return points.map((point) => convertTemperature(point.temperature, point.unit, '°C'))
    },
    act: async (action, args) => {
      await handlers['actions.run'](key, action, {}, { ...args })
    },
    close: async () => {
      await app.close()
      await device.close()
    },
  }
}

export function cornersOf({ x, y, width, height }: Box) {
  const [right, foot] = [x + width, y + height]
  return [
    { x, y },
    { x: right, y },
    { x: right, y: foot },
    { x, y: foot },
  ]
}

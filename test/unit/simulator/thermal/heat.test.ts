import { describe, expect, it } from 'vitest'
import { areas, areaTemperatures } from '#common/catalog/thermal/areas.ts'
import { gridTemperatures, pointTemperature } from '#common/catalog/thermal/points.ts'
import { decode } from '#common/schema/decode.ts'
import { erase } from '#common/schema/infer.ts'
import { writeQueries } from '#common/schema/setting.ts'
import { noAir, transmissionOf } from '#common/thermal/air.ts'
import { type Conditions, reread } from '#common/thermal/measurement.ts'
import { parallaxAt } from '#common/thermal/parallax.ts'
import { radianceAt } from '#common/thermal/radiance.ts'
import { formatQuery, parseLines } from '#common/wire/pairs.ts'
import type { ProfileId } from '#simulator/profiles.ts'
import { throughAir } from '#simulator/thermal/air.ts'
import { deadPixelsOf } from '#simulator/thermal/detector.ts'
import { lenses, visiblePlaceOf } from '#simulator/thermal/lenses.ts'
import { radiated, temperatureOf } from '#simulator/thermal/planck.ts'
import { referenceAt, type Scene, withMoved } from '#simulator/thermal/scene.ts'
import { virtualDevice } from '#test/support/askVirtual.ts'
import { createManualClock } from '#test/support/manualClock.ts'

const minute = 60_000

/** One wall of one temperature that fills the picture, seen from so far away. */
const wall = (temperature: number, emissivity = 1, distance = 0): Scene => ({
  air: { temperature: 22, humidity: 50 },
  reflected: 22,
  things: [{ name: 'wall', covers: () => true, temperature, emissivity, distance }],
})

function camera(profile: ProfileId = 'thermal-dual', scene?: Scene) {
  const clock = createManualClock()
  const asked = virtualDevice(profile, { clock, ...(scene ? { scene } : {}) })
  const { ask, device } = asked
  const heat = device.heat
  if (!heat) throw new Error('it sees no heat')
  return {
    ...asked,
    clock,
    heat,
    point: (x: number, y: number, channel = 1) => {
      const body = ask('param', `action=get&type=anyPointTemperature&cameraID=${channel}&PointX=${x}&PointY=${y}`)
      return decode(pointTemperature.answer ?? {}, parseLines(body)).value as { readonly temperature: number; readonly unit: string }
    },
    areas: (more = '') =>
      decode(areaTemperatures.fields, parseLines(ask('param', `action=get&type=areaTemperature&cameraID=1${more}`))).value.areas,
    /** One rectangle over the middle, with this beside it. */
    drawArea: (more: Readonly<Record<string, number | boolean>>) => {
      const [sample] = areas.sample.areas
      const outline = [{ x: 40, y: 40 }, { x: 60, y: 40 }, { x: 60, y: 60 }, { x: 40, y: 60 }] // prettier-ignore
      const wanted = erase({ areas: [{ ...sample, area: 1, shape: 'rectangle', distance: 0, outline, ...more }] })
      const [set = []] = writeQueries(areas, { channel: 1, part: 0 }, areas.sample, wanted)
      return ask('param', formatQuery(set))
    },
  }
}

describe('two ways to the same physics', () => {
  it.each([-60, -20, 0, 22, 37, 100, 400])('agree on what a black body of %i °C radiates', (celsius) => {
    expect(radiated(celsius) / radianceAt(celsius)).toBeCloseTo(1, 5)
    expect(temperatureOf(radianceAt(celsius))).toBeCloseTo(celsius, 2)
  })

  it.each([1, 5, 20, 50])('agree within half a percent on what gets through %i m of a room’s air', (distance) => {
    const air = { temperature: 22, humidity: 50 }
    expect(Math.abs(throughAir(air, distance) - transmissionOf({ ...air, distance }))).toBeLessThan(0.005)
  })
})

describe('a point', () => {
  it('is read in the unit the camera is set to, whichever channel is named', () => {
    const { point, ask } = camera('thermal-dual', wall(50))
    expect(point(10, 10)).toEqual({ unit: '°C', temperature: expect.closeTo(50.3, 0) as number })
    expect(ask('param', 'action=set&type=thermalImagerConfigureParam&cameraID=2&TemperatureUnit=1&TemperatureMax=302')).toBe('OK')
    expect(point(10, 10, 2)).toEqual({ unit: '°F', temperature: expect.closeTo(122.5, 0) as number })
  })

  it('is noise that differs from moment to moment, and not within one', () => {
    const { point, clock } = camera('thermal-dual', wall(50))
    const [once, again] = [point(10, 10).temperature, point(10, 10).temperature]
    clock.advance(400)
    expect(again).toBe(once)
    expect(point(10, 10).temperature).not.toBe(once)
  })

  it('is no hotter than the camera measures', () => {
    expect(camera('thermal-dual', wall(300)).point(10, 10).temperature).toBe(150)
  })

  it('has the correction added that is set', () => {
    const { point, ask } = camera('thermal-dual', wall(50))
    const before = point(10, 10).temperature
    ask('param', 'action=set&type=thermalImagerConfigureParam&cameraID=1&Physicsinfo=2')
    expect(point(10, 10).temperature - before).toBeCloseTo(2, 6)
  })

  it('is refused while measuring is off', () => {
    const { ask } = camera()
    ask('param', 'action=set&type=thermalImagerConfigureParam&cameraID=1&IsOpenTemperatureMeasure=false')
    expect(ask('param', 'action=get&type=anyPointTemperature&cameraID=1&PointX=10&PointY=10')).toContain('Return=-506')
  })
})

describe('a grid', () => {
  const grid = (more: string) => `action=get&type=pointTemperature&cameraID=1&biginPointX=20&biginPointY=10&${more}`

  it('has its points line by line, ends and all', () => {
    const body = camera().ask('param', grid('endPointX=80&endPointY=90&horizontalNum=3&verticalNum=2'))
    const { points } = decode(gridTemperatures.answer ?? {}, parseLines(body)).value as { points: readonly { x: number; y: number }[] }
    expect(points.map(({ x, y }) => `${x},${y}`)).toEqual(['20,10', '50,10', '80,10', '20,90', '50,90', '80,90'])
  })

  it.each([
    'endPointX=20&endPointY=90&horizontalNum=2&verticalNum=2',
    'endPointX=80&endPointY=90&horizontalNum=1&verticalNum=2',
    'endPointX=80&endPointY=90&horizontalNum=200&verticalNum=200',
  ])('is refused as %s', (more) => {
    expect(camera().ask('param', grid(more))).toContain('Return=-23')
  })
})

describe('areas', () => {
  it('find the hot joint on the second motor, at its place in pixels', () => {
    const [, second] = camera().areas()
    const { maxX = 0, maxY = 0, max = 0 } = second ?? {}
    expect([(maxX / 640) * 100, (maxY / 512) * 100]).toEqual([expect.closeTo(61.3, 0), expect.closeTo(49.2, 0)])
    expect(max).toBeGreaterThan(90)
  })

  it('are told one by one, or all by -1', () => {
    const { areas: told } = camera()
    expect(told('&areaID=2').map(({ area }) => area)).toEqual([2])
    expect(told('&areaID=-1').map(({ area }) => area)).toEqual([1, 2])
    expect(told().map(({ area }) => area)).toEqual([1, 2])
  })

  it('are none while measuring is off', () => {
    const { areas: told, ask } = camera()
    ask('param', 'action=set&type=thermalImagerConfigureParam&cameraID=1&IsOpenTemperatureMeasure=false')
    expect(told()).toEqual([])
  })

  it('leave out what is masked', () => {
    const { areas: told, ask } = camera()
    const corners = [[57, 45], [64, 45], [64, 53], [57, 53]] // prettier-ignore
      .map(([x, y], index) => `${index === 0 ? '' : `&next_pointURL=${index + 1}`}&pointX=${x}&pointY=${y}`)
      .join('')
    const set = `action=set&type=maskingArea&camearaID=1&maskingEnable=1&regionCount=1&regionBegin=1&pointCount=4&pointBegin=1${corners}&pointEnd=4&regionEnd=1`
    expect(ask('param', set)).toBe('OK')
    expect(told('&areaID=2')[0]?.max).toBeLessThan(80)
  })

  const bright: Conditions = { emissivity: 0.6, reflected: 22, air: noAir }
  it.each([0.6, 0.8, 0.95])('with emissivity %f read what a real camera reads of a surface of 0.6', (emissivity) => {
    const { areas: told, drawArea } = camera('thermal-dual', wall(80, 0.6))
    expect(drawArea({ emissivity, reflection: true, reflected: 22 })).toBe('OK')
    const offset = 0.3 / emissivity
    expect(told()[0]?.average).toBeCloseTo((reread(80, bright, { ...bright, emissivity }) ?? 0) + offset, 0)
  })

  it('read too low where the distance is left out, and right where it is told', () => {
    const { areas: told, drawArea } = camera('thermal-dual', wall(100, 1, 20))
    drawArea({ emissivity: 0.99, distance: 0 })
    const near = told()[0]?.average ?? 0
    drawArea({ emissivity: 0.99, distance: 20 })
    expect((told()[0]?.average ?? 0) - near).toBeGreaterThan(1)
  })

  it('mirror what they are told is mirrored, in the unit of the camera', () => {
    const { areas: told, drawArea } = camera('thermal-body', wall(40, 0.5))
    drawArea({ emissivity: 0.5, reflection: true, reflected: 71.6 })
    const right = told()[0]?.average ?? 0
    drawArea({ emissivity: 0.5, reflection: true, reflected: 120 })
    expect(right).toBeGreaterThan(104)
    expect(told()[0]?.average).toBeLessThan(right - 20)
  })
})

describe('a detector that warms up', () => {
  it('drifts while it is not evened out, and is put right by the shutter', () => {
    const { ask, clock, point } = camera('thermal-dual', wall(50))
    expect(ask('sensor', 'action=set&type=ffcCtrl&cameraID=1&schemeID=0&ffcCtrlModel=1')).toBe('OK')
    const cold = point(50, 50).temperature
    clock.advance(15 * minute)
    expect(point(50, 50).temperature - cold).toBeGreaterThan(1.4)
    ask('sensor', 'action=set&type=ffcCtrl&cameraID=2&schemeID=0&shutterAdjustTrigger=1')
    clock.advance(1000)
    expect(Math.abs(point(50, 50).temperature - cold)).toBeLessThan(0.4)
    expect(ask('sensor', 'action=get&type=ffcCtrl&cameraID=1&schemeID=0')).not.toContain('shutterAdjustTrigger')
  })

  it('stays within a third of a degree where it evens itself out', () => {
    const { clock, point } = camera('thermal-dual', wall(50))
    const off = Array.from({ length: 40 }, () => {
      clock.advance(30_000)
      return Math.abs(point(50, 50).temperature - 50.3)
    })
    expect(Math.max(...off)).toBeLessThan(0.55)
  })

  it('tells how warm it is inside', () => {
    const { ask, clock } = camera()
    const inside = () => Number(/CavityTemoperature=(.*)/.exec(ask('param', 'action=get&type=thermalImagerConfigureParam&cameraID=1'))?.[1])
    const before = inside()
    clock.advance(10 * minute)
    expect(inside() - before).toBeGreaterThan(10)
  })
})

describe('dead pixels', () => {
  const dead = (heat: ReturnType<typeof camera>['heat']) => {
    const [name = ''] = deadPixelsOf(heat.kind).keys()
    const [x = 0, y = 0] = name.split(',').map(Number)
    return { x: ((x + 0.5) / heat.kind.width) * 100, y: ((y + 0.5) / heat.kind.height) * 100 }
  }
  const apply = ({ x, y }: { x: number; y: number }) => `action=apply&type=AIThermalBadPointCalibration&BadPointList=${x},${y}`
  const order = (word: string) => `action=${word}&type=AIThermalBadPointCalibration`

  it('are the same ones whenever this detector is made, and others on another', () => {
    const kind = camera().heat.kind
    expect([...deadPixelsOf(kind).keys()]).toEqual([...deadPixelsOf(kind).keys()])
    expect([...deadPixelsOf(kind).keys()]).not.toEqual([...deadPixelsOf({ ...kind, seed: 7 }).keys()])
  })

  it('read what their neighbours do once they are corrected, until the camera restarts', () => {
    const { heat, ask, point } = camera('thermal-dual', wall(50))
    const at = dead(heat)
    expect(Math.abs(point(at.x, at.y).temperature - 50)).toBeGreaterThan(50)
    expect(ask('param', apply(at))).toBe('OK')
    expect(point(at.x, at.y).temperature).toBeCloseTo(50.3, 0)
    expect(ask('operate', 'action=restart')).toBe('OK')
    expect(Math.abs(point(at.x, at.y).temperature - 50)).toBeGreaterThan(50)
  })

  it('stay corrected over a restart once that is saved, and are dead again when it is reset', () => {
    const { heat, ask, point } = camera('thermal-dual', wall(50))
    const at = dead(heat)
    ask('param', apply(at))
    expect(ask('param', order('save'))).toBe('OK')
    ask('operate', 'action=restart')
    expect(point(at.x, at.y).temperature).toBeCloseTo(50.3, 0)
    expect(ask('param', order('restore'))).toBe('OK')
    expect(Math.abs(point(at.x, at.y).temperature - 50)).toBeGreaterThan(50)
  })

  it('are not corrected beyond the picture', () => {
    expect(camera().ask('param', apply({ x: 320, y: 256 }))).toContain('Return=-23')
  })
})

describe('the black body of a body temperature camera', () => {
  const corners = `${referenceAt.x - 3},${referenceAt.y - 4}||${referenceAt.x + 3},${referenceAt.y + 4}`
  const calibrate = (fahrenheit: number, isOn = true) =>
    `action=set&type=AIThermalCalibration&Enable=${isOn}&ShowObjectEnable=false&BlackBobyTemperature=${fahrenheit}&Emissivity=0.97&TargetSpace=3` +
    `&CalibrationAreaBegin=1&PointList=${corners}&CalibrationAreaEnd=1`

  it('warms for minutes and is steady then', () => {
    const { heat, clock } = camera('thermal-body')
    const at = () => heat.truth(referenceAt)
    expect(at()).toBeCloseTo(30, 6)
    clock.advance(minute)
    expect(at()).toBeCloseTo(42.6, 1)
    clock.advance(10 * minute)
    expect(at()).toBeCloseTo(50, 2)
  })

  it('puts the camera right, as long as the calibration is on', () => {
    const { ask, clock, point } = camera('thermal-body')
    clock.advance(20 * minute)
    const off = point(referenceAt.x, referenceAt.y).temperature
    expect(ask('param', calibrate(122))).toBe('OK')
    const right = point(referenceAt.x, referenceAt.y).temperature
    expect(off - right).toBeCloseTo(0.9 * 1.8, 0)
    ask('param', calibrate(122, false))
    expect(point(referenceAt.x, referenceAt.y).temperature).toBeCloseTo(off, 1)
  })

  it('is not where it was once somebody has moved it', () => {
    const { heat, clock, point } = camera('thermal-body')
    clock.advance(20 * minute)
    heat.show(withMoved(heat.shown(), 'reference', { x: -15, y: 5 }))
    expect(point(referenceAt.x, referenceAt.y).temperature).toBeLessThan(80)
    expect(point(referenceAt.x - 15, referenceAt.y + 5).temperature).toBeGreaterThan(115)
  })
})

it('two requests tell the same temperature of the air', () => {
  const { ask } = camera()
  ask('param', 'action=set&type=environmentTemperature&cameraID=1&environmentTemperature=27.00')
  expect(ask('param', 'action=get&type=thermalImagerConfigureParam&cameraID=1')).toContain('EnvironmentTemperature=27')
  ask('param', 'action=set&type=thermalImagerConfigureParam&cameraID=1&EnvironmentTemperature=24')
  expect(ask('param', 'action=get&type=environmentTemperature&cameraID=1')).toContain('environmentTemperature=24')
})

describe('the two lenses', () => {
  it('show what is near elsewhere on the visible picture than what is far', () => {
    const [near, far] = [visiblePlaceOf({ x: 50, y: 50 }, 1), visiblePlaceOf({ x: 50, y: 50 }, 20)]
    expect(near.x - far.x).toBeGreaterThan(3)
    expect(far.x).toBeCloseTo(50, 0)
  })

  it('are as far off at 2 m as is foretold from 5 m', () => {
    const place = { x: 40, y: 60 }
    const { x, y } = parallaxAt({ baseline: lenses.baseline, fieldOfView: lenses.thermal }, 5, 2)
    const seen = visiblePlaceOf({ x: place.x + x, y: place.y + y }, 2)
    expect(seen.x).toBeCloseTo(visiblePlaceOf(place, 5).x, 9)
    expect(seen.y).toBeCloseTo(visiblePlaceOf(place, 5).y, 9)
  })
})

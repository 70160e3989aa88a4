import { describe, expect, it } from 'vitest'
import type { AnyValues } from '#common/schema/infer.ts'
import { filmOf } from '#simulator/rules/film.ts'
import { isArmed, rules } from '#simulator/rules/rules.ts'
import { crossed } from '#simulator/rules/crossings.ts'
import type { Actor } from '#simulator/scene/actors.ts'
import { project } from '#simulator/scene/ground.ts'

const film = filmOf()

/** When a rule with these regions is on, rounded to a tenth of a second. */
function seen(setting: string, rule: AnyValues, shown = film): readonly (readonly [number, number])[] {
  const found = rules.find((one) => one.setting === setting)
  if (!found) throw new Error(`no rule ${setting}`)
  return found
    .judge({ enabled: true, schedule: [], ...rule }, shown)
    .map(({ from, to }) => [Math.round(from * 10) / 10, Math.round(to * 10) / 10] as const)
}

/** Corners on the ground, m. */
const ground = (left: number, right: number, near: number, far: number) =>
  [
    { x: left, y: near },
    { x: left, y: far },
    { x: right, y: far },
    { x: right, y: near },
  ].map((place) => ({ ...project(place) }))

/** A line on the ground away from the camera: who goes to the right crosses it forward. */
function across(x: number, near: number, far: number) {
  const [start, end] = [project({ x, y: near }), project({ x, y: far })]
  return { startX: start.x, startY: start.y, endX: end.x, endY: end.y }
}

const second = ({ startX, startY, endX, endY }: ReturnType<typeof across>) => ({
  startX2: startX,
  startY2: startY,
  endX2: endX,
  endY2: endY,
})

const passer = { near: 8.5, far: 9.5 }
const walk = (id: string, x: number, y: number, toX: number, toY: number): Actor => ({
  id,
  kind: 'person',
  way: [
    { at: 1, x, y },
    { at: 9, x: toX, y: toY },
  ],
})

describe('a rule', () => {
  it.each(rules.map(({ setting }) => setting))('%s sees nothing while it is off, or was never written', (setting) => {
    const rule = rules.find((one) => one.setting === setting)
    const regions = [{ outline: ground(-9, 9, 6, 30), ...across(0, 6, 30) }]
    expect([rule?.judge({}, film), rule?.judge({ enabled: false, regions, areas: [], schedule: [] }, film)]).toEqual([[], []])
  })

  it('is on in its periods alone', () => {
    const schedule = [{ day: 'Tuesday', from: 3600, to: 7200 }]
    const at = (weekday: number, second: number) => isArmed({ schedule }, weekday, second)
    expect([at(2, 3599), at(2, 3600), at(2, 7199), at(2, 7200), at(3, 4000)]).toEqual([false, true, true, false, false])
  })

  it('without a period is never on', () => {
    expect(isArmed({ schedule: [] }, 2, 4000)).toBe(false)
  })
})

describe('a tripwire', () => {
  const line = across(0, passer.near, passer.far)
  const tripwire = (region: AnyValues, rule: AnyValues = {}) => seen('analysis.tripwire', { ...rule, regions: [region] })

  it('is crossed once by whoever goes over it, and the alarm ends', () => {
    expect(tripwire({ ...line, direction: 'Forward' })).toEqual([[5, 6]])
  })

  it('is not crossed by who goes over it the other way', () => {
    expect(tripwire({ ...line, direction: 'Reverse' })).toEqual([])
  })

  it('that goes both ways is crossed whatever its direction says', () => {
    expect(tripwire({ ...line, direction: 'Reverse', bidirectional: true })).toHaveLength(1)
  })

  it('drawn from the other end has its directions changed over', () => {
    const turned = { startX: line.endX, startY: line.endY, endX: line.startX, endY: line.startY }
    expect([tripwire({ ...turned, direction: 'Forward' }), tripwire({ ...turned, direction: 'Reverse' })]).toEqual([[], [[5, 6]]])
  })

  it('is not crossed where nobody goes', () => {
    expect(tripwire(across(0, 9.2, 10.5))).toEqual([])
  })

  it('for vehicles lets people pass, and one for people cars', () => {
    const road = across(0, 23.5, 24.5)
    const only = (type: string) => ({ limitType: true, type })
    expect([tripwire({ ...line, ...only('Vehicle') }), tripwire({ ...road, ...only('Person') })]).toEqual([[], []])
    expect([tripwire({ ...line, ...only('Person') }), tripwire({ ...road, ...only('Vehicle') })].map((one) => one.length)).toEqual([1, 1])
  })

  it('has a smallest and a largest target, in cm², in the region or before all of them', () => {
    const sized = (minSize: number, maxSize: number) => ({ limitSize: true, minSize, maxSize })
    expect([tripwire({ ...line, ...sized(9000, 0) }), tripwire({ ...line, ...sized(0, 8000) })]).toEqual([[], []])
    expect(tripwire(line, sized(9000, 0))).toEqual([])
    expect(tripwire({ ...line, ...sized(8000, 9000) })).toHaveLength(1)
  })

  it('is crossed once by each of two who go over it one after the other: the second ends the alarm of the first', () => {
    const two = filmOf([walk('a', -4, 9, 4, 9), walk('b', -4.5, 9, 3.5, 9)])
    expect(seen('analysis.tripwire', { regions: [line] }, two)).toEqual([
      [5, 5.5],
      [5.5, 6.5],
    ])
  })

  it('of several is crossed wherever one is', () => {
    expect(seen('analysis.tripwire', { regions: [across(0, 9.2, 10.5), line] })).toHaveLength(1)
  })
})

describe('a double tripwire', () => {
  const lines = { ...across(-2, passer.near, passer.far), ...second(across(2, passer.near, passer.far)) }
  const double = (region: AnyValues) => seen('analysis.doubleTripwire', { regions: [region] })

  it('is crossed over the second line after the first', () => {
    expect(double({ ...lines, interval: 5 })).toEqual([[6.2, 7.2]])
  })

  it('is not crossed when the second line comes too late, or first', () => {
    const swapped = { ...across(2, passer.near, passer.far), ...second(across(-2, passer.near, passer.far)) }
    expect([double({ ...lines, interval: 2 }), double(swapped)]).toEqual([[], []])
  })

  it('is not crossed over one of the lines the other way', () => {
    expect(double({ ...lines, direction: 'Forward', direction2: 'Reverse' })).toEqual([])
  })

  it('is not crossed by one over the first line and another over the second', () => {
    const relay = filmOf([walk('a', -4, 9, 0, 9), walk('b', 0, 9, 4, 9)])
    expect(seen('analysis.doubleTripwire', { regions: [lines] }, relay)).toEqual([])
  })
})

describe('a perimeter', () => {
  const outline = ground(-1, 1, passer.near, passer.far)

  it('is entered while somebody is inside', () => {
    const [[from = 0, to = 0] = []] = seen('analysis.perimeter', { regions: [{ outline }] })
    expect([from, to]).toEqual([expect.closeTo(4.4, 0) as number, expect.closeTo(5.6, 0) as number])
  })

  it('is one alarm while two are inside together', () => {
    const pair = filmOf([walk('a', -4, 9, 4, 9), walk('b', -4.5, 9, 3.5, 9)])
    expect(seen('analysis.perimeter', { regions: [{ outline }] }, pair)).toHaveLength(1)
  })

  it('of two corners is none', () => {
    expect(seen('analysis.perimeter', { regions: [{ outline: outline.slice(0, 2) }] })).toEqual([])
  })

  it('does not see who is small in the picture when it is not sensitive', () => {
    const road = ground(-9, 9, 23, 25)
    const at = (sensitivity: number) => seen('analysis.perimeter', { regions: [{ outline: road, sensitivity }] }).length
    expect([at(1), at(5)]).toEqual([0, 1])
  })

  it('does not see who is lower in the picture than the least height', () => {
    const at = (minHeight: number) => seen('analysis.perimeter', { limitShape: true, minHeight, regions: [{ outline }] }).length
    expect([at(10), at(40)]).toEqual([1, 0])
  })
})

describe('who stays', () => {
  const corner = ground(3.5, 7.5, 10.5, 12.4)

  it('loiters once the time is over, until he goes', () => {
    const [[from = 0, to = 0] = []] = seen('analysis.loitering', { regions: [{ outline: corner, time: 5 }] })
    expect([from > 6, from < 7, to > 8, to < 9]).toEqual([true, true, true, true])
  })

  it('does not loiter in less time, nor where he only passes', () => {
    const at = (outline: AnyValues[string], time: number) => seen('analysis.loitering', { regions: [{ outline, time }] })
    expect([at(corner, 8), at(ground(-2, 2, 8.5, 9.5), 5)]).toEqual([[], []])
  })

  it('does not loiter as a car', () => {
    expect(seen('analysis.loitering', { regions: [{ outline: ground(-1, 7, 18, 20), time: 5 }] })).toEqual([])
  })

  it('loiters in a group when there are enough', () => {
    const pair = filmOf([walk('a', -1, 9, 1, 9), walk('b', -1, 9.2, 1, 9.2)])
    const at = (minPeople: number) =>
      seen('analysis.groupLoitering', { regions: [{ outline: ground(-3, 3, 8, 10), time: 5, limitPeople: true, minPeople }] }, pair).length
    expect([at(2), at(3)]).toEqual([1, 0])
  })

  it('parks where it may not, as a car alone, and only when it stands for long enough', () => {
    const at = (time: number) => seen('analysis.illegalParking', { regions: [{ outline: ground(0, 6, 18, 20), time }] })
    expect([at(5), at(6)]).toEqual([[[7, 7.9]], []])
    expect(seen('analysis.illegalParking', { regions: [{ outline: corner, time: 1 }] })).toEqual([])
  })
})

describe('things', () => {
  const byTheWay = ground(-4, -2, 8, 10)
  const taken = ground(1.5, 3.5, 6.5, 7.5)

  it('are left once they lie for long enough, and one that always lay there is not', () => {
    const at = (outline: AnyValues[string], time: number) => seen('analysis.objectLeft', { regions: [{ outline, time }] })
    expect([at(byTheWay, 5), at(byTheWay, 7), at(taken, 1)]).toEqual([[[8.3, 10]], [], []])
  })

  it('are removed once they are gone for long enough, and one that stays is not', () => {
    const at = (outline: AnyValues[string], time: number) => seen('analysis.objectRemoved', { regions: [{ outline, time }] })
    expect([at(taken, 5), at(taken, 7), at(byTheWay, 1)]).toEqual([[[8.3, 10]], [], []])
  })

  it('are not noticed when they are too small', () => {
    expect(seen('analysis.objectLeft', { regions: [{ outline: byTheWay, time: 5, minSize: 2500 }] })).toEqual([])
  })
})

describe('who moves', () => {
  const everywhere = ground(-30, 30, 6, 15)

  it('is too fast as a runner, not as a walker', () => {
    const runs = seen('analysis.abnormalSpeed', { regions: [{ outline: everywhere, limitType: true, type: 'Person', maxSpeed: 3 }] })
    expect(runs).toEqual([[expect.closeTo(4, 0) as number, expect.closeTo(8.8, 0) as number]])
    expect(seen('analysis.abnormalSpeed', { regions: [{ outline: everywhere, maxSpeed: 6 }] })).toEqual([])
  })

  it('goes against the permitted direction, or with it', () => {
    const lane = ground(-2, 2, 6.5, 7.5)
    const at = (angle: number) => seen('analysis.wrongDirection', { regions: [{ outline: lane, angle }] }).length
    expect([at(0), at(359), at(180), at(100)]).toEqual([1, 1, 0, 0])
  })

  it('comes into an area and goes out of it, once each', () => {
    const regions = [{ outline: ground(-1, 1, passer.near, passer.far) }]
    const [entered, left] = [seen('analysis.areaEntered', { regions }), seen('analysis.areaLeft', { regions })]
    expect([entered.length, left.length, (entered[0]?.[0] ?? 9) < (left[0]?.[0] ?? 0)]).toEqual([1, 1, true])
  })

  it('is counted in one way and out the other', () => {
    const ways = (x: number, near: number, far: number) => crossed(across(x, near, far), film).map(({ what }) => what)
    expect([ways(0, 6.5, 7.5), ways(0, 8.5, 9.5), ways(0, 6.5, 14).toSorted(), ways(0, 23, 25)]).toEqual([
      ['Reverse'],
      ['Forward'],
      ['Forward', 'Forward', 'Reverse'],
      [],
    ])
  })

  it('is motion in an area of 420 by 260, and what stands is not', () => {
    const [lower, parked] = [project({ x: 0, y: 7 }), project({ x: 3, y: 19 })]
    const area = ({ x, y }: { x: number; y: number }) => ({
      left: Math.round(x * 4.2) - 2,
      top: Math.round(y * 2.6) - 2,
      width: 4,
      height: 2,
    })
    const at = (where: { x: number; y: number }) => seen('alarm.motion', { sensitivity: 5, areas: [area(where)] })
    expect(at(lower).length).toBeGreaterThan(0)
    expect(at(parked).filter(([from]) => from > 3 && from < 4)).toEqual([])
    expect(seen('alarm.motion', { sensitivity: 5, areas: [] })).toEqual([])
  })

  it('is smart motion as people and cars, not as things', () => {
    const at = (outline: AnyValues[string]) => seen('analysis.smartMotion', { regions: [{ outline }] }).length
    expect([at(ground(-2, 2, 6.5, 7.5)), at(ground(-2, 2, 15, 16))]).toEqual([1, 0])
  })
})

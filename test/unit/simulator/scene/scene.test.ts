import { describe, expect, it } from 'vitest'
import { actors, loop } from '#simulator/scene/actors.ts'
import { boxAt, project } from '#simulator/scene/ground.ts'
import { sceneTime, seenAt } from '#simulator/scene/seen.ts'

const seen = (id: string, at: number) => seenAt(at).find((one) => one.id === id)

describe('the ground before a virtual camera', () => {
  it('has its horizon where the tilt says, whatever is to the side', () => {
    const far = 1e9
    const horizon = 50 - (50 * Math.tan((18 * Math.PI) / 180)) / (Math.tan((40 * Math.PI) / 180) / (16 / 9))
    expect([project({ x: 0, y: far }).y, project({ x: 1000, y: far }).y]).toEqual([
      expect.closeTo(horizon, 4) as number,
      expect.closeTo(horizon, 4) as number,
    ])
  })

  it('has what is on its axis in the middle of the picture', () => {
    const axis = { x: 0, y: 5 / Math.tan((18 * Math.PI) / 180) }
    expect(project(axis)).toEqual({ x: 50, y: expect.closeTo(50, 6) as number })
  })

  it('shows the same person half as tall at about twice the distance, and always upright', () => {
    const near = boxAt({ x: 2, y: 10 }, 0.5, 1.75)
    const far = boxAt({ x: 2, y: 22.8 }, 0.5, 1.75)
    expect(near.height / far.height).toBeGreaterThan(1.9)
    expect(near.height / far.height).toBeLessThan(2.1)
  })
})

describe('the scene before virtual cameras', () => {
  it('is the same after each loop', () => {
    expect(seenAt(sceneTime(1_700_000_003_250))).toEqual(seenAt(sceneTime(1_700_000_003_250 + loop * 1000)))
  })

  it.each(actors.map((actor) => ({ id: actor.id, way: actor.way })))('$id is nowhere after its last moment', ({ id, way }) => {
    expect(seen(id, way.at(-1)?.at ?? 0)).toBeUndefined()
  })

  it.each(['car that passes', 'car that parks', 'runner', 'loiterer', 'passer-by', 'one who goes the other way'])(
    '%s comes and goes beyond the edge of the picture',
    (id) => {
      const way = actors.find((actor) => actor.id === id)?.way ?? []
      const { width, height } = id.startsWith('car') ? { width: 4.5, height: 1.5 } : { width: 0.5, height: 1.75 }
      const edges = [way[0], way.at(-1)].map((stop) => boxAt(stop ?? { x: 0, y: 10 }, width, height))
      expect(edges.map(({ left, width: wide }) => left > 100 || left + wide < 0)).toEqual([true, true])
    },
  )

  it('has people who walk, one who runs, and cars that drive', () => {
    const speeds = ['passer-by', 'one who goes the other way', 'runner', 'car that passes'].map((id) => seen(id, 7)?.speed ?? 0)
    expect(speeds.map((speed) => Math.round(speed * 10) / 10)).toEqual([1.8, 1.5, 5, 10])
  })

  it('has people of one size on the ground and of many in the picture', () => {
    const [near, far] = [seen('one who goes the other way', 6.5), seen('runner', 6.5)]
    expect((near?.box.height ?? 0) / (far?.box.height ?? 1)).toBeGreaterThan(1.5)
  })

  it('has headings as they look in the picture: to the right is 0°, to the left 180°', () => {
    expect([seen('passer-by', 5)?.heading, seen('one who goes the other way', 5)?.heading, seen('car that parks', 5)?.heading]).toEqual([
      0,
      180,
      undefined,
    ])
  })

  it('has a bag put down and a box taken where somebody is at that moment', () => {
    const bag = seen('bag left', 3.3)
    const box = seen('box taken', 3.29)
    expect([seen('bag left', 3.2), seen('box taken', 3.3)]).toEqual([undefined, undefined])
    expect(Math.abs((bag?.place.x ?? 99) - (seen('passer-by', 3.3)?.place.x ?? 0))).toBeLessThan(0.3)
    expect(Math.abs((box?.place.x ?? 99) - (seen('one who goes the other way', 3.29)?.place.x ?? 0))).toBeLessThan(0.3)
  })

  it('lists the farthest first, so that who is near hides who is far', () => {
    const depths = seenAt(7).map(({ place }) => place.y)
    expect(depths).toEqual([...depths].sort((a, b) => b - a))
  })
})

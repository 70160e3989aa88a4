import { describe, expect, it } from 'vitest'
import type { Point } from '#common/geometry/outline.ts'
import { usePerspective } from '#renderer/components/picture/usePerspective.ts'

/** Foot and top of somebody of 1.75 m, as a camera 5 m up that looks 18° down, 80° wide, shows him so many m away. */
function person(ahead: number): readonly [Point, Point] {
  const [sine, cosine, focal] = [Math.sin(Math.PI / 10), Math.cos(Math.PI / 10), 0.5 / Math.tan((40 * Math.PI) / 180)]
  const seen = (up: number) => {
    const [depth, down] = [ahead * cosine + (5 - up) * sine, (5 - up) * cosine - ahead * sine]
    return { x: 50, y: 50 + ((100 * 16) / 9) * focal * (down / depth) }
  }
  return [seen(0), seen(1.75)]
}

/** Some people marked, as somebody does it: added, then drawn. */
function marked(...distances: readonly number[]) {
  const aid = usePerspective()
  aid.fieldOfView.value = 80
  for (const ahead of distances) {
    aid.add('upright')
    aid.change(aid.chosen.value ?? '', { points: person(ahead) })
  }
  return aid
}

const states = (aid: ReturnType<typeof usePerspective>) => aid.marks.value.map((mark) => aid.stateOf(mark).is)

describe('marks on a picture', () => {
  it('are first to be drawn, then alone, then two that always fit, then three that prove it', () => {
    const aid = usePerspective()
    aid.add('upright')
    expect([states(aid), aid.refusal.value]).toEqual([['undrawn'], 'tooFew'])
    expect([states(marked(8)), marked(8).fit.value]).toEqual([['alone'], undefined])
    expect(states(marked(8, 18))).toEqual(['unproven', 'unproven'])
    expect(states(marked(8, 18, 12))).toEqual(['fits', 'fits', 'fits'])
  })

  it('lead to the camera that saw them', () => {
    const { camera } = marked(8, 18, 12).fit.value ?? expect.fail('no camera')
    expect([camera.height.toFixed(2), camera.tilt.toFixed(2)]).toEqual(['5.00', '18.00'])
  })

  it('say which of them is off when one length is mistaken', () => {
    const aid = marked(8, 18, 12, 10, 14)
    aid.change(aid.marks.value[2]?.id ?? '', { length: 2.6 })
    expect(aid.stateOf(aid.marks.value[2] ?? expect.fail())).toMatchObject({ is: 'misfits' })
  })

  it('do not count without a length, upside down, or without a lens', () => {
    const aid = marked(8, 18)
    const [first, second] = aid.marks.value
    aid.change(first?.id ?? '', { length: undefined })
    aid.change(second?.id ?? '', { points: [...person(18)].toReversed() })
    expect(states(aid)).toEqual(['noLength', 'notUpright'])
    expect(aid.fit.value).toBeUndefined()
    const bare = marked(8, 18)
    bare.fieldOfView.value = undefined
    expect([bare.refusal.value, bare.kept.value]).toEqual(['noLens', undefined])
  })

  it('can be taken back one by one, a mark that was dragged in one step', () => {
    const aid = marked(8)
    const id = aid.chosen.value ?? ''
    aid.change(id, { points: person(9) })
    aid.change(id, { points: person(10) }, true)
    aid.change(id, { points: person(11) }, true)
    aid.history.undo()
    expect(aid.marks.value[0]?.points).toEqual(person(8))
    aid.remove(id)
    expect(aid.marks.value).toEqual([])
    aid.history.undo()
    expect(aid.marks.value).toHaveLength(1)
  })

  it('are kept when they are whole, and come back without a past', () => {
    const aid = marked(8, 18)
    aid.add('ground')
    const kept = aid.kept.value ?? expect.fail('nothing to keep')
    expect(kept.marks).toHaveLength(2)
    const later = usePerspective()
    later.load(kept)
    expect(later.fit.value?.camera).toEqual(aid.fit.value?.camera)
    expect([later.kept.value, later.history.mayUndo.value]).toEqual([kept, false])
  })

  it('are shown by another picture otherwise: its proportions count', () => {
    const aid = marked(8, 18, 12)
    aid.setAspect(4 / 3)
    expect(aid.fit.value?.camera.tilt).not.toBeCloseTo(18, 1)
  })
})

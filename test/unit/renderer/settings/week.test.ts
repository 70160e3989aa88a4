import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { cell, isOn, painted, type Period, periodsOf } from '#renderer/components/settings/week.ts'

const monday = (from: number, to: number): Period => ({ day: 'Monday', from: from * 3600, to: to * 3600 })

describe('painting a week', () => {
  it('joins what touches', () => {
    expect(painted([monday(8, 10), monday(12, 14)], 'Monday', 10 * 3600, 12 * 3600, true)).toEqual([monday(8, 14)])
  })

  it('cuts a hole, and leaves the seconds at the ends as they were', () => {
    const odd = { day: 'Monday', from: 100, to: 80_000 }
    expect(painted([odd], 'Monday', 3600, 7200, false)).toEqual([
      { day: 'Monday', from: 100, to: 3600 },
      { day: 'Monday', from: 7200, to: 80_000 },
    ])
  })

  it('leaves other days alone and keeps the order of a week', () => {
    const tuesday = { ...monday(1, 2), day: 'Tuesday' }
    expect(painted([tuesday], 'Sunday', 0, cell, true)).toEqual([{ day: 'Sunday', from: 0, to: cell }, tuesday])
  })

  it('reads only what is a period', () => {
    expect(periodsOf([{ day: 'Monday', from: 0, to: 60 }, { day: 'Monday' }])).toEqual([{ day: 'Monday', from: 0, to: 60 }])
  })
})

it('is on exactly where it was last painted, whatever was painted before', () => {
  const stroke = fc.record({ slot: fc.integer({ min: 0, max: 47 }), on: fc.boolean() })
  fc.assert(
    fc.property(fc.array(stroke, { maxLength: 60 }), (strokes) => {
      const wanted = new Map(strokes.map(({ slot, on }) => [slot, on]))
      const periods = strokes.reduce<readonly Period[]>(
        (all, { slot, on }) => painted(all, 'Friday', slot * cell, (slot + 1) * cell, on),
        [],
      )
      for (let slot = 0; slot < 48; slot += 1)
        expect(isOn(periods, 'Friday', slot * cell, (slot + 1) * cell)).toBe(wanted.get(slot) ?? false)
      for (const [index, period] of periods.entries()) expect(period.from).toBeGreaterThan(periods[index - 1]?.to ?? -1)
    }),
  )
})

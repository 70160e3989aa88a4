import { describe, expect, it } from 'vitest'
import { axisFor, countQuery, countRows, stepped, todayQuery, totalOf } from '#common/analysis/peopleCounts.ts'
import { peopleCounted } from '#common/catalog/analysis/counting.ts'

const may13 = { year: 2020, month: 5, day: 13 }

describe('what a device is asked', () => {
  it('is what the manual prints for a month', () => {
    expect(countQuery('month', may13)).toEqual(peopleCounted.sample)
    expect([countQuery('day', may13).by, countQuery('year', may13).by, todayQuery(may13).by]).toEqual([
      'Hours of a day',
      'Months of a year',
      'Today until now',
    ])
  })
})

describe('the rows of a period', () => {
  it('are all of its days, with what the printed reply tells of two', () => {
    const { rows, strange } = countRows('month', may13, peopleCounted.answerSample?.records ?? [])
    expect(rows).toHaveLength(31)
    expect(rows.filter(({ count }) => count)).toEqual([
      { place: 14, count: { entered: 47, left: 53 } },
      { place: 15, count: { entered: 337, left: 543 } },
    ])
    expect(strange).toBe(0)
    expect(totalOf(rows)).toEqual({ entered: 384, left: 596 })
  })

  it('are the hours of a day and the months of a year', () => {
    const hours = countRows('day', may13, [{ time: '2020-05-13 08:05:09', entered: 1, left: 2 }]).rows
    expect([hours.length, hours[8]]).toEqual([24, { place: 8, count: { entered: 1, left: 2 } }])
    const months = countRows('year', may13, [{ time: '2020-12-01 00:00:00', entered: 1, left: 2 }]).rows
    expect([months.length, months[11]]).toEqual([12, { place: 12, count: { entered: 1, left: 2 } }])
    expect(countRows('month', { year: 2024, month: 2, day: 1 }, []).rows).toHaveLength(29)
  })

  it('leave out what belongs to another time, and say how many; two of one hour are one', () => {
    const records = [
      { time: '2020-05-13 08:00:00', entered: 1, left: 2 },
      { time: '2020-05-13 08:30:00', entered: 10, left: 20 },
      { time: '2020-05-12 08:00:00', entered: 1, left: 1 },
      { time: 'never', entered: 1, left: 1 },
    ]
    const { rows, strange } = countRows('day', may13, records)
    expect([totalOf(rows), strange]).toEqual([{ entered: 11, left: 22 }, 2])
  })

  it('have no total where the device told nothing: that is not the same as nobody', () => {
    expect(totalOf(countRows('day', may13, []).rows)).toBeUndefined()
  })
})

describe('the period before and after', () => {
  it.each([
    ['day', { year: 2020, month: 1, day: 1 }, -1, { year: 2019, month: 12, day: 31 }],
    ['day', { year: 2020, month: 2, day: 28 }, 1, { year: 2020, month: 2, day: 29 }],
    ['month', { year: 2020, month: 3, day: 31 }, -1, { year: 2020, month: 2, day: 29 }],
    ['month', { year: 2020, month: 12, day: 5 }, 1, { year: 2021, month: 1, day: 5 }],
    ['year', { year: 2020, month: 2, day: 29 }, 1, { year: 2021, month: 2, day: 28 }],
  ] as const)('of a %s', (period, day, by, expected) => {
    expect(stepped(period, day, by)).toEqual(expected)
  })
})

describe('the axis', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [7, [0, 2, 4, 6, 8]],
    [720, [0, 200, 400, 600, 800]],
    [543, [0, 200, 400, 600]],
    [50_000, [0, 10_000, 20_000, 30_000, 40_000, 50_000]],
  ])('for %i has whole steps that reach it', (most, steps) => {
    expect(axisFor(most)).toEqual(steps)
  })
})

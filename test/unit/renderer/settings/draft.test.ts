import { describe, expect, it } from 'vitest'
import { choice, int, list, optional, text } from '#common/schema/make.ts'
import { blankItem, moved, secondsOf, timeText, withValue } from '#renderer/components/settings/draft.ts'

describe('a time of day as it is typed', () => {
  it.each([
    ['00:00', 0],
    ['7:05', 25_500],
    [' 12:30:15 ', 45_015],
    ['24:00', 86_400],
  ])('%s is %i seconds', (typed, seconds) => {
    expect(secondsOf(typed)).toBe(seconds)
  })

  it.each(['24:01', '12:60', '12', '12:3', '-1:00', '12:30:60', 'noon', '１２:30', '1e3:00'])('%s is none', (typed) => {
    expect(secondsOf(typed)).toBeNaN()
  })

  it.each([0, 60, 25_500, 45_015, 86_399, 86_400])('%i s is read back as it was written', (seconds) => {
    expect(secondsOf(timeText(seconds))).toBe(seconds)
  })
})

describe('a draft', () => {
  it('has one value replaced, or taken out', () => {
    expect(withValue({ a: 1, b: 2 }, 'b', 3)).toEqual({ a: 1, b: 3 })
    expect(withValue({ a: 1, b: 2 }, 'b', undefined)).toEqual({ a: 1 })
  })

  it('begins a new item with the least the catalog takes', () => {
    const points = list('Point', 'point', { min: 2, item: { x: int('X', { min: 5 }) } })
    const fields = { name: text('Name'), mode: choice('Mode', { 3: 'Three', 1: 'One' }), note: optional(text('Note')), points }
    expect(blankItem(fields)).toEqual({ name: '', mode: 'One', points: [{ x: 5 }, { x: 5 }] })
  })

  it.each([
    [0, 2, 'bca'],
    [2, 0, 'cab'],
    [1, 1, 'abc'],
  ])('moves the item at %i to %i', (from, to, order) => {
    expect(moved(['a', 'b', 'c'], from, to).join('')).toBe(order)
  })
})

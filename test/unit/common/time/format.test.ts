import { describe, expect, it } from 'vitest'
import { formatMinuteOfDay, formatOffset, formatShift, formatUncertainty } from '#common/time/format.ts'

describe('an offset for people', () => {
  it.each([
    [21.34, 0.004, '+21.340 s'],
    [-0.04, 0.02, '\u22120.04 s'],
    [-1.9, 0.3, '\u22121.9 s'],
    [3.4, 1.4, '+3 s'],
    [0.0004, 0.002, '±0.000 s'],
    [-0.0006, 0.00001, '\u22120.001 s'],
    [59.996, 0.02, '+1 min 0 s'],
    [59.994, 0.02, '+59.99 s'],
    [-3600.02, 0.004, '\u22121 h 0 min'],
    [125, 0.004, '+2 min 5 s'],
    [-63_072_000, 0.5, '\u2212730 d 0 h'],
  ])('%d s known to ±%d s is %s', (seconds, uncertainty, text) => {
    expect(formatOffset(seconds, uncertainty)).toBe(text)
  })

  it('has two digits when nothing is said of the uncertainty', () => {
    expect(formatOffset(-0.041)).toBe('\u22120.04 s')
    expect(formatOffset(0)).toBe('±0.00 s')
  })

  it('never shows a smaller uncertainty than was measured', () => {
    expect(formatUncertainty(0.0041)).toBe('± 0.005 s')
    expect(formatUncertainty(0.004)).toBe('± 0.004 s')
    expect(formatUncertainty(1.4)).toBe('± 2 s')
  })

  it('shows a shift from UTC, and a minute of the day up to 24:00', () => {
    expect([60, 0, -270, 345].map(formatShift)).toEqual(['UTC+01:00', 'UTC+00:00', 'UTC\u221204:30', 'UTC+05:45'])
    expect([0, 120, 1440].map(formatMinuteOfDay)).toEqual(['00:00', '02:00', '24:00'])
  })
})

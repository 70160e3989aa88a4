import { describe, expect, it } from 'vitest'
import { computerShift, wallClock } from '#node/time/wallClock.ts'

describe("this computer's clock with fractions", () => {
  it('agrees with the system clock to 5 ms and never runs backwards', () => {
    const now = wallClock()
    expect(Math.abs(now() - Date.now())).toBeLessThan(5)
    const looks = Array.from({ length: 1000 }, now)
    expect(looks).toEqual([...looks].sort((a, b) => a - b))
    expect(looks.some((look) => !Number.isInteger(look))).toBe(true)
  })

  it('knows the shift of its own zone', () => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    expect(new Date(Date.UTC(2026, 6, 1)).toLocaleString('sv', { timeZone })).toBe(
      new Date(Date.UTC(2026, 6, 1) + computerShift(Date.UTC(2026, 6, 1)) * 60_000).toISOString().slice(0, 19).replace('T', ' '),
    )
  })
})

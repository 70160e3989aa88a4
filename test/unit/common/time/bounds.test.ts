import { describe, expect, it } from 'vitest'
import { boundsOf, driftAllowed, narrow, nextRollover } from '#common/time/bounds.ts'
import { planWrite } from '#common/time/landing.ts'

describe('one look at a clock of whole seconds', () => {
  it('bounds the offset by the whole round trip and the whole second, both sides', () => {
    const { low, high } = boundsOf({ shown: 10_000, sentAt: 8000, receivedAt: 8040 })
    expect(low).toBeCloseTo(1960, 1)
    expect(high).toBeCloseTo(3000, 1)
  })

  it('narrows what is known, and lets older knowledge wear off by 100 ppm', () => {
    const known = { low: 1990, high: 2010, at: 0 }
    expect(narrow(known, { shown: 12_000, sentAt: 9999.9, receivedAt: 10_000 })).toMatchObject({
      low: 2000 - driftAllowed * 0.1,
      high: 2011,
    })
  })

  it('contradicts what is known when the clock was set meanwhile', () => {
    expect(narrow({ low: 1990, high: 2010, at: 8000 }, { shown: 20_000, sentAt: 8000, receivedAt: 8002 })).toBeUndefined()
  })

  it('says which second of the device can still be awaited', () => {
    expect(nextRollover({ low: 330, high: 350, at: 0 }, 1000)).toBe(2000)
    expect(nextRollover({ low: 330, high: 350, at: 0 }, 1651)).toBe(3000)
  })
})

describe('planning a write on the second', () => {
  it('sends half a round trip before the second', () => {
    expect(planWrite(10_400, 40)).toEqual({ second: 11_000, sendAt: 10_980 })
  })

  it('takes the second after when there is no time left to get ready', () => {
    expect(planWrite(10_940, 40)).toEqual({ second: 12_000, sendAt: 11_980 })
  })
})

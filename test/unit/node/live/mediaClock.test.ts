import { describe, expect, it } from 'vitest'
import { createMediaClock } from '#node/live/mediaClock.ts'

const stamped = (arrivals: readonly number[], timestamps: readonly number[]) => {
  const clock = createMediaClock()
  return arrivals.map((at, index) => clock.arrivalMs(at, timestamps[index]))
}

describe('when pictures were taken', () => {
  it('is when they arrived, where the stream carries no timestamps', () => {
    expect(stamped([5, 41, 99], [])).toEqual([5, 41, 99])
  })

  it('is told by the camera’s clock, whatever the network does to arrivals', () => {
    expect(stamped([1000, 1300, 1301, 1302], [9000, 12_600, 16_200, 19_800])).toEqual([1000, 1040, 1080, 1120])
  })

  it('is told anew from the arrivals when the camera’s clock jumps', () => {
    expect(stamped([1000, 1040, 1080, 1120], [0, 3600, 900_000_000, 900_003_600])).toEqual([1000, 1040, 1080, 1120])
  })

  it('is never more than a second from the arrivals, however fast the camera’s clock runs', () => {
    const frames = Array.from({ length: 500 }, (_, index) => index)
    const told = stamped(
      frames.map((index) => index * 40),
      frames.map((index) => index * 7200),
    )
    expect(Math.max(...told.map((ms, index) => Math.abs(ms - index * 40)))).toBeLessThanOrEqual(1000)
  })
})

import { describe, expect, it } from 'vitest'
import { createGovernor, type GovernorInput, type Steering, targetFor } from '#renderer/composables/latencyGovernor.ts'

const target = 0.18

function steer(lag: number, times = 10, startMs = 0): Steering[] {
  const govern = createGovernor()
  return Array.from({ length: times }, (_, index): GovernorInput => ({
    bufferedEnd: 10 + lag,
    currentTime: 10,
    nowMs: startMs + index * 100,
    target,
  })).map(govern)
}

describe('the latency governor', () => {
  it('leaves the rate alone near the target', () => {
    expect(steer(0.18).at(-1)).toEqual({ rate: 1 })
  })

  it('plays faster when the picture lags, slower before it runs dry', () => {
    expect([steer(0.25).at(-1), steer(0.05).at(-1)]).toEqual([{ rate: 1.1 }, { rate: 0.95 }])
  })

  it('catches up the faster the further behind, at most half as fast again', () => {
    expect([0.28, 0.48, 0.95].map((lag) => steer(lag).at(-1)?.rate)).toEqual([1.1, 1.3, 1.5])
  })

  it('brings a picture that starts a second behind to its target within three seconds', () => {
    const govern = createGovernor()
    let [lag, seconds] = [0.97, 0]
    for (; lag > target + 0.07; seconds += 0.1)
      lag -= (govern({ bufferedEnd: lag, currentTime: 0, nowMs: seconds * 1000, target }).rate - 1) * 0.1
    expect(seconds).toBeLessThan(3)
  })

  it('jumps when it is far behind, to the target, and at most once a second', () => {
    const steps = steer(1.5)
    expect(steps[0]).toEqual({ rate: 1, seekTo: 11.5 - 0.18 })
    expect(steps.filter((step) => step.seekTo !== undefined)).toHaveLength(1)
  })

  it('stays further behind a camera whose parts are long, and never closer than 180 ms', () => {
    expect([targetFor(undefined), targetFor(0.138), targetFor(0.23)].map((value) => Math.round(value * 1000))).toEqual([180, 180, 299])
  })

  it('is not moved by one late picture', () => {
    const govern = createGovernor()
    const lags = [0.18, 0.18, 0.18, 0.18, 0.18, 0.3]
    expect(lags.map((lag, index) => govern({ bufferedEnd: 10 + lag, currentTime: 10, nowMs: index * 100, target })).at(-1)).toEqual({
      rate: 1,
    })
  })
})

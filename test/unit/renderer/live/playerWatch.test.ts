import { describe, expect, it } from 'vitest'
import { needsRebuild, type PlayerSigns } from '#renderer/composables/playerWatch.ts'

const wellFed: PlayerSigns = { silentMs: 40, ahead: 0.18, isFed: true, hasFailed: false }

describe('a player is built anew', () => {
  it('not while it shows frames', () => {
    expect(needsRebuild(wellFed)).toBe(false)
  })

  it('when it failed', () => {
    expect(needsRebuild({ ...wellFed, hasFailed: true })).toBe(true)
  })

  it('when it holds data and shows no new frame for 2 s', () => {
    expect([1900, 2100].map((silentMs) => needsRebuild({ ...wellFed, silentMs, ahead: 1 }))).toEqual([false, true])
  })

  it('when it stopped asking for data that is there, after 4 s', () => {
    expect([2100, 4100].map((silentMs) => needsRebuild({ ...wellFed, silentMs, ahead: 0 }))).toEqual([false, true])
  })

  it('never while the camera is silent, so that its last picture stays', () => {
    expect(needsRebuild({ silentMs: 60_000, ahead: 0, isFed: false, hasFailed: true })).toBe(false)
  })
})

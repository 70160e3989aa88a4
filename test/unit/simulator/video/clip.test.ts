import { describe, expect, it } from 'vitest'
import { dueAt, readStillClip, readVideoClip } from '#simulator/video/clip.ts'

const clips = new URL('../../../../resources/clips/', import.meta.url)

describe('the committed clips', () => {
  it.each(['dock-720.h264', 'dock-360.h264', 'thermal-300.h264'])(
    '%s is a loop of ten seconds that a decoder can enter every second',
    (name) => {
      const { units, framesPerSecond } = readVideoClip(new URL(name, clips))
      const sequenceSet = Buffer.from([0, 0, 1, 0x67])
      const withKey = units.flatMap((unit, index) => (Buffer.from(unit).includes(sequenceSet) ? [index] : []))
      expect([units.length, framesPerSecond]).toEqual([250, 25])
      expect(withKey).toEqual(Array.from({ length: 10 }, (_, second) => second * 25))
    },
  )

  it.each(['dock-720.h265', 'dock-360.h265', 'thermal-300.h265'])('%s is the same loop as H.265', (name) => {
    const { units, contentType } = readVideoClip(new URL(name, clips))
    const withKey = units.flatMap((unit, index) => (Buffer.from(unit).includes(Buffer.from([0, 0, 1, 0x42, 1])) ? [index] : []))
    expect([units.length, contentType]).toEqual([250, 'video/h265'])
    expect(withKey).toEqual(Array.from({ length: 10 }, (_, second) => second * 25))
  })

  it.each(['dock.mjpeg', 'thermal.mjpeg'])('%s holds whole JPEG pictures', (name) => {
    const { units } = readStillClip(new URL(name, clips))
    expect(units).toHaveLength(25)
    expect(units.map((unit) => Buffer.from(unit).toString('hex', unit.length - 2))).toEqual(units.map(() => 'ffd9'))
  })

  it('show the picture that is due by the clock all cameras share', () => {
    const clip = readVideoClip(new URL('dock-360.h264', clips))
    expect([0, 39, 40, 9999, 10_000, 1_700_000_000_080].map((now) => dueAt(clip, now))).toEqual([0, 0, 1, 249, 0, 2])
  })
})

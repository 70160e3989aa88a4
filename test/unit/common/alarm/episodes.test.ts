import { describe, expect, it } from 'vitest'
import type { AlarmLine } from '#common/alarm/alarm.ts'
import { episodesOf } from '#common/alarm/episodes.ts'

function line(id: number, active: boolean, more: Partial<AlarmLine> = {}): AlarmLine {
  const alarm = { what: 'alarm', device: 'a', kind: 'Analysis', subtype: 21, source: 1, time: 't', isTold: true, at: id * 1000 } as const
  return { ...alarm, id, active, ...more } as AlarmLine
}

describe('episodes', () => {
  it('go from a beginning to its end', () => {
    expect(episodesOf([line(1, true), line(2, false)])).toMatchObject([{ id: 1, began: 1000, ended: 2000, count: 1 }])
  })

  it('go on while nobody has said that they are over', () => {
    expect(episodesOf([line(1, true)])).toMatchObject([{ ended: undefined }])
  })

  it('count how often a device told the same again', () => {
    expect(episodesOf([line(1, true), line(2, true), line(3, true)])).toMatchObject([{ id: 1, count: 3 }])
  })

  it('of other channels and other devices are others', () => {
    const lines = [line(1, true), line(2, true, { source: 2 }), line(3, true, { device: 'b' }), line(4, false)]
    expect(episodesOf(lines).map((one) => [one.id, one.what === 'alarm' && one.ended])).toEqual([
      [3, undefined],
      [2, undefined],
      [1, 4000],
    ])
  })

  it('of which only the end was heard are begun and ended at once', () => {
    expect(episodesOf([line(5, false)])).toMatchObject([{ began: 5000, ended: 5000 }])
  })

  it('begin anew after their end', () => {
    expect(episodesOf([line(1, true), line(2, false), line(3, true)])).toMatchObject([
      { id: 3, ended: undefined },
      { id: 1, ended: 2000 },
    ])
  })

  it('stand beside the times nobody listened, newest first', () => {
    const gap: AlarmLine = { what: 'gap', id: 2, device: 'a', from: 1500, at: 2000 }
    expect(episodesOf([line(1, true), gap, line(3, false)])).toMatchObject([gap, { id: 1, ended: 3000 }])
  })
})

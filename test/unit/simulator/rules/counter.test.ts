import { describe, expect, it } from 'vitest'
import { weekDays } from '#common/catalog/shared/week.ts'
import { encode } from '#common/schema/encode.ts'
import { peopleCounted, peopleCounting } from '#common/catalog/analysis/counting.ts'
import { decode } from '#common/schema/decode.ts'
import { erase } from '#common/schema/infer.ts'
import { formatQuery, parseLines } from '#common/wire/pairs.ts'
import { profiles } from '#simulator/profiles.ts'
import { haveCounted } from '#simulator/rules/counter.ts'
import { project } from '#simulator/scene/ground.ts'
import { virtualDevice } from '#test/support/askVirtual.ts'
import { createManualClock } from '#test/support/manualClock.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Over the ways of the passer-by and the runner, who go in, and of the one who goes the other way. */
const [near, far] = [project({ x: 0, y: 6.5 }), project({ x: 0, y: 14 })]
const always = Object.values(weekDays).map((name) => ({ day: name, from: 0, to: 86_400 }))
const rule = { ...erase(peopleCounting.sample), startX: near.x, startY: near.y, endX: far.x, endY: far.y, schedule: always }

/** A camera in London on Tuesday, 2026-03-10, 12:00, no summer time yet, that was never told to count. */
function camera() {
  const clock = createManualClock()
  const { device, ask } = virtualDevice({ ...profiles.ipc, driftPpm: 0 }, { clock })
  const write = (change: object) =>
    ask('param', `action=set&type=setStatisticsCfg&cameraID=1&${formatQuery(encode(peopleCounting.fields, erase({ ...rule, ...change })))}`)
  const counts = (query: string) => {
    const { records } = decode(
      peopleCounted.answer ?? {},
      parseLines(ask('param', `action=get&type=getStatisticsInfo&cameraID=1&${query}`)),
    ).value as {
      records: readonly { time: string; entered: number; left: number }[]
    }
    return records.map(({ time, entered, left }) => [time, entered, left])
  }
  return { clock, device, ask, write, counts }
}

const today = 'QueryType=1&QueryTimeYear=2026&QueryTimeMon=3&QueryTimeDay=10'
const month = 'QueryType=2&QueryTimeYear=2026&QueryTimeMon=3'
const year = 'QueryType=3&QueryTimeYear=2026'

describe('a camera that counts people', () => {
  it('has counted nobody before the rule is written, and while it is off', () => {
    const { clock, write, counts } = camera()
    clock.advance(hour)
    expect(counts(today)).toEqual([])
    expect(write({ enabled: false })).toContain('OK')
    clock.advance(hour)
    expect(counts(today)).toEqual([])
  })

  it('counts two in and one out in every loop of 10 s, by the hours of its own clock', () => {
    const { clock, write, counts } = camera()
    write({})
    clock.advance(10_000)
    expect(counts(today)).toEqual([['2026-03-10 12:00:00', 2, 1]])
    clock.advance(2 * hour + 30 * minute - 10_000)
    expect(counts(today)).toEqual([
      ['2026-03-10 12:00:00', 720, 360],
      ['2026-03-10 13:00:00', 720, 360],
      ['2026-03-10 14:00:00', 360, 180],
    ])
    expect(counts(today.replace('QueryType=1', 'QueryType=4'))).toEqual(counts(today))
  })

  it('tells days and months, and what belongs to another day under that one', () => {
    const { clock, write, counts } = camera()
    write({})
    clock.advance(day)
    expect(counts(month)).toEqual([
      ['2026-03-10 00:00:00', 12 * 720, 12 * 360],
      ['2026-03-11 00:00:00', 12 * 720, 12 * 360],
    ])
    expect(counts(year)).toEqual([['2026-03-01 00:00:00', 24 * 720, 24 * 360]])
    expect(counts(today)).toHaveLength(12)
    expect(counts('QueryType=3&QueryTimeYear=2025')).toEqual([])
  })

  it('counts in the periods of its schedule alone', () => {
    const { clock, write, counts } = camera()
    write({ schedule: [{ day: 'Tuesday', from: 45_000, to: 50_400 }] }) // 12:30 to 14:00
    clock.advance(5 * hour)
    expect(counts(today)).toEqual([
      ['2026-03-10 12:00:00', 360, 180],
      ['2026-03-10 13:00:00', 720, 360],
    ])
  })

  it('keeps what it counted when the rule is written anew, or switched off', () => {
    const { clock, write, counts } = camera()
    write({})
    clock.advance(hour)
    write({ startX: far.x, startY: far.y, endX: near.x, endY: near.y }) // the other way round
    clock.advance(hour)
    write({ enabled: false })
    clock.advance(hour)
    expect(counts(today)).toEqual([
      ['2026-03-10 12:00:00', 720, 360],
      ['2026-03-10 13:00:00', 360, 720],
    ])
  })

  it('has an hour twice as long when summer time ends, and its day has 25', () => {
    const { device, counts } = camera()
    const summerEnds = Date.UTC(2025, 9, 26)
    device.keep('time.zone', { ...device.kept('time.zone'), daylightSaving: true })
    haveCounted(device, 1, { rule, from: summerEnds, to: summerEnds + 2 * hour })
    expect(counts('QueryType=1&QueryTimeYear=2025&QueryTimeMon=10&QueryTimeDay=26')).toEqual([['2025-10-26 01:00:00', 1440, 720]])
  })

  it('tells its rule by one type and takes it by another', () => {
    const { ask, write } = camera()
    write({ enabled: false })
    expect(ask('param', 'action=get&type=getStatisticsCfg&cameraID=1')).toContain('enableFlag=0')
    expect(ask('param', 'action=get&type=setStatisticsCfg&cameraID=1')).toContain('-22')
  })

  it('asks for the month of its days, and for the day of its hours', () => {
    const { ask } = camera()
    const refused = (query: string) => ask('param', `action=get&type=getStatisticsInfo&cameraID=1&${query}`)
    expect(refused('QueryType=1&QueryTimeYear=2026&QueryTimeMon=3')).toContain('-23')
    expect(refused('QueryType=2&QueryTimeYear=2026')).toContain('-23')
    expect(refused('QueryType=5&QueryTimeYear=2026')).toContain('-23')
  })
})

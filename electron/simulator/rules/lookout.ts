import { peopleCounting } from '#common/catalog/analysis/counting.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { type Raised, raise, wallClock } from '../alarms/alarms.ts'
import type { Clock } from '../clock/clock.ts'
import type { Inside } from '../inside.ts'
import { loop } from '../scene/actors.ts'
import { isThermal } from '../streams.ts'
import { countAnew } from './counter.ts'
import { theFilm } from './film.ts'
import { isArmed, rules } from './rules.ts'

/** A device's eye on the scene. */
export interface Lookout {
  /** Raises what has happened since it last looked; of a longer time, what happened in the last loop. */
  readonly look: () => void
  /** Looks by itself whenever something is due, until called off. */
  readonly attend: () => () => void
  /** A rule was written: from now on it is judged by, and its alarm that goes on is over. */
  readonly rewritten: (setting: string) => void
}

/** The moment of the loop at which an alarm begins or ends, ms. */
interface Turn {
  readonly at: number
  readonly raised: Raised
  readonly kept: AnyValues
}

const loopMs = loop * 1000

/** Works out when alarms are due as rules are written; between those moments nothing runs, and nothing at all while nobody listens. */
export function createLookout(inside: Inside, clock: Clock): Lookout {
  const { channels, series } = inside.profile
  const inLight = channels.filter((channel) => !(isThermal(series) && channel === 2))
  let turns: readonly Turn[] = []
  let lookedAt = clock.now()
  let listeners = 0
  let callOff: (() => void) | undefined

  function look(): void {
    const now = clock.now()
    const since = Math.max(lookedAt, now - loopMs)
    lookedAt = now
    const due = turns.map((turn) => ({ ...turn, moment: latest(turn.at, now) })).filter(({ moment }) => moment > since)
    due.sort((a, b) => a.moment - b.moment || Number(a.raised.active) - Number(b.raised.active))
    for (const { moment, raised, kept } of due) {
      if (!raised.active || isOn(kept, now - moment)) raise(inside, raised, now - moment)
    }
  }

  function isOn(kept: AnyValues, agoMs: number): boolean {
    const { year, month, day, hour, minute, second } = wallClock(inside, agoMs)
    return isArmed(kept, new Date(Date.UTC(year, month - 1, day)).getUTCDay(), (hour * 60 + minute) * 60 + second)
  }

  function plan(): void {
    callOff?.()
    callOff = undefined
    if (listeners === 0 || turns.length === 0) return
    const now = clock.now()
    callOff = clock.later(Math.min(...turns.map(({ at }) => latest(at, now) + loopMs)) - now, () => {
      look()
      plan()
    })
  }

  return {
    look,
    attend: () => {
      listeners += 1
      look()
      plan()
      return () => {
        listeners -= 1
        plan()
      }
    },
    rewritten: (setting) => {
      if (setting === peopleCounting.id) countAnew(inside)
      const rule = rules.find((one) => one.setting === setting)
      if (!rule?.tells) return
      look()
      for (const source of inLight) raise(inside, { ...rule.tells, source, active: false })
      turns = inLight.flatMap((channel) => turnsOf(inside, channel))
      plan()
    },
  }
}

/** When a moment of the loop last was, ms since the epoch. */
function latest(at: number, now: number): number {
  return Math.floor((now - at) / loopMs) * loopMs + at
}

function turnsOf({ kept: keptOf }: Inside, source: number): readonly Turn[] {
  return rules.flatMap(({ setting, tells, judge }) => {
    const kept = keptOf(`${setting}/${source}`)
    if (tells === undefined || kept['enabled'] !== true) return []
    return judge(kept, theFilm()).flatMap(({ from, to }) => [
      { at: Math.round(from * 1000), raised: { ...tells, source, active: true }, kept },
      { at: Math.round(to * 1000), raised: { ...tells, source, active: false }, kept },
    ])
  })
}

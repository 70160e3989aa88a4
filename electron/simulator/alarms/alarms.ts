import { alarmsNow, type manualAlarm, told } from '#common/catalog/alarm/status.ts'
import type { AlarmKind } from '#common/catalog/alarm/kinds.ts'
import { type Civil, toCivil } from '../clock/civil.ts'
import { ruleOf } from '../clock/zones.ts'
import { timeZone } from '#common/catalog/time/timeZone.ts'
import { erase, restore, type ValuesOf } from '#common/schema/infer.ts'
import type { Inside } from '../inside.ts'

/** What a device has noticed: `kind` in the catalog's words, `subtype` as in manual 4.2.2. */
export interface Raised {
  readonly kind: AlarmKind
  readonly subtype: number
  /** The alarm input of an input alarm, else the channel. */
  readonly source: number
  /** It begins; else it is over. */
  readonly active: boolean
}

/** As the device tells it, with the time of its own clock. */
export interface Alarm extends Raised {
  readonly time: string
}

/** Alarms a device can still tell of. Ours. */
const most = 32

/** Notes an alarm of so many ms ago and tells whoever is attached. One that goes on already, or is over already, is nothing new. */
export function raise(inside: Inside, raised: Raised, agoMs = 0): void {
  const before = alarmsOf(inside)
  const last = before.findLast(
    ({ kind, subtype, source }) => kind === raised.kind && subtype === raised.subtype && source === raised.source,
  )
  if ((last?.active ?? false) === raised.active) return
  const alarm = { ...raised, time: clockText(inside, agoMs) }
  inside.keep(alarmsNow.id, erase({ alarms: [...before, alarm].slice(-most) }))
  inside.emit({ type: 'alarm', alarm })
}

/** The manual's own reply lists alarms that are over, too (line 443). */
function alarmsOf(inside: Inside) {
  return restore(told, inside.kept(alarmsNow.id)).alarms ?? []
}

/** What an alarm raised by hand is, by the words of its kind. */
export function raisedByHand({ input, state, source }: ValuesOf<typeof manualAlarm.args>): Raised | undefined {
  const known = byHand[source]
  return known && { ...known, source: input, active: state === 'Begins' }
}

const byHand: Readonly<Record<string, Pick<Raised, 'kind' | 'subtype'>>> = {
  'Alarm input': { kind: 'Security', subtype: 1 },
  Motion: { kind: 'Security', subtype: 2 },
  Disk: { kind: 'Disk', subtype: 2 },
  Recording: { kind: 'Video', subtype: 9 },
  Network: { kind: 'Security', subtype: 5 },
  'Video loss': { kind: 'Security', subtype: 4 },
}

/** What its own clock showed so many ms ago. */
export function wallClock(inside: Inside, agoMs: number): Civil {
  return toCivil(ruleOf(restore(timeZone.fields, inside.kept(timeZone.id))), inside.clock.utcMs() - agoMs)
}

/** `2018-9-21 15:26:50`, as printed. */
function clockText(inside: Inside, agoMs: number): string {
  const { year, month, day, ...rest } = wallClock(inside, agoMs)
  const time = [rest.hour, rest.minute, rest.second].map((part) => String(part).padStart(2, '0')).join(':')
  return `${year}-${month}-${day} ${time}`
}

import { calibration } from '#common/catalog/body/calibration.ts'
import { flatField } from '#common/catalog/image/thermalPicture.ts'
import { localNetwork, type NetworkCard } from '#common/catalog/network/localNetwork.ts'
import { position } from '#common/catalog/ptz/position.ts'
import { areaTemperatures } from '#common/catalog/thermal/areas.ts'
import { ambient, measuring } from '#common/catalog/thermal/measuring.ts'
import { dateTime } from '#common/catalog/time/dateTime.ts'
import { ntp } from '#common/catalog/time/ntp.ts'
import { timeZone } from '#common/catalog/time/timeZone.ts'
import { type AnyValues, restore } from '#common/schema/infer.ts'
import { fromCivil, toCivil } from './clock/civil.ts'
import { ruleOf, standardMinutesOf } from './clock/zones.ts'
import { looksAt } from './head.ts'
import type { Inside } from './inside.ts'
import * as measured from './thermal/measured.ts'

/** A parameter of the request, as it was sent. */
type Asked = (key: string) => string | undefined

/** What a setting does besides being kept: the clock runs, an address moves the device. */
export interface Habit {
  /** What a get tells, from what is kept. */
  readonly tells?: (inside: Inside, kept: AnyValues, asked: Asked) => AnyValues
  /** What a get is answered with in place of pairs. */
  readonly says?: (kept: AnyValues) => string | undefined
  /** What is made of an asked value before it is judged: some numbers are cut to fit (manual). */
  readonly takes?: (asked: AnyValues, before: AnyValues) => AnyValues
  /** True when the device refuses what the catalog would let pass. */
  readonly refuses?: (asked: AnyValues) => boolean
  /** What follows once it is stored. */
  readonly acts?: (inside: Inside, before: AnyValues, after: AnyValues, asked: Asked) => void
}

/** By setting id. */
export const habits: Readonly<Record<string, Habit>> = {
  'device.info': {
    tells: (inside, kept) => {
      const { deviceId, mac } = inside.identity()
      return { ...kept, deviceId, mac, name: inside.kept('device.name')['name'] }
    },
  },

  'time.clock': {
    tells: (inside, kept) => ({ ...toCivil(zoneOf(inside), inside.clock.utcMs()), ...formatsOf(kept) }),
    acts: (inside, _before, after) => inside.clock.set(fromCivil(zoneOf(inside), restore(dateTime.fields, after))),
  },

  // Where it looks is worked out when it is asked: it may be on its way.
  [position.id]: { tells: (inside, kept) => ({ ...looksAt(kept, inside.nowMs()) }) },

  // Both a camera and a recorder were seen to say so.
  'alarm.now': { says: ({ alarms }) => (Array.isArray(alarms) && alarms.length > 0 ? undefined : 'Not Find AlarmInfo') },

  'time.zone': { refuses: (asked) => standardMinutesOf(restore(timeZone.fields, asked).zone) === undefined },

  'time.ntp': {
    // "When the input value is greater than 65535, it is considered as 65535"; "if IPV6 information is set, the NTP enable switch
    // will be in the off state" (manual 2.6.11.2.4, 2.6.11.2.2)
    takes: (asked) => ({
      ...asked,
      ...(typeof asked['port'] === 'number' ? { port: Math.min(asked['port'], 65_535) } : {}),
      ...(asked['version'] === 'IPv6' ? { enabled: false } : {}),
    }),
    acts: (inside, _before, after) => inside.clock.follow(ntpInterval(inside, after)),
  },

  'network.ipv4': {
    // A card on DHCP is leased the address it has.
    takes: (asked, before) => ({
      ...asked,
      cards: cardsOf(asked).map((card, index) => (card.automatic ? { ...card, ...leaseOf(cardsOf(before)[index]) } : card)),
    }),
    acts: (inside, before, after) => {
      const [was, is] = [firstCard(before), firstCard(after)]
      if (is && is.address !== was?.address) inside.move({ ...inside.endpoint(), address: is.address })
    },
  },

  'network.ports': {
    acts: (inside, before, after) => {
      const isMoved = after['http'] !== before['http'] || after['https'] !== before['https']
      if (isMoved) inside.move({ ...inside.endpoint(), port: Number(after['http']) })
    },
  },

  'stream.video': {
    acts: (inside, before, after) => {
      if (JSON.stringify(before) !== JSON.stringify(after)) inside.emit({ type: 'encoding' })
    },
  },

  [areaTemperatures.id]: { tells: (inside, _kept, asked) => measured.temperaturesOfAreas(inside, asked('areaID')) },

  [measuring.id]: {
    tells: (inside, kept) => measured.withOwnTemperatures(inside, kept, 'inside'),
    acts: (inside, _before, after) => measured.shareAmbient(inside, measuring.id, after),
  },

  [ambient.id]: {
    tells: (inside, kept) => measured.withOwnTemperatures(inside, kept, 'measured'),
    acts: (inside, _before, after) => measured.shareAmbient(inside, ambient.id, after),
  },

  [flatField.id]: { acts: (inside, _before, after, asked) => measured.followFlatField(inside, after, asked) },

  [calibration.id]: { acts: (inside, _before, after) => measured.calibrateBy(inside, after) },

  'network.bonjour': {
    acts: (inside, before, after) => {
      if (after['enabled'] !== before['enabled']) inside.emit({ type: 'announcing' })
    },
  },
}

function zoneOf(inside: Inside) {
  return ruleOf(restore(timeZone.fields, inside.kept(timeZone.id)))
}

function formatsOf({ dateFormat, clockFormat }: AnyValues): AnyValues {
  return { ...(dateFormat === undefined ? {} : { dateFormat }), ...(clockFormat === undefined ? {} : { clockFormat }) }
}

/** ms between two questions to the time server; `undefined` when it is off or nobody answers there. */
function ntpInterval(inside: Inside, kept: AnyValues): number | undefined {
  const { enabled, server, interval = 3600, unit } = restore(ntp.fields, kept)
  if (!enabled || !inside.isTimeServer(server)) return undefined
  return interval * (unit === 'min' ? 60_000 : 1000)
}

function leaseOf(card: NetworkCard | undefined): AnyValues {
  return card === undefined ? {} : { address: card.address, mask: card.mask, gateway: card.gateway }
}

function firstCard(value: AnyValues): NetworkCard | undefined {
  return cardsOf(value)[0]
}

function cardsOf(value: AnyValues): readonly NetworkCard[] {
  return restore(localNetwork.fields, value).cards
}

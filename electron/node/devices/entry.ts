import type { CertificateQuestion } from '#common/device/certificate.ts'
import type { DeviceIdentity, DeviceKey, DeviceState, DeviceSummary, Endpoint, FoundBy } from '#common/device/device.ts'
import type { AppError } from '#common/errors/appError.ts'
import type { Oddity } from '#common/wire/oddity.ts'
import type { DeviceClient } from '../client/client.ts'

/** What discovery knows of a device besides where it is. */
export interface Presence {
  readonly gone?: boolean
  readonly sameAddress?: boolean
  readonly otherSubnet?: boolean
}

/** All that this session knows of one device. */
export interface Entry {
  identity: DeviceIdentity
  /** Where its client talks to it. */
  endpoint: Endpoint
  /** Where discovery saw it last; differs while it is being moved. */
  seenAt: Endpoint | undefined
  readonly foundBy: Set<FoundBy>
  readonly firstSeen: number
  lastSeen: number
  goneSince: number | undefined
  presence: Presence
  client: DeviceClient | undefined
  user: string | undefined
  trouble: AppError | undefined
  waitUntil: number | undefined
  clockOffsetSeconds: number | undefined
  /** By request. */
  readonly oddAnswers: Map<string, readonly Oddity[]>
}

/** A clock further off than this is worth a look, s. Ours, after the sign-in trouble reported for 20 s. */
const clockWorthALook = 1

/** A device nothing else is known of yet. */
export function fresh(identity: DeviceIdentity, endpoint: Endpoint, at: number): Entry {
  return {
    identity,
    endpoint,
    seenAt: undefined,
    foundBy: new Set(),
    firstSeen: at,
    lastSeen: at,
    goneSince: undefined,
    presence: {},
    client: undefined,
    user: undefined,
    trouble: undefined,
    waitUntil: undefined,
    clockOffsetSeconds: undefined,
    oddAnswers: new Map(),
  }
}

/** A device as the list shows it. `now` in ms since the epoch: a lock ends by itself. */
export function summaryOf(key: DeviceKey, entry: Entry, now: number): DeviceSummary {
  const { identity, endpoint, lastSeen, goneSince, waitUntil, clockOffsetSeconds, user, oddAnswers } = entry
  return {
    key,
    identity,
    endpoint,
    foundBy: [...entry.foundBy],
    state: stateOf(entry, now),
    lastSeen,
    ...(goneSince === undefined ? {} : { goneSince }),
    ...(waitUntil === undefined ? {} : { waitUntil }),
    ...(clockOffsetSeconds === undefined ? {} : { clockOffsetSeconds }),
    ...(user === undefined ? {} : { signedInAs: user }),
    ...(entry.trouble?.kind === 'certificate' ? { certificate: questionOf(entry.trouble) } : {}),
    ...(oddAnswers.size === 0 ? {} : { oddAnswers: [...oddAnswers].map(([request, oddities]) => ({ request, oddities })) }),
  }
}

function questionOf({ shown, pinned }: CertificateQuestion): CertificateQuestion {
  return pinned ? { shown, pinned } : { shown }
}

/** The one word for a device; what keeps a person from working comes before what a person should look at. */
function stateOf({ presence, goneSince, trouble, user, waitUntil, clockOffsetSeconds }: Entry, now: number): DeviceState {
  if (goneSince !== undefined) return 'gone'
  if (presence.sameAddress) return 'sameAddress'
  if (presence.otherSubnet) return 'otherSubnet'
  if (trouble?.kind === 'locked' || trouble?.kind === 'budget') return waitUntil !== undefined && waitUntil <= now ? 'refused' : 'locked'
  if (trouble?.kind === 'device' && trouble.remedy === 'firstPassword') return 'firstPassword'
  if (trouble?.kind === 'signIn' || trouble?.kind === 'certificate') return 'refused'
  if (user === undefined) return 'found'
  return clockOffsetSeconds !== undefined && Math.abs(clockOffsetSeconds) > clockWorthALook ? 'clockOff' : 'ready'
}

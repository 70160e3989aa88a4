import { type DeviceIdentity, type DeviceKey, deviceKey, type Endpoint, isSameEndpoint as isSame, isSecure } from '#common/device/device.ts'
import { type AppError, AppFailure, fail, toAppError } from '#common/errors/appError.ts'
import type { Seen } from '#common/plan/plan.ts'
import type { RoadPorts } from './ports.ts'

export interface Following {
  readonly key: DeviceKey
  /** Where it answered before the write. */
  readonly from: Endpoint
  /** Where it is expected; undefined when DHCP decides. */
  readonly to?: Endpoint
  /** When the write went out, ms since the epoch. */
  readonly movedAt: number
  /** Addresses to try besides, given by a person. */
  readonly extra: readonly Endpoint[]
  /** A person asked to look once more: another device at the new address is known of and does not end the search at once. */
  readonly again: boolean
  readonly onSeen: (seen: Seen) => void
}

const everyMs = 500
const askMs = 1500

/**
 * Looks for a device by identity after a write that moves it: at the expected address, where discovery sees it, and where it
 * was. Whoever answers is asked who it is, without signing in; no password goes to an address whose owner is not known.
 *
 * @throws AppFailure `impostor` when another device answers where this one was expected, `notFoundAgain` after the limit.
 */
export async function follow(
  following: Following,
  ports: RoadPorts,
  signal: AbortSignal,
): Promise<{ readonly endpoint: Endpoint; readonly identity: DeviceIdentity }> {
  const { key, from, to, movedAt, extra, again, onSeen } = following
  const { findAgainMs, stayMs } = ports.limits
  const start = ports.now()
  let impostor: Extract<AppError, { readonly kind: 'impostor' }> | undefined
  const told = new Set<string>()
  const see = (what: Seen['what'], facts: Seen['facts']) => {
    const mark = `${what} ${JSON.stringify(facts)}`
    if (told.has(mark)) return
    told.add(mark)
    onSeen({ atMs: ports.now() - movedAt, what, facts })
  }

  while (ports.now() - start < findAgainMs) {
    signal.throwIfAborted()
    impostor = undefined
    const seen = sameWay(from, to, ports.seenAt(key))
    if (seen && !isSame(seen, from)) see('bonjour', { address: seen.address, port: seen.port })
    for (const endpoint of candidates(
      to,
      seen,
      from,
      extra.map((place) => (isSecure(from) ? { ...place, scheme: 'https' as const } : place)),
    )) {
      const answer = await ask(endpoint, ports, signal)
      if ('error' in answer) {
        // A device that makes itself a new certificate for its new address is there; a person decides whether it is the same.
        if (answer.error.kind === 'certificate' && !isSame(endpoint, from))
          fail({ address: endpoint.address, deviceId: key, ...answer.error })
        if (isSame(endpoint, from)) see('oldSilent', { address: from.address })
        continue
      }
      if (deviceKey(answer.identity) === key) {
        const stayed = isSame(endpoint, from) && !(to && isSame(to, from))
        if (stayed && ports.now() - movedAt < stayMs) continue // it has not moved yet
        see('identity', { address: endpoint.address, port: endpoint.port, mac: answer.identity.mac })
        return { endpoint, identity: answer.identity }
      }
      if (isSame(endpoint, from)) continue // the address it left was given to another: nothing wrong with that
      const found = answer.identity.mac || answer.identity.deviceId
      see('impostor', { address: endpoint.address, mac: found })
      if (to && isSame(endpoint, to)) impostor = { kind: 'impostor', expected: key, found, address: endpoint.address, deviceId: key }
    }
    if (impostor && !again) fail(impostor)
    await ports.sleep(everyMs, signal)
  }
  return fail(impostor ?? { kind: 'notFoundAgain', lookedMs: ports.now() - start, deviceId: key, address: (to ?? from).address })
}

/** Discovery knows HTTP only: a device reached over HTTPS is looked for over HTTPS, on the port it has or is to have. */
function sameWay(from: Endpoint, to: Endpoint | undefined, seen: Endpoint | undefined): Endpoint | undefined {
  if (!seen || isSecure(seen) || !isSecure(from)) return seen
  return { ...(to ?? from), address: seen.address }
}

function candidates(to: Endpoint | undefined, seen: Endpoint | undefined, from: Endpoint, extra: readonly Endpoint[]): readonly Endpoint[] {
  const all = [...(to ? [to] : []), ...(seen ? [seen] : []), ...extra, from]
  return all.filter((endpoint, index) => all.findIndex((other) => isSame(other, endpoint)) === index)
}

async function ask(
  endpoint: Endpoint,
  ports: RoadPorts,
  signal: AbortSignal,
): Promise<{ readonly identity: DeviceIdentity } | { readonly error: AppError }> {
  try {
    return { identity: await ports.identify(endpoint, AbortSignal.any([signal, AbortSignal.timeout(askMs)])) }
  } catch (thrown) {
    if (signal.aborted) throw new AppFailure({ kind: 'cancelled' })
    return { error: toAppError(thrown) }
  }
}

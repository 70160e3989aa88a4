import { deviceInfo } from '#common/catalog/device/deviceInfo.ts'
import { type DeviceIdentity, type Endpoint, shownEndpoint } from '#common/device/device.ts'
import { identityOf } from '#common/device/identity.ts'
import { AppFailure, type ErrorPlace } from '#common/errors/appError.ts'
import { decode } from '#common/schema/decode.ts'
import { nameOfGet, readQuery } from '#common/schema/setting.ts'
import { maxBodyLength } from '#common/wire/pairs.ts'
import { type Judge, openRoad, trustNobody } from './connector.ts'
import { createDeadline } from './deadline.ts'
import { type Answer, exchange } from './exchange.ts'
import { stayHere } from './redirect.ts'
import { type Reading, pairsReply, withPlace } from './replies.ts'
import { bare, type Unsigned } from './session.ts'

export interface IdentifyOptions {
  readonly signal?: AbortSignal
  /**
   * ms for everything, connecting included.
   *
   * @default 3000
   */
  readonly timeoutMs?: number
  /** Looks at the certificate before anything goes out. */
  readonly judge?: Judge
}

/** deviceInfo, as every device answers it to anybody. */
export const identityRequest: Unsigned = { program: `/cgi-bin/${deviceInfo.request.cgi}.cgi`, query: readQuery(deviceInfo, {}) }

/**
 * Asks whoever answers at an address who it is. No account is sent, no attempt is used up, no connection stays open.
 *
 * @throws AppFailure
 */
export async function identify(
  endpoint: Endpoint,
  { signal, timeoutMs = 3000, judge = trustNobody }: IdentifyOptions = {},
): Promise<DeviceIdentity> {
  const place: ErrorPlace = { address: shownEndpoint(endpoint), request: nameOfGet(deviceInfo) }
  const road = openRoad(endpoint, { connectTimeoutMs: timeoutMs, judge })
  const deadline = createDeadline(timeoutMs, [signal])
  deadline.start()
  try {
    const limits = { maxBytes: maxBodyLength, signal: deadline.signal, now: Date.now }
    const answer = await road.use((connection) => exchange(connection, bare(identityRequest), limits))
    return identityIn(stayHere(endpoint, answer), { place, secrets: [] })
  } catch (thrown) {
    throw thrown instanceof AppFailure ? new AppFailure({ ...thrown.error, ...place }) : thrown
  } finally {
    deadline.done()
    void road.destroy()
  }
}

/** The identity an answer to deviceInfo holds. */
export function identityIn(answer: Answer, reading: Reading): DeviceIdentity {
  const { pairs } = pairsReply(answer, reading)
  return withPlace(reading, () => identityOf(decode(deviceInfo.fields, pairs).value))
}

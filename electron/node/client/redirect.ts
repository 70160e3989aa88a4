import { type Endpoint, isSecure } from '#common/device/device.ts'
import { fail } from '#common/errors/appError.ts'
import type { Answer } from './exchange.ts'

/**
 * Hands over an answer unless it sends us elsewhere: nothing that is meant for one device goes where an answer says.
 *
 * @throws AppFailure `redirect`, which names scheme, host and port only: the rest may hold an account
 */
export function stayHere<A extends Pick<Answer, 'status' | 'headers'>>(endpoint: Endpoint, answer: A): A {
  const { location } = answer.headers
  if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer
  const here = new URL(
    `${isSecure(endpoint) ? 'https' : 'http'}://${endpoint.address.includes(':') ? `[${endpoint.address}]` : endpoint.address}:${endpoint.port}`,
  )
  if (!URL.canParse(location, here.href)) return answer
  const to = new URL(location, here)
  if (to.hostname !== here.hostname) return fail({ kind: 'redirect', why: 'otherHost', to: `${to.protocol}//${to.host}` })
  if (to.protocol !== here.protocol)
    return fail({ kind: 'redirect', why: to.protocol === 'https:' ? 'https' : 'http', to: `${to.protocol}//${to.host}` })
  return answer
}

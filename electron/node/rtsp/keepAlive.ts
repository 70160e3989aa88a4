/** What keeps a session alive while it plays. */
export interface KeepAlive {
  stop(): void
}

export interface KeepAliveOptions {
  /** s, as the server's Session header says. */
  readonly timeoutSeconds: number
  /** Whether the server offers GET_PARAMETER; OPTIONS is understood by every server. */
  readonly hasGetParameter: boolean
  /** Sends it and resolves with the status. */
  readonly send: (method: 'GET_PARAMETER' | 'OPTIONS') => Promise<number>
}

/** s a session lasts where the server does not say (RFC 2326 12.37). */
export const defaultTimeoutSeconds = 60
/** ms between two, whatever the server asks for. Ours. */
const shortestMs = 500
const longestMs = 60_000

/**
 * Shows the server twice within its timeout that somebody is still there. A server that refuses GET_PARAMETER although it offers
 * it is asked for OPTIONS from then on. Failures are silent: a connection that ended says so itself.
 */
export function startKeepAlive({ timeoutSeconds, hasGetParameter, send }: KeepAliveOptions): KeepAlive {
  let method: 'GET_PARAMETER' | 'OPTIONS' = hasGetParameter ? 'GET_PARAMETER' : 'OPTIONS'
  const everyMs = Math.min(longestMs, Math.max(shortestMs, (timeoutSeconds * 1000) / 2 - 250))
  const timer = setInterval(() => {
    send(method).then(
      (status) => {
        if (status >= 400 && status !== 401) method = 'OPTIONS'
      },
      () => undefined,
    )
  }, everyMs)
  return { stop: () => clearInterval(timer) }
}

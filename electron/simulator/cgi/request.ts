import { fold } from '#common/schema/names.ts'
import type { Pair } from '#common/wire/pairs.ts'

/** One request as a device gets it. */
export interface CgiRequest {
  readonly method: string
  /** Path and query as sent: what Digest signs. */
  readonly target: string
  /** `param` of `/cgi-bin/param.cgi`. */
  readonly program: string
  /** The query without an account in front. */
  readonly pairs: readonly Pair[]
  readonly authorization?: string
}

/** A parameter, whatever its case; `undefined` when it is not sent. */
export function parameter({ pairs }: CgiRequest, key: string): string | undefined {
  return pairs.find((pair) => fold(pair.key) === fold(key))?.value ?? undefined
}

import type { AppError } from '../errors/appError.ts'

/** What came of a request that was typed. */
export interface ConsoleReply {
  /** As it went out, but for secrets. */
  readonly asked: string
  /** False where the device went away with the request, as one does that restarts: then there is nothing else. */
  readonly answered: boolean
  readonly status: number
  /** As the device calls it; empty where it does not say. */
  readonly contentType: string
  /** Length of the whole answer. */
  readonly bytes: number
  /** Without secrets; of what is no text, its bytes as hexadecimal, 16 a line after the place of the first. */
  readonly text: string
  readonly isBinary: boolean
  /** There is more than is shown. */
  readonly isCut: boolean
  /** The device's own word that it did not do it, whatever the status. */
  readonly error?: AppError
  /** ms until the answer began. */
  readonly tookMs: number
  /** Ids of settings of which nobody knows any more what the device has. */
  readonly stale: readonly string[] | 'all'
}

import type { ServerResponse } from 'node:http'
import type { Encoding, View } from './cgi/answer.ts'
import type { Clip } from './video/clip.ts'

/** Where a device's pictures come from. */
export interface Camera {
  /** One JPEG; quality [1, 9]. */
  readonly snapshot: (view: View, quality: number) => Promise<Buffer>
  /** Sends a multipart stream, head included, until the signal says that nobody looks any more. */
  readonly play: (view: View, encoding: Encoding, response: ServerResponse, signal: AbortSignal) => void
  /** What it sends over RTSP; without it, it offers none. */
  readonly clipOf?: (view: View, encoding: Encoding) => Clip
}

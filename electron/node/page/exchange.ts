/**
 * What a page asks of its host, and what it gets, in plain values. The standard Request and Response carry their bodies through
 * streams, which cost several times what a part of a live picture does; only Electron's protocol handler needs them.
 */
export interface PageRequest {
  readonly method: string
  /** With its query, escaped as it came: `/live/…/index.m3u8?_HLS_msn=7`. */
  readonly path: string
  /** Aborts when the page goes away before the answer is out. */
  readonly signal: AbortSignal
}

export interface PageAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

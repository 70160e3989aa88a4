/** What a client asks. */
export interface RtspRequest {
  readonly method: string
  readonly url: string
  readonly headers: ReadonlyMap<string, string>
}

const longest = 64 * 1024

/** Cuts what a client sends into requests; its interleaved packets (reports) are passed over. `undefined`: no RTSP. */
export function createRequestReader(): (chunk: Buffer) => readonly RtspRequest[] | undefined {
  let held = Buffer.alloc(0)
  return (chunk) => {
    held = Buffer.concat([held, chunk])
    const requests: RtspRequest[] = []
    for (;;) {
      if (held[0] === 0x24) {
        if (held.length < 4 || held.length < 4 + held.readUInt16BE(2)) return requests
        held = held.subarray(4 + held.readUInt16BE(2))
        continue
      }
      const end = held.indexOf('\r\n\r\n')
      if (end < 0) return held.length > longest ? undefined : requests
      const [start = '', ...lines] = held.toString('latin1', 0, end).trimStart().split('\r\n')
      const [method = '', url = '', version = ''] = start.split(' ')
      if (version !== 'RTSP/1.0') return undefined
      const headers = new Map(
        lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
      )
      held = held.subarray(end + 4 + Number(headers.get('content-length') ?? 0))
      requests.push({ method, url, headers })
    }
  }
}

import { createServer, type Socket } from 'node:net'

export interface HeardRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** What the server does with a request: status line and headers after CSeq, then a body; `undefined` says nothing. */
export type RtspBehaviour = (request: HeardRequest, socket: Socket) => { readonly head: string; readonly body?: string } | undefined

export interface RudeRtsp {
  readonly port: number
  readonly heard: readonly HeardRequest[]
  /** Names of what was asked so far. */
  methods(): readonly string[]
  openConnections(): number
  /** The newest connection. */
  socket(): Socket | undefined
  close(): Promise<void>
}

export const description = 'v=0\r\ns=-\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:trackID=1\r\n'

/** Answers as a plain server does; PLAY sends one picture. */
export const willing: RtspBehaviour = ({ method }, socket) => {
  if (method === 'OPTIONS') return { head: '200 OK\r\nPublic: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER' }
  if (method === 'DESCRIBE') return { head: '200 OK\r\nContent-Type: application/sdp', body: description }
  if (method === 'SETUP') return { head: '200 OK\r\nTransport: RTP/AVP/TCP;interleaved=0-1\r\nSession: abc;timeout=60' }
  if (method === 'PLAY') setImmediate(() => socket.write(picture(0)))
  return { head: '200 OK' }
}

/** A key frame of two bytes with its parameter sets, as one interleaved packet. */
export function picture(number: number): Buffer {
  const packet = Buffer.alloc(16)
  packet.writeUInt8(0x24, 0)
  packet.writeUInt8(0x80, 4)
  packet.writeUInt8(0x80 | 96, 5)
  packet.writeUInt16BE(number & 0xffff, 6)
  packet.writeUInt32BE(number * 3600, 8)
  const whole = Buffer.concat([packet, Buffer.from([0x78, 0, 2, 0x67, 1, 0, 2, 0x68, 1, 0, 2, 0x65, 1])])
  whole.writeUInt16BE(whole.length - 4, 2)
  return whole
}

/** An RTSP server that behaves as a test says, on a free port of 127.0.0.1. `bytesAtOnce` cuts what it sends. */
export async function startRudeRtsp(behaviour: RtspBehaviour, { bytesAtOnce = Infinity } = {}): Promise<RudeRtsp> {
  const heard: HeardRequest[] = []
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    let held = ''
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    socket.on('data', (chunk) => {
      held += chunk.toString('latin1')
      for (let end = held.indexOf('\r\n\r\n'); end >= 0; end = held.indexOf('\r\n\r\n')) {
        const [start = '', ...lines] = held.slice(0, end).split('\r\n')
        held = held.slice(end + 4)
        const [method = '', url = ''] = start.split(' ')
        const headers = Object.fromEntries(lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*: ?/, '')]))
        heard.push({ method, url, headers })
        const answer = behaviour({ method, url, headers }, socket)
        if (!answer) continue
        const { head, body = '' } = answer
        const [status = '', ...more] = head.split('\r\n')
        const text = [`RTSP/1.0 ${status}`, `CSeq: ${headers['cseq'] ?? ''}`, ...more, `Content-Length: ${body.length}`, '', body].join(
          '\r\n',
        )
        for (let at = 0; at < text.length; at += bytesAtOnce) socket.write(text.slice(at, at + bytesAtOnce), 'latin1')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  return {
    port: typeof at === 'object' && at ? at.port : 0,
    heard,
    methods: () => heard.map(({ method }) => method),
    openConnections: () => sockets.size,
    socket: () => [...sockets].at(-1),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

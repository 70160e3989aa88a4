import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { createFraming, type RtspMessage } from '#common/rtsp/framing.ts'
import { WireError } from '#common/wire/wireError.ts'

const packet = (channel: number, ...bytes: readonly number[]) =>
  Buffer.concat([Buffer.from([0x24, channel, bytes.length >> 8, bytes.length & 255]), Buffer.from(bytes)])
const message = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))

function read(whole: Buffer, cuts: readonly number[] = []): readonly RtspMessage[] {
  const framing = createFraming()
  const at = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((a, b) => a - b)
  return [0, ...at].flatMap((start, index) => framing.push(whole.subarray(start, at[index] ?? whole.length)))
}

const mixed = Buffer.concat([
  message('RTSP/1.0 200 OK\nCSeq: 4\nSession: 12;timeout=60\n\n'),
  packet(0, 0x80, 0x24, 13, 10, 13, 10),
  message('RTSP/1.0 401 Unauthorized\nCSeq: 5\nWWW-Authenticate: Basic realm="a"\nWWW-Authenticate: Digest realm="a", nonce="b"\n\n'),
  packet(1),
  message('OPTIONS * RTSP/1.0\nCSeq: 1\n\n'),
  packet(0, ...Array.from({ length: 700 }, (_, index) => index & 255)),
  message('RTSP/1.0 200 OK\ncseq:6\nContent-Length: 5\n\nv=0$\n'),
])

const plain = (messages: readonly RtspMessage[]) =>
  messages.map((one) =>
    one.kind === 'packet'
      ? [one.channel, one.bytes.length]
      : [one.kind === 'answer' ? one.status : one.method, one.headers, Buffer.from(one.body).toString()],
  )

describe('an RTSP connection', () => {
  it('is cut into answers, packets and what the server asks', () => {
    expect(plain(read(mixed))).toEqual([
      [200, { cseq: '4', session: '12;timeout=60' }, ''],
      [0, 6],
      [401, { cseq: '5', 'www-authenticate': 'Basic realm="a", Digest realm="a", nonce="b"' }, ''],
      [1, 0],
      ['OPTIONS', { cseq: '1' }, ''],
      [0, 700],
      [200, { cseq: '6', 'content-length': '5' }, 'v=0$\r'],
    ])
  })

  it('is cut the same a byte at a time', () => {
    expect(plain(read(mixed, Array.from(mixed.keys())))).toEqual(plain(read(mixed)))
  })

  it('is cut the same however the network splits it', () => {
    const whole = plain(read(mixed))
    fc.assert(
      fc.property(fc.array(fc.nat(4000), { maxLength: 30 }), (cuts) => {
        expect(plain(read(mixed, cuts))).toEqual(whole)
      }),
    )
  })

  it('of any bytes ends in messages or in an error that says what is wrong, and holds a bounded rest', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom(packet(0, 1, 2), message('RTSP/1.0 200 OK\n\n'), Buffer.from('$')),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const framing = createFraming()
        try {
          for (const bytes of pieces) framing.push(bytes)
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(WireError)
        }
      }),
    )
  })

  it.each([
    ['a head that never ends', Buffer.alloc(20_000, 0x41)],
    ['a body larger than any description', message('RTSP/1.0 200 OK\nContent-Length: 99999999\n\n')],
    ['a length that is none', message('RTSP/1.0 200 OK\nContent-Length: many\n\n')],
    ['HTTP', message('HTTP/1.1 400 Bad Request\n\n')],
    ['a stray byte', Buffer.from([0x80])],
  ])('that sends %s is given up', (_what, bytes) => {
    expect(() => createFraming().push(bytes)).toThrow(WireError)
  })
})

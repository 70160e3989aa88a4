import { fc } from '#test/support/properties.ts'
import { afterEach, describe, expect, it } from 'vitest'
import type { DeviceClient } from '#node/client/client.ts'
import { aBench, account, cooperative, errorOf } from '#test/support/rudeDevice.ts'
import { text } from '#test/support/rudeServer.ts'
import { description, picture, type RtspBehaviour, type RudeRtsp, startRudeRtsp, willing } from '#test/support/rudeRtsp.ts'

const bench = aBench()
const servers: RudeRtsp[] = []
afterEach(async () => {
  await bench.close()
  for (const server of servers.splice(0)) await server.close()
})

const main = { channel: 1, stream: 1 }
const tail = '/snl/live/1/1/Ab=-Cd=?token=a%20b'

/** A camera whose RTSP server behaves so; its URL names another host, as behind a router. */
async function cameraThat(behaviour: RtspBehaviour, how: { readonly bytesAtOnce?: number; readonly timeoutMs?: number } = {}) {
  const server = await startRudeRtsp(behaviour, how)
  servers.push(server)
  const url = `rtsp://192.0.2.9:${server.port}${tail}`
  const http = await bench.serverThat((request, ...rest) =>
    (request.program.endsWith('video.cgi') ? text(url) : cooperative)(request, ...rest),
  )
  const client = bench.clientOf(http, { limits: { timeoutMs: how.timeoutMs ?? 4000 } })
  await client.signIn(account)
  return { server, client, url }
}

async function first(client: DeviceClient, signal = new AbortController().signal): Promise<string> {
  for await (const { bytes } of await client.watch(main, { signal })) return Buffer.from(bytes).toString('hex')
  return 'nothing'
}

const whole = '000000016701' + '000000016801' + '000000016501'

describe('an RTSP server', () => {
  it('is asked for exactly what the device named, at the device’s own address', async () => {
    const { server, client, url } = await cameraThat(willing)
    expect(await first(client)).toBe(whole)
    await expect.poll(() => server.openConnections()).toBe(0)
    expect(server.heard.map((request) => [request.method, request.url])).toEqual([
      ['OPTIONS', url],
      ['DESCRIBE', url],
      ['SETUP', `${url}/trackID=1`],
      ['PLAY', url],
      ['TEARDOWN', url],
    ])
    expect(server.heard.slice(3).map(({ headers }) => headers['session'])).toEqual(['abc', 'abc'])
  })

  it('may send a byte at a time', async () => {
    const { client } = await cameraThat(willing, { bytesAtOnce: 1 })
    expect(await first(client)).toBe(whole)
  })

  it('may answer in the middle of pictures, ask us things, and hang its tracks elsewhere', async () => {
    const { client, server } = await cameraThat((request, socket) => {
      if (request.method === 'DESCRIBE') return { head: '200 OK\r\nContent-Base: rtsp://192.0.2.9/base/', body: description }
      if (request.method !== 'PLAY') return willing(request, socket)
      socket.write(Buffer.concat([Buffer.from('GET_PARAMETER rtsp://x/ RTSP/1.0\r\nCSeq: 7\r\n\r\n'), picture(3)]))
      return { head: '200 OK' }
    })
    expect(await first(client)).toBe(whole)
    expect(server.heard.map(({ url }) => url).slice(2, 4)).toEqual(['rtsp://192.0.2.9/base/trackID=1', 'rtsp://192.0.2.9/base/'])
  })

  it('is taken leave of when the picture is cancelled, read or not', async () => {
    const { server, client } = await cameraThat(willing)
    const stop = new AbortController()
    await client.watch(main, stop)
    stop.abort()
    await expect.poll(() => server.methods().at(-1)).toBe('TEARDOWN')
    await expect.poll(() => server.openConnections()).toBe(0)
  })

  it('that renews its nonce in the middle is answered, and that is no attempt', async () => {
    let nonce = 0
    const { server, client } = await cameraThat((request, socket) => {
      if (request.method === 'OPTIONS') return willing(request, socket)
      const given = /nonce="n(\d)"/.exec(request.headers['authorization'] ?? '')?.[1]
      if (request.method === 'SETUP' && nonce === 0) nonce = 1
      if (given === String(nonce)) return willing(request, socket)
      return {
        head: `401 Unauthorized\r\nWWW-Authenticate: Digest realm="r", nonce="n${nonce}", qop="auth"${given === undefined ? '' : ', stale=true'}`,
      }
    })
    expect(await first(client)).toBe(whole)
    expect(server.methods().slice(0, 6)).toEqual(['OPTIONS', 'DESCRIBE', 'DESCRIBE', 'SETUP', 'SETUP', 'PLAY'])
  })

  it.each([
    ['has no video', { DESCRIBE: { head: '200 OK', body: 'v=0\r\nm=audio 0 RTP/AVP 8\r\n' } }, { kind: 'malformed', path: 'SDP' }],
    ['does not know the address', { DESCRIBE: { head: '404 Not Found' } }, { kind: 'http', status: 404 }],
    ['sends over UDP only', { SETUP: { head: '461 Unsupported Transport' } }, { kind: 'http', status: 461 }],
    ['refuses without saying how to sign in', { DESCRIBE: { head: '401 Unauthorized' } }, { kind: 'http', status: 401 }],
  ])('that %s is given up with the reason', async (_what, answers: Readonly<Record<string, { head: string; body?: string }>>, error) => {
    const { server, client } = await cameraThat((request, socket) => answers[request.method] ?? willing(request, socket))
    expect(await errorOf(first(client))).toMatchObject({ ...error, request: 'RTSP' })
    await expect.poll(() => server.openConnections()).toBe(0)
  })

  it('that says nothing is given up at the deadline', async () => {
    const { client } = await cameraThat(() => undefined, { timeoutMs: 100 })
    expect(await errorOf(first(client))).toMatchObject({ kind: 'unreachable', why: 'timeout' })
  })

  it('that says nothing is left when the person leaves', async () => {
    const { server, client } = await cameraThat(() => undefined)
    const stop = new AbortController()
    const asking = errorOf(first(client, stop.signal))
    await expect.poll(() => server.methods()).toEqual(['OPTIONS'])
    stop.abort()
    expect(await asking).toMatchObject({ kind: 'cancelled' })
    await expect.poll(() => server.openConnections()).toBe(0)
  })

  it('that sends rubbish between pictures ends them with the reason', async () => {
    const { client, server } = await cameraThat(willing)
    const parts = (await client.watch(main, new AbortController()))[Symbol.asyncIterator]()
    await parts.next()
    server.socket()?.write(Buffer.from([0, 1, 2]))
    expect(await errorOf(parts.next())).toMatchObject({ kind: 'malformed', request: 'RTSP' })
  })

  it('that sends any bytes at any point and hangs up leaves an error, never a bug, never a wait', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY'),
        fc.array(
          fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(picture(9), Buffer.from('RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n'))),
          { maxLength: 4 },
        ),
        async (method, bytes) => {
          const { client } = await cameraThat((request, socket) => {
            if (request.method !== method) return willing(request, socket)
            socket.end(Buffer.concat(bytes))
            return undefined
          })
          const error = (await errorOf(first(client))) as { readonly kind: string }
          expect(['unreachable', 'malformed', 'http']).toContain(error.kind)
          await bench.close()
        },
      ),
      { numRuns: 40 },
    )
  })
})

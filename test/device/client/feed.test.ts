import { afterEach, describe, expect, it } from 'vitest'
import { httpVideo } from '#common/catalog/stream/live.ts'
import { dateTime } from '#common/catalog/time/dateTime.ts'
import { aBench, account, clock, cooperative, errorOf } from '#test/support/rudeDevice.ts'
import { type Behaviour, digest, silence, text } from '#test/support/rudeServer.ts'

const bench = aBench()
afterEach(() => bench.close())

const contentType = 'multipart/x-mixed-replace; boundary=myboundary'

/** Sends the given pieces, then goes on or ends. */
function feedOf(pieces: readonly string[], then: 'stay' | 'end' | 'reset' = 'stay'): Behaviour {
  return (request, response, socket) => {
    if (!request.program.endsWith('video.cgi')) return cooperative(request, response, socket)
    response.writeHead(200, { 'content-type': contentType })
    for (const piece of pieces) response.write(piece)
    if (then === 'end') response.end()
    if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 20)
  }
}

const where = { channel: 1, stream: 2 }

async function textOf(body: AsyncIterable<Uint8Array>, until = Infinity): Promise<string> {
  let all = ''
  for await (const piece of body) {
    all += Buffer.from(piece).toString()
    if (all.length >= until) break
  }
  return all
}

describe('a feed', () => {
  it('comes piece by piece, signed in, with its type', async () => {
    const server = await bench.serverThat(digest(feedOf(['--myboundary\r\n', 'frame'], 'end')).behaviour)
    const client = bench.clientOf(server)
    await client.signIn(account)
    const feed = await client.stream(httpVideo, where, { audio: false }, { signal: new AbortController().signal })
    expect([feed.contentType, await textOf(feed.body)]).toEqual([contentType, '--myboundary\r\nframe'])
    expect(server.requests.at(-1)?.target).toBe('/cgi-bin/video.cgi?type=HTTP&cameraID=1&streamID=2&AudioFlag=0')
  })

  it('leaves both connections to the settings', async () => {
    const server = await bench.serverThat(feedOf(['frame']))
    const client = bench.clientOf(server)
    const stop = new AbortController()
    await client.stream(httpVideo, where, {}, { signal: stop.signal })
    await client.stream(httpVideo, where, {}, { signal: stop.signal })
    expect((await client.get(dateTime)).value).toEqual(clock)
    stop.abort()
  })

  it('closes its connection when its pieces are closed', async () => {
    const server = await bench.serverThat(feedOf(['frame']))
    const feed = await bench.clientOf(server).stream(httpVideo, where, {}, { signal: new AbortController().signal })
    expect(await textOf(feed.body, 1)).toBe('frame')
    await expect.poll(() => server.openConnections()).toBe(0)
  })

  it('closes its connection when it is cancelled, read or not', async () => {
    const server = await bench.serverThat(feedOf(['frame']))
    const stop = new AbortController()
    const client = bench.clientOf(server, { limits: { idleMs: 60_000 } })
    const read = await client.stream(httpVideo, where, {}, { signal: stop.signal })
    await client.stream(httpVideo, where, {}, { signal: stop.signal })
    const reading = errorOf(textOf(read.body))
    stop.abort()
    expect(await reading).toMatchObject({ kind: 'cancelled', request: 'HTTP' })
    await expect.poll(() => server.openConnections()).toBe(0)
  })

  it('ends with its client', async () => {
    const server = await bench.serverThat(feedOf(['frame']))
    const client = bench.clientOf(server, { limits: { idleMs: 60_000 } })
    const feed = await client.stream(httpVideo, where, {}, { signal: new AbortController().signal })
    const reading = errorOf(textOf(feed.body))
    await client.close()
    expect(await reading).toMatchObject({ kind: 'cancelled' })
  })

  it('says so when the device resets it', async () => {
    const server = await bench.serverThat(feedOf(['frame'], 'reset'))
    const feed = await bench.clientOf(server).stream(httpVideo, where, {}, { signal: new AbortController().signal })
    expect(await errorOf(textOf(feed.body))).toMatchObject({ kind: 'unreachable', why: 'reset', request: 'HTTP' })
  })

  it('ends after a silence', async () => {
    const server = await bench.serverThat(feedOf(['frame']))
    const client = bench.clientOf(server, { limits: { idleMs: 100 } })
    const feed = await client.stream(httpVideo, where, {}, { signal: new AbortController().signal })
    expect(await errorOf(textOf(feed.body))).toMatchObject({ kind: 'unreachable', why: 'timeout' })
  })

  it.each([
    ['an error code', text('error, Return=-550'), { kind: 'device', name: 'videoClosed' }],
    ['a page', text('<html></html>', { headers: { 'content-type': 'text/html' } }), { kind: 'malformed', problem: 'html' }],
    ['values', text('a=1'), { kind: 'malformed', problem: 'not a stream' }],
    ['HTTP 404', text('none', { status: 404 }), { kind: 'http', status: 404 }],
    ['nothing', silence, { kind: 'unreachable', why: 'timeout' }],
  ])('names %s in its place, and closes the connection', async (_, behaviour, error) => {
    const server = await bench.serverThat(behaviour)
    const opening = bench.clientOf(server).stream(httpVideo, where, {}, { signal: new AbortController().signal, timeoutMs: 300 })
    expect(await errorOf(opening)).toMatchObject({ ...error, request: 'HTTP' })
    await expect.poll(() => server.openConnections()).toBe(0)
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { channelInfo } from '#common/catalog/device/channels.ts'
import { deviceInfo } from '#common/catalog/device/deviceInfo.ts'
import { restart } from '#common/catalog/device/operate.ts'
import { picture } from '#common/catalog/image/picture.ts'
import { localNetwork } from '#common/catalog/network/localNetwork.ts'
import { move, stop } from '#common/catalog/ptz/moving.ts'
import { rtspUrl, snapshot } from '#common/catalog/stream/live.ts'
import { dateTime } from '#common/catalog/time/dateTime.ts'
import { ntp, ntpTest } from '#common/catalog/time/ntp.ts'
import type { ClientLimits } from '#node/client/client.ts'
import { aBench, account, camera, clock, cooperative, dateTimeBody, deviceInfoBody, errorOf } from '#test/support/rudeDevice.ts'
import { type Behaviour, digest, inQuery, inTurn, raw, reset, silence, text, when } from '#test/support/rudeServer.ts'

const bench = aBench()
afterEach(() => bench.close())

const later = { ...clock, second: 21 }

async function clientOfOneThat(behaviour: Behaviour, limits: Partial<ClientLimits> = {}) {
  const server = await bench.serverThat(behaviour)
  const address = `127.0.0.1:${server.endpoint.port}`
  return { server, address, client: bench.clientOf(server, { limits }) }
}

describe('reading a setting', () => {
  it('gives value, unclaimed pairs, what is odd, the text itself, and when it was asked and answered', async () => {
    const body = `${dateTimeBody}newKey=7\n`
    const { client } = await clientOfOneThat(text(body, { headers: { date: 'Tue, 25 Sep 2018 14:05:20 GMT' } }))
    const { sentAtMs, answeredAtMs, ...read } = await client.get(dateTime)
    expect(read).toEqual({
      value: clock,
      unknown: [{ key: 'newKey', value: '7' }],
      oddities: [],
      raw: body,
      tookMs: answeredAtMs - sentAtMs,
      dateMs: Date.UTC(2018, 8, 25, 14, 5, 20),
    })
    expect(Date.now() - sentAtMs).toBeLessThan(4000)
  })

  it('asks in the words of the manual', async () => {
    const { client, server } = await clientOfOneThat(text('IPAddress=192.168.1.2\nsubNetmask=255.255.255.0\n'))
    await client.get(localNetwork)
    expect(server.requests[0]?.target).toBe('/cgi-bin/param.cgi?action=get&type=localNetwork&IPProtoVer=1')
  })

  it('asks a recorder on the program it answers on', async () => {
    const body = 'enableFlag=1\nNTPIP=192.168.1.7\n'
    const server = await bench.serverThat(text(body))
    await bench.clientOf(server, { series: 'nvr' }).get(ntp)
    expect(server.requests[0]?.program).toBe('/cgi-bin/network.cgi')
  })

  it('names a scheme of the picture to a camera and none to a recorder, which has one', async () => {
    const server = await bench.serverThat(text('brightness=1\nsaturation=50\nsharpness=30\ncontrast=6\n'))
    await bench.clientOf(server, { series: 'nvr' }).get(picture, { part: 2 })
    await bench.clientOf(server, { series: 'ipc' }).get(picture, { part: 2 })
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/cgi-bin/sensor.cgi?action=get&type=imaging&cameraID=1',
      '/cgi-bin/sensor.cgi?action=get&type=imaging&cameraID=1&schemeID=2',
    ])
  })

  it('reads text as UTF-8 although the device declares no charset', async () => {
    const { client } = await clientOfOneThat(text(deviceInfoBody.replace('deviceName=', 'deviceName=\u6b63\u9580')))
    expect((await client.get(deviceInfo)).value.name).toBe('\u6b63\u9580')
  })

  it('takes a sentence for nothing to report', async () => {
    const { client } = await clientOfOneThat(text('channelNum=0'))
    expect((await client.get(channelInfo)).value).toEqual({ total: 0, channels: [] })
  })

  it('asks for deviceInfo as nobody even when signed in', async () => {
    const { client, server } = await clientOfOneThat(camera(digest(cooperative).behaviour))
    await client.signIn(account)
    await client.get(deviceInfo)
    expect(server.requests.at(-1)?.hasAccount).toBe(false)
  })

  it('shows the account for deviceInfo where the device insists', async () => {
    const { client, server } = await clientOfOneThat(inQuery(when('deviceInfo', text(deviceInfoBody), cooperative)).behaviour)
    await client.signIn(account)
    expect((await client.get(deviceInfo)).value.deviceId).toBe('159356')
    expect(server.requests.slice(-2).map(({ hasAccount }) => hasAccount)).toEqual([false, true])
  })
})

describe('writing a setting', () => {
  it('sends it once and takes OK with a note for an answer', async () => {
    const { client, server } = await clientOfOneThat(text('OK (restart needed)\r\n'))
    expect(await client.set(dateTime, {}, clock, later)).toEqual({ requests: 1, answered: true })
    expect(server.requests[0]?.target).toBe(
      '/cgi-bin/param.cgi?action=set&type=dateTime&year=2018&month=9&day=25&hour=14&minute=5&second=21',
    )
  })

  it('is sent again only when the device had refused to hear it', async () => {
    const { client, server } = await clientOfOneThat(digest(cooperative, { nonceUses: 1 }).behaviour)
    await client.signIn(account)
    await client.set(dateTime, {}, clock, later)
    expect(server.requests.filter(({ target }) => target.includes('action=set')).length).toBe(2)
  })

  it.each([
    ['the connection is reset', reset, { kind: 'unreachable', why: 'reset' }],
    ['the connection ends', raw('', 'end'), { kind: 'unreachable', why: 'reset' }],
    [
      'the answer breaks off',
      raw('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nO', 'end'),
      { kind: 'malformed', problem: 'answer cut short' },
    ],
    ['the device is busy', text('busy', { status: 503 }), { kind: 'http', status: 503 }],
  ])('is never repeated when %s', async (_, behaviour, error) => {
    const { client, server } = await clientOfOneThat(behaviour)
    expect(await errorOf(client.set(dateTime, {}, clock, later))).toMatchObject(error)
    expect(server.requests).toHaveLength(1)
  })

  it.each([
    ['goes away', reset, {}],
    ['falls silent', silence, { timeoutMs: 60 }],
    ['breaks off', raw('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nO', 'end'), {}],
  ])('counts as sent, not answered, when a device that may move %s', async (_, behaviour, how) => {
    const { client } = await clientOfOneThat(behaviour)
    expect(await client.set(dateTime, {}, clock, later, { ...how, mayMove: true })).toEqual({ requests: 1, answered: false })
  })

  it('fails when a device that may move was not there to begin with', async () => {
    const { client, server } = await clientOfOneThat(cooperative)
    await server.close()
    expect(await errorOf(client.set(dateTime, {}, clock, later, { mayMove: true }))).toMatchObject({ kind: 'unreachable', why: 'refused' })
  })

  it('fails when a device that may move refuses', async () => {
    const { client } = await clientOfOneThat(text('error, Return=-23'))
    expect(await errorOf(client.set(dateTime, {}, clock, later, { mayMove: true }))).toMatchObject({
      kind: 'device',
      name: 'badParameter',
      remedy: 'fixInput',
    })
  })

  it('does not take values for an OK', async () => {
    const { client } = await clientOfOneThat(text(dateTimeBody))
    expect(await errorOf(client.set(dateTime, {}, clock, later))).toMatchObject({
      kind: 'malformed',
      problem: 'not OK',
      excerpt: expect.stringContaining('year=2018') as string,
    })
  })
})

describe('doing something once', () => {
  it('gives the sentence of a test and the whole RTSP address, equal signs included', async () => {
    const url = 'rtsp://192.168.1.7:554/snl/live/1/1/Ab=-Cd='
    const { client } = await clientOfOneThat(when('NTP', text('The ntp test success!!\r\n'), text(`${url}\r\n`)))
    expect([await client.act(ntpTest, {}, {}), await client.act(rtspUrl, { channel: 1, stream: 1 }, {})]).toEqual([
      { text: 'The ntp test success!!', answered: true },
      { text: url, answered: true },
    ])
  })

  it('is not repeated when the connection is reset', async () => {
    const { client, server } = await clientOfOneThat(reset)
    expect(await errorOf(client.act(restart, {}, {}))).toMatchObject({ kind: 'unreachable', why: 'reset', request: 'restart' })
    expect(server.requests).toHaveLength(1)
  })

  it('need not be answered by a device that restarts', async () => {
    const { client } = await clientOfOneThat(reset)
    expect(await client.act(restart, {}, {}, { mayMove: true })).toEqual({ text: '', answered: false })
  })
})

describe('taking a picture', () => {
  it('gives the bytes of the JPEG', async () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0x00, 0x0a, 0xff, 0xd9])
    const { client } = await clientOfOneThat((_, response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(jpeg))
    expect(Buffer.from(await client.bytes(snapshot, { channel: 1 }, { quality: 5 }))).toEqual(jpeg)
  })

  it.each([
    ['an error code', 'error, Return=-506', { kind: 'device', name: 'unsupported' }],
    ['a page', '<html><body>Hello</body></html>', { kind: 'malformed', problem: 'html' }],
    ['nothing', '', { kind: 'malformed', problem: 'empty' }],
    ['another format', 'GIF89a and so on', { kind: 'malformed', problem: 'not a JPEG' }],
  ])('names %s in its place', async (_, body, error) => {
    const { client } = await clientOfOneThat(text(body))
    expect(await errorOf(client.bytes(snapshot, { channel: 1 }, { quality: 5 }))).toMatchObject({ ...error, request: 'image' })
  })
})

describe('a bad answer', () => {
  it.each([
    ['a page of HTML', text('<!DOCTYPE html><html><title>Router</title></html>'), { kind: 'malformed', problem: 'html' }],
    ['no text', text(''), { kind: 'malformed', problem: 'empty' }],
    ['a code in any spelling', text('Error,return=-402'), { kind: 'device', code: -402, name: 'commandHeader', remedy: 'none' }],
    ['a code with an HTTP error', text('error, Return = -22', { status: 500 }), { kind: 'device', code: -22, name: 'unknownType' }],
    ['a code no table knows', text('error, Return=-5002'), { kind: 'device', code: -5002, name: 'unknown' }],
    ['HTTP 404', text('Not Found', { status: 404 }), { kind: 'http', status: 404 }],
    ['a redirect', text('', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }), { kind: 'http', status: 302 }],
    ['a value of another kind', text(dateTimeBody.replace('25', 'x')), { kind: 'malformed', path: 'day', problem: 'notANumber' }],
    ['a value missing', text('year=2018\n'), { kind: 'malformed', path: 'month', problem: 'missing' }],
    ['OK for values', text('OK'), { kind: 'malformed', problem: 'OK instead of values' }],
    ['bytes that are no HTTP', raw('SSH-2.0-dropbear\r\n'), { kind: 'malformed', problem: 'not HTTP' }],
  ])('%s is named, with request and address', async (_, behaviour, error) => {
    const { client, address } = await clientOfOneThat(behaviour)
    expect(await errorOf(client.get(dateTime))).toMatchObject({ ...error, request: 'get dateTime', address })
  })

  it.each([
    ['is shorter than it said', raw('HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nyear=2018\n')],
    ['is reset in the middle', raw('HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nyear=2018\n', 'reset')],
    ['ends inside a chunk', raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nyear=2018\n')],
  ])('that %s is called cut short and asked for again', async (_, behaviour) => {
    const { client, server } = await clientOfOneThat(behaviour)
    expect(await errorOf(client.get(dateTime))).toMatchObject({ kind: 'malformed', problem: 'answer cut short' })
    expect(server.requests).toHaveLength(3)
  })

  it('longer than 4 MiB is refused while it comes', async () => {
    const endless: Behaviour = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    }
    const { client } = await clientOfOneThat(endless)
    expect(await errorOf(client.get(dateTime))).toMatchObject({ kind: 'malformed', problem: 'tooLong' })
  })
})

describe('a way that fails', () => {
  it('is tried three times for a read', async () => {
    const { client, server } = await clientOfOneThat(inTurn(reset, text('busy', { status: 503 }), cooperative))
    expect((await client.get(dateTime)).value).toEqual(clock)
    expect(server.requests).toHaveLength(3)
  })

  it('is given up after the third', async () => {
    const { client, server } = await clientOfOneThat(reset)
    expect(await errorOf(client.get(dateTime))).toMatchObject({ kind: 'unreachable', why: 'reset' })
    expect(server.requests).toHaveLength(3)
  })

  it('is not tried again when the device answered', async () => {
    const { client, server } = await clientOfOneThat(text('error, Return=-505'))
    expect(await errorOf(client.get(dateTime))).toMatchObject({ kind: 'device', name: 'busy', remedy: 'retry' })
    expect(server.requests).toHaveLength(1)
  })

  it('is called refused where nobody listens', async () => {
    const { client, server, address } = await clientOfOneThat(cooperative)
    await server.close()
    expect(await errorOf(client.get(dateTime))).toEqual({ kind: 'unreachable', why: 'refused', request: 'get dateTime', address })
  })

  it.each([
    ['no answer comes', silence],
    ['the headers come drop by drop', raw('HTTP/1.1 200 OK\r\nX-A: ', 'keep')],
    ['the body comes drop by drop', drops],
  ])('ends in time when %s, and only once', async (_, behaviour) => {
    const { client, server } = await clientOfOneThat(behaviour)
    expect(await errorOf(client.get(dateTime, {}, { timeoutMs: 100 }))).toMatchObject({ kind: 'unreachable', why: 'timeout' })
    expect(server.requests).toHaveLength(1)
  })

  it('leaves the next request a connection', async () => {
    const { client } = await clientOfOneThat(inTurn(silence, silence, cooperative))
    await Promise.all([1, 2].map(() => errorOf(client.get(dateTime, {}, { timeoutMs: 50 }))))
    expect((await client.get(dateTime)).value).toEqual(clock)
  })
})

describe('the queue of a device', () => {
  it('never opens more than two connections for twenty reads', async () => {
    const { client, server } = await clientOfOneThat((...request) => setImmediate(() => cooperative(...request)))
    const read = await Promise.all(Array.from({ length: 20 }, () => client.get(dateTime)))
    expect([read.length, server.requests.length, server.mostConnections()]).toEqual([20, 20, 2])
  })

  it('works with devices that close after each answer', async () => {
    const { client, server } = await clientOfOneThat(text(dateTimeBody, { headers: { connection: 'close' } }))
    await Promise.all(Array.from({ length: 6 }, () => client.get(dateTime)))
    expect([server.requests.length, server.mostConnections() <= 2]).toEqual([6, true])
  })

  it('takes as many connections as it is told', async () => {
    const { client, server } = await clientOfOneThat(cooperative, { connections: 1 })
    await Promise.all(Array.from({ length: 6 }, () => client.get(dateTime)))
    expect(server.mostConnections()).toBe(1)
  })

  it('sends what is urgent before whatever waits, and after what was urgent before it', async () => {
    const { client, server } = await clientOfOneThat(cooperative, { connections: 1 })
    const reads = [1, 2, 3].map(() => client.get(dateTime))
    const moving = client.act(move, { channel: 1 }, { pan: 20, tilt: 0 }, { isUrgent: true })
    const stopping = client.act(stop, { channel: 1 }, {}, { isUrgent: true })
    await Promise.allSettled([...reads, moving, stopping])
    const words = server.requests.map(({ target }) => /action=(\w+)/.exec(target)?.[1])
    expect(words).toEqual(['get', 'rotate', 'stop', 'get', 'get'])
  })

  it('lets a request be cancelled before its turn, without sending it', async () => {
    const { client, server } = await clientOfOneThat(silence, { connections: 1 })
    const arrived = server.nextRequest()
    const first = errorOf(client.get(dateTime, {}, { timeoutMs: 1000 }))
    await arrived
    const cancel = new AbortController()
    const second = errorOf(client.get(dateTime, {}, { signal: cancel.signal }))
    cancel.abort()
    expect(await second).toMatchObject({ kind: 'cancelled' })
    server.behave(cooperative)
    await client.close()
    expect(await first).toMatchObject({ kind: 'cancelled' })
    expect(server.requests).toHaveLength(1)
  })

  it('lets a request be cancelled under way, and closes its connection', async () => {
    const { client, server } = await clientOfOneThat(silence)
    const cancel = new AbortController()
    const arrived = server.nextRequest()
    const read = errorOf(client.get(dateTime, {}, { signal: cancel.signal }))
    await arrived
    cancel.abort()
    expect(await read).toMatchObject({ kind: 'cancelled', request: 'get dateTime' })
    await expect.poll(() => server.openConnections()).toBe(0)
    expect(server.requests).toHaveLength(1)
  })

  it('sends nothing for a request that was cancelled from the start', async () => {
    const { client, server } = await clientOfOneThat(cooperative)
    expect(await errorOf(client.set(dateTime, {}, clock, later, { signal: AbortSignal.abort(), mayMove: true }))).toMatchObject({
      kind: 'cancelled',
    })
    expect(server.requests).toHaveLength(0)
  })
})

const drops: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/plain' })
  const timer = setInterval(() => response.write('y'), 10)
  response.on('close', () => clearInterval(timer))
}

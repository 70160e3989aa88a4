import { connect } from 'node:net'
import { request } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ask } from '#test/support/askDevice.ts'
import { createManualClock } from '#test/support/manualClock.ts'
import { freeEndpoint, startVirtualDevice, type StartedDevice, type StartOptions, tinyJpeg } from '#test/support/virtualDevice.ts'

const started: StartedDevice[] = []
async function start(options: StartOptions = {}) {
  const device = await startVirtualDevice({ profile: 'thermal-dual', ...options })
  started.push(device)
  const path = (query: string, program = 'param') => `/cgi-bin/${program}.cgi?userName=admin&password=sightline-demo&${query}`
  return { ...device, path, tell: (query: string, program?: string) => ask(`${device.url}${path(query, program)}`) }
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((device) => device.close()))
})

const identity = '/cgi-bin/param.cgi?action=get&type=deviceInfo'
const isLinux = process.platform === 'linux'

function isListening({ address, port }: { readonly address: string; readonly port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

describe.runIf(isLinux)('a new address', () => {
  const move = (address: string) => `action=set&type=localNetwork&netCardId=1&IPProtoVer=1&IPAddress=${address}&subGetway=`

  it('is answered with OK at the old one, and moves the listener after the delay', async () => {
    const clock = createManualClock()
    const { tell, endpoint, listening } = await start({ clock, moveMs: 2500 })
    const next = freeEndpoint()
    expect((await tell(move(next.address))).body).toBe('OK')
    clock.advance(2499)
    expect([await isListening(endpoint), await isListening(next)]).toEqual([true, false])
    clock.advance(1)
    await vi.waitFor(() => expect(listening()).toEqual(next))
    expect([await isListening(endpoint), await isListening(next)]).toEqual([false, true])
    expect((await ask(`http://${next.address}:${next.port}${identity}`)).body).toMatch(/^deviceID=159356\n/)
  })

  it('is answered with a dropped line where the firmware does so, and moves all the same', async () => {
    const { tell, listening } = await start({ answersMove: 'nothing' })
    const next = freeEndpoint()
    await expect(tell(move(next.address))).rejects.toMatchObject({ code: 'ECONNRESET' })
    await vi.waitFor(() => expect(listening()).toEqual(next))
  })

  it('keeps what was set before', async () => {
    const { tell, path, listening } = await start()
    await tell('action=set&type=deviceName&deviceName=Gate')
    const next = freeEndpoint()
    await tell(move(next.address))
    await vi.waitFor(() => expect(listening()).toEqual(next))
    expect((await ask(`http://${next.address}:${next.port}${path('action=get&type=deviceInfo')}`)).body).toContain('deviceName=Gate\n')
  })

  it('drops connections that are open', async () => {
    const { tell, endpoint } = await start()
    const socket = connect(endpoint.port, endpoint.address)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => undefined)
    await new Promise((resolve) => socket.once('connect', resolve))
    await tell(move(freeEndpoint().address))
    await closed
  })

  it('that another device has is tried again until it is free', async () => {
    const clock = createManualClock()
    const other = await start()
    const { tell, listening } = await start({ clock })
    await tell(move(other.endpoint.address))
    clock.advance(20)
    await vi.waitFor(() => expect(listening()).toBeUndefined())
    await other.close()
    await vi.waitFor(() => {
      clock.advance(2000)
      expect(listening()).toEqual(other.endpoint)
    })
  })

  it('beyond this computer is out of reach, and announced there', async () => {
    const ups: unknown[] = []
    const { tell, endpoint, listening } = await start({ onUp: (at) => ups.push(at) })
    await tell(`${move('192.168.7.7')}`)
    await vi.waitFor(() => expect(ups).toEqual([endpoint, { ...endpoint, address: '192.168.7.7' }]))
    expect(listening()).toBeUndefined()
  })

  it('is held by an impostor where that quirk lies on', async () => {
    const { tell, listening } = await start({ quirks: ['wrongIdentityAfterMove'] })
    const next = freeEndpoint()
    await tell(move(next.address))
    await vi.waitFor(() => expect(listening()).toEqual(next))
    expect((await ask(`http://${next.address}:${next.port}${identity}`)).body).toContain('MACAddress=00:1C:27:15:93:EE\n')
  })

  it('is never reached where it does not come back', async () => {
    const clock = createManualClock()
    const { tell, endpoint, listening } = await start({ clock, quirks: ['doesNotComeBack'] })
    const next = freeEndpoint()
    await tell(move(next.address))
    clock.advance(20)
    await vi.waitFor(() => expect(listening()).toBeUndefined())
    clock.advance(600_000)
    expect([await isListening(endpoint), await isListening(next)]).toEqual([false, false])
  })
})

describe('a new HTTP port', () => {
  it('moves the listener', async () => {
    const { tell, endpoint, listening } = await start()
    const port = endpoint.port + 1
    expect((await tell(`action=set&type=devicePort&httpPort=${port}`)).body).toBe('OK')
    await vi.waitFor(() => expect(listening()).toEqual({ ...endpoint, port }))
    expect(await isListening(endpoint)).toBe(false)
  })
})

describe('a restart', () => {
  it('takes its time, and connections are refused meanwhile', async () => {
    const clock = createManualClock()
    const { tell, endpoint, listening } = await start({ clock, restartMs: 6000 })
    expect((await tell('action=restart', 'operate')).body).toBe('OK')
    clock.advance(200)
    await vi.waitFor(() => expect(listening()).toBeUndefined())
    clock.advance(5999)
    expect(await isListening(endpoint)).toBe(false)
    clock.advance(1)
    await vi.waitFor(() => expect(listening()).toEqual(endpoint))
  })

  it('loses no setting', async () => {
    const clock = createManualClock()
    const { tell, listening } = await start({ clock })
    await tell('action=set&type=deviceName&deviceName=Gate')
    await tell('action=restart', 'operate')
    clock.advance(200)
    await vi.waitFor(() => expect(listening()).toBeUndefined())
    clock.advance(20)
    await vi.waitFor(() => expect(listening()).toBeDefined())
    expect((await tell('action=get&type=deviceInfo')).body).toContain('deviceName=Gate\n')
  })

  it('of a channel leaves the recorder up', async () => {
    const clock = createManualClock()
    const { tell, endpoint } = await start({ profile: 'nvr', clock })
    await tell('action=restart&cameraID=3', 'operate')
    clock.advance(10_000)
    expect(await isListening(endpoint)).toBe(true)
  })
})

describe('the HTTP date', () => {
  it('is the device’s own, not that of this computer', async () => {
    const { tell } = await start({ profile: 'ipc-clock-lost', clock: createManualClock() })
    expect((await tell('action=get&type=deviceInfo')).headers['date']).toBe('Sun, 10 Mar 2024 12:00:00 GMT')
  })
})

describe('a fault on the line', () => {
  it('cuts the answer short', async () => {
    const { tell } = await start({ quirks: ['cutShort:devicePort'] })
    await expect(tell('action=get&type=devicePort')).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('drops the line before the first byte', async () => {
    const { tell } = await start({ quirks: ['goneInMidRequest:devicePort'] })
    await expect(tell('action=get&type=devicePort')).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('keeps the answer back for as long as it is slow', async () => {
    const clock = createManualClock()
    const { tell } = await start({ clock, quirks: ['slow:4000'] })
    let isThere = false
    const answer = tell('action=get&type=devicePort').then((heard) => {
      isThere = true
      return heard
    })
    await vi.waitFor(() => expect(clock.pending()).toBe(1))
    clock.advance(3999)
    expect(isThere).toBe(false)
    clock.advance(1)
    expect((await answer).body).toMatch(/^controlPort=/)
  })
})

describe('pictures', () => {
  it('come one by one as JPEG', async () => {
    const { tell } = await start()
    const { status, headers } = await tell('cameraID=1&quality=5', 'image')
    expect([status, headers['content-type'], headers['content-length']]).toEqual([200, 'image/jpeg', String(tinyJpeg.length)])
  })

  it.each([
    ['video/h264', ''],
    ['image/jpeg', '&mjpegplay=1'],
  ])('come as a stream of %s parts', async (type, more) => {
    const { endpoint, path } = await start()
    const first = await firstBytes({ ...endpoint, path: path(`type=HTTP&cameraID=2&streamID=1${more}`, 'video') })
    expect(first).toMatch(new RegExp(`^--myboundary\r\nContent-Type: ${type}\r\nContent-Length: \\d+\r\n\r\n`))
  })

  it('go to two viewers; the third is told -511 until one leaves', async () => {
    const { endpoint, path, tell } = await start()
    const live = 'type=HTTP&cameraID=1&streamID=1'
    const viewers = await Promise.all([1, 2].map(() => openVideo({ ...endpoint, path: path(live, 'video') })))
    expect((await tell(live, 'video')).body).toBe('error, Return=-511')
    viewers[0]?.()
    await vi.waitFor(async () => {
      const close = await openVideo({ ...endpoint, path: path(live, 'video') })
      close()
    })
  })
})

interface Video {
  readonly address: string
  readonly port: number
  readonly path: string
}

/** Resolves with the way to close it once the stream has begun; rejects when the answer is no stream. */
function openVideo({ address, port, path }: Video, onData: (text: string) => void = () => undefined): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: address, port, path }, (response) => {
      response.on('error', () => undefined)
      response.on('data', (part: Buffer) => onData(part.toString('latin1')))
      if (String(response.headers['content-type']).startsWith('multipart/')) resolve(() => void asked.destroy())
      else reject(new Error(`no stream: ${String(response.headers['content-type'])}`))
    })
    asked.on('error', reject)
    asked.end()
  })
}

async function firstBytes(video: Video): Promise<string> {
  let heard = ''
  const close = await openVideo(video, (text) => {
    heard += text
  })
  await vi.waitFor(() => expect(heard).toContain('\r\n\r\n'))
  close()
  return heard
}

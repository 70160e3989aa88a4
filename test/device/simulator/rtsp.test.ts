import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { profiles } from '#simulator/profiles.ts'
import { clipCamera } from '#simulator/video/clipCamera.ts'
import { createManualClock } from '#test/support/manualClock.ts'
import { startVirtualDevice, type StartedDevice, type StartOptions } from '#test/support/virtualDevice.ts'

const whenDone: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of whenDone.splice(0).reverse()) await end()
})

/** Speaks to the RTSP server of a device by hand. */
async function dial(options: StartOptions = {}) {
  const device = await startVirtualDevice({ camera: clipCamera('dock'), profile: { ...profiles.ipc, rtspSignIn: 'none' }, ...options })
  const socket = connect(device.device.rtspPort(), device.endpoint.address)
  let heard = ''
  let isOpen = true
  socket.on('data', (chunk) => (heard += chunk.toString('latin1'))).on('error', () => undefined)
  socket.on('close', () => (isOpen = false))
  whenDone.push(
    () => device.close(),
    () => void socket.destroy(),
  )
  return { device, url: urlOf(device), ask: asker(socket, () => heard), isOpen: () => isOpen, heard: () => heard }
}

function urlOf({ device, endpoint }: StartedDevice): string {
  return `rtsp://${endpoint.address}:${device.rtspPort()}/snl/live/1/1/-`
}

/** Sends a request and gives the head and body of its answer. */
function asker(socket: Socket, heard: () => string) {
  let number = 0
  return async (method: string, url: string, ...headers: readonly string[]): Promise<string> => {
    number += 1
    socket.write([`${method} ${url} RTSP/1.0`, `CSeq: ${number}`, ...headers, '', ''].join('\r\n'))
    const answer = new RegExp(`RTSP/1\\.0 (\\d{3} [^\\r]*)\\r\\nCSeq: ${number}\\r\\n`)
    await vi.waitFor(() => expect(heard()).toMatch(answer))
    return answer.exec(heard())?.[1] ?? ''
  }
}

const interleaved = 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1'

async function playing(options: StartOptions) {
  const line = await dial(options)
  await line.ask('SETUP', `${line.url}/trackID=1`, interleaved)
  const session = /Session: (\w+)/.exec(line.heard())?.[1] ?? ''
  expect(await line.ask('PLAY', line.url, `Session: ${session}`)).toBe('200 OK')
  return { ...line, session }
}

describe('the RTSP server of a virtual device', () => {
  it('describes its stream where the address comes back as it was given, and nowhere else', async () => {
    const { ask, url, heard } = await dial()
    expect([await ask('DESCRIBE', url), await ask('DESCRIBE', url.slice(0, -2)), await ask('DESCRIBE', `${url}x`)]).toEqual([
      '200 OK',
      '404 Not Found',
      '404 Not Found',
    ])
    expect(heard()).toContain('a=rtpmap:96 H264/90000')
  })

  it('sends over TCP only, and plays no session it does not know', async () => {
    const { ask, url } = await dial()
    expect(await ask('SETUP', `${url}/trackID=1`, 'Transport: RTP/AVP;unicast;client_port=5000-5001')).toBe('461 Unsupported Transport')
    expect(await ask('PLAY', url, 'Session: 1')).toBe('454 Session Not Found')
  })

  it('sets up every track it describes, whoever wants sound as well', async () => {
    const { ask, url, heard } = await dial()
    await ask('DESCRIBE', url)
    const tracks = [...heard().matchAll(/a=control:(trackID=\d)/g)].map(([, track]) => track ?? '')
    const answers: string[] = []
    for (const [index, track] of tracks.entries())
      answers.push(await ask('SETUP', `${url}/${track}`, `Transport: RTP/AVP/TCP;unicast;interleaved=${index * 2}-${index * 2 + 1}`))
    expect(answers).toEqual(['200 OK', '200 OK', '200 OK'])
  })

  it('asks as its profile says, and wants a first password first', async () => {
    const { ask, url, heard } = await dial({ profile: 'fisheye' })
    expect(await ask('DESCRIBE', url)).toBe('401 Unauthorized')
    expect(heard().match(/WWW-Authenticate: Digest [^\r]*algorithm=(SHA-256|MD5)/g)).toHaveLength(2)
    const fresh = await dial({ profile: 'ipc-new' })
    expect(await fresh.ask('DESCRIBE', fresh.url)).toBe('401 Unauthorized')
  })

  it('cuts a session nobody speaks of within its timeout', async () => {
    const clock = createManualClock()
    const { isOpen } = await playing({ clock })
    clock.advance(59_999)
    expect(isOpen()).toBe(true)
    clock.advance(1)
    await vi.waitFor(() => expect(isOpen()).toBe(false))
  })

  it('keeps a session that is spoken of', async () => {
    const clock = createManualClock()
    const { ask, url, session, isOpen } = await playing({ clock })
    for (let minute = 0; minute < 3; minute += 1) {
      clock.advance(50_000)
      expect(await ask('GET_PARAMETER', url, `Session: ${session}`)).toBe('200 OK')
    }
    expect(isOpen()).toBe(true)
  })

  it('goes down with the device and listens on the port its settings name', async () => {
    const { device, isOpen } = await dial({ profile: { ...profiles.ipc, factory: { 'network.ports': { http: 8080, rtsp: 8555 } } } })
    expect(device.device.rtspPort()).toBe(8555)
    await device.close()
    await vi.waitFor(() => expect(isOpen()).toBe(false))
  })
})

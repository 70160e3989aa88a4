import { request } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ask } from '#test/support/askDevice.ts'
import { createManualClock } from '#test/support/manualClock.ts'
import { startVirtualDevice, type StartedDevice } from '#test/support/virtualDevice.ts'
import { type ProfileId, profiles } from '#simulator/profiles.ts'
import { soundOf } from '#simulator/sound/tone.ts'

const started: StartedDevice[] = []
async function start(profile: ProfileId = 'ipc') {
  const clock = createManualClock()
  const device = await startVirtualDevice({ profile: { ...profiles[profile], signIn: 'query' }, clock })
  started.push(device)
  const url = (query: string, program = 'audio') => `${device.url}/cgi-bin/${program}.cgi?userName=admin&password=sightline-demo&${query}`
  return { ...device, clock, url, tell: async (query: string, program?: string) => (await ask(url(query, program))).body }
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((device) => device.close()))
})

const recv = (encoder: string) => `action=recv&cameraID=1&streamID=1&EncoderType=${encoder}`

/** What arrives, as it comes. */
async function listenTo(url: string) {
  const pieces: Buffer[] = []
  const asked = request(url)
  asked.on('error', () => undefined)
  asked.end()
  const ended = vi.fn()
  const type = await new Promise<string | undefined>((resolve) => {
    asked.once('response', (response) => {
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', () => undefined)
      response.once('close', ended)
      resolve(response.headers['content-type'])
    })
  })
  return { type, heard: () => Buffer.concat(pieces), ended, hangUp: () => asked.destroy() }
}

function parts(type: string, sounds: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    sounds.flatMap((sound) => [
      Buffer.from(`--myboundary\r\nContent-Type: audio/${type}\r\nContent-Length: ${sound.length}\r\n\r\n`),
      sound,
      Buffer.from('\r\n'),
    ]),
  )
}

describe('live audio of a virtual camera', () => {
  it('comes in the form of manual 2.9.1.1, a tenth of a second at a time, once it has been heard', async () => {
    const { clock, url } = await start()
    const { type, heard } = await listenTo(url(recv('g711_alaw'))) // as the manual's example spells it
    const now = Math.floor(clock.now() / 100)
    clock.advance(600)
    const sounds = [0, 1, 2, 3, 4, 5].map((part) => soundOf(now + part, 'G711_ALAW', 50))
    const expected = parts('g711_alaw', sounds)
    await vi.waitFor(() => expect(heard().length).toBeGreaterThanOrEqual(expected.length))
    expect([type, heard().equals(expected)]).toEqual(['multipart/x-mixed-replace; boundary=myboundary', true])
  })

  it('is as loud as the microphone is set, and silence where it is off', async () => {
    const { clock, url, tell } = await start()
    expect(await tell('action=set&type=microphone&cameraID=1&toneArmEnableFlag=0&toneArmType=3&volume=100', 'param')).toBe('OK')
    const { heard } = await listenTo(url(recv('RAW_PCM')))
    clock.advance(100)
    const expected = parts('raw_pcm', [new Uint8Array(1600)])
    await vi.waitFor(() => expect(heard().length).toBeGreaterThanOrEqual(expected.length))
    expect(heard().equals(expected)).toBe(true)
  })

  it('ends with the listener: nothing is left that would send on', async () => {
    const { clock, url } = await start()
    const before = clock.pending()
    const { hangUp } = await listenTo(url(recv('G711_ULAW')))
    expect(clock.pending()).toBe(before + 1)
    hangUp()
    await vi.waitFor(() => expect(clock.pending()).toBe(before))
  })

  it('ends with the device', async () => {
    const { url, close } = await start()
    const { ended } = await listenTo(url(recv('G711_ULAW')))
    await close()
    await vi.waitFor(() => expect(ended).toHaveBeenCalled())
  })

  it('is refused in a code the camera does not have, in none at all, and of a stream there is not', async () => {
    const { tell } = await start()
    expect(await tell(recv('AMR'))).toBe('error, Return=-506')
    expect(await tell(recv('mp3'))).toBe('error, Return=-23')
    expect(await tell('action=recv&cameraID=1&streamID=1')).toBe('error, Return=-23')
    expect(await tell(recv('G711_ALAW').replace('streamID=1', 'streamID=9'))).toBe('error, Return=-23')
  })

  it.each(['lite', 'nvr'] as const)('is not there on a %s', async (profile) => {
    const { tell } = await start(profile)
    expect(await tell(recv('G711_ALAW'))).toBe('error, Return=-22')
  })
})

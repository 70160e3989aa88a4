import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aGateway, clip, type Rig } from './camera.ts'

const main = { channel: 1, stream: 1 }
let rig: Rig

beforeEach(() => {
  vi.useFakeTimers()
  rig = aGateway()
})
afterEach(() => {
  rig.live.stop()
  vi.useRealTimers()
})

/** Lets what is ready happen; no time passes. */
const settle = () => vi.advanceTimersByTimeAsync(0)

async function opened() {
  const { viewing } = rig.live.open('camera', main)
  await settle()
  return viewing
}

describe('who looks', () => {
  it('at the same stream shares one connection to the camera', async () => {
    const [first, second] = [await opened(), await opened()]
    expect([first === second, rig.camera.lines.length]).toEqual([false, 1])
  })

  it('at another stream or channel has a connection of its own', async () => {
    await opened()
    rig.live.open('camera', { channel: 1, stream: 2 })
    rig.live.open('camera', { channel: 2, stream: 1 })
    await settle()
    expect(rig.camera.lines.map(({ target }) => `${target.channel}/${target.stream}`)).toEqual(['1/1', '1/2', '2/1'])
  })

  it('last closes the connection', async () => {
    const [first, second] = [await opened(), await opened()]
    rig.live.close(first)
    expect(rig.line().signal.aborted).toBe(false)
    rig.live.close(second)
    expect(rig.line().signal.aborted).toBe(true)
    expect(rig.states.at(-1)).toMatchObject({ viewing: second, state: 'closed', why: 'nobodyLooks' })
  })

  it('and asks for nothing for 6 s counts as gone', async () => {
    await opened()
    await rig.play(140)
    expect(rig.line().signal.aborted).toBe(false)
    await rig.play(60)
    expect(rig.line().signal.aborted).toBe(true)
  })

  it('and asks now and then is not gone', async () => {
    const viewing = await opened()
    for (let round = 0; round < 5; round += 1) {
      await rig.play(50, round * 50)
      await rig.get(viewing, 'index.m3u8')
    }
    expect(rig.line().signal.aborted).toBe(false)
  })

  it('and waits for an answer is not gone, however long the camera is silent', async () => {
    const viewing = await opened()
    await rig.play(30)
    for (let times = 0; times < 3; times += 1) {
      const asked = rig.get(viewing, 'index.m3u8?_HLS_msn=99')
      await vi.advanceTimersByTimeAsync(8100)
      expect((await asked).status).toBe(503)
    }
    expect(rig.live.state(viewing).state).toBe('stalled')
    await vi.advanceTimersByTimeAsync(9000)
    expect(() => rig.live.state(viewing)).toThrow()
  })

  it('has an id nobody can guess, and any other is refused', async () => {
    expect(await opened()).toMatch(/^[\w-]{22}$/)
    expect((await rig.get('AAAAAAAAAAAAAAAAAAAAAA', 'index.m3u8')).status).toBe(404)
  })
})

describe('what the page fetches', () => {
  it('is no playlist before there is one a player takes, and then has every part it names', async () => {
    const viewing = await opened()
    const first = rig.get(viewing, 'index.m3u8')
    let answered = false
    void first.then(() => (answered = true))
    await rig.play(5)
    expect(answered).toBe(false)
    await rig.play(25, 5)
    const text = await (await first).text()
    const names = [...text.matchAll(/(?:URI="|^)(?<name>(?:init|part|segment)-[\d-]+\.(?:mp4|m4s))/gm)].map(
      (match) => match.groups?.['name'] ?? '',
    )
    const there = names.filter((_, index) => index < names.length - 1)
    expect(there.length).toBeGreaterThan(3)
    const answers = await Promise.all(there.map((name) => rig.get(viewing, name)))
    expect(answers.map((answer) => answer.status)).toEqual(there.map(() => 200))
  })

  it('waits for the part asked for and answers in the moment it is there', async () => {
    const viewing = await opened()
    await rig.play(30)
    const playlist = await (await rig.get(viewing, 'index.m3u8')).text()
    const [, segment = '', part = ''] = /PRELOAD-HINT:TYPE=PART,URI="part-(\d+)-(\d+)\.m4s"/.exec(playlist) ?? []
    const asked = rig.get(viewing, `index.m3u8?_HLS_msn=${segment}&_HLS_part=${part}`)
    const bytes = rig.get(viewing, `part-${segment}-${part}.m4s`)
    let answered = 0
    void asked.then(() => (answered += 1))
    void bytes.then(() => (answered += 1))
    await settle()
    expect(answered).toBe(0)
    await rig.play(3, 30)
    expect(answered).toBe(2)
    expect(await (await asked).text()).toContain(`part-${segment}-${part}.m4s`)
  })

  it('is told after 8 s that nothing new came, so that it asks again', async () => {
    const viewing = await opened()
    await rig.play(30)
    const asked = rig.get(viewing, 'index.m3u8?_HLS_msn=99')
    let status = 0
    void asked.then((answer) => (status = answer.status))
    await vi.advanceTimersByTimeAsync(7900)
    expect(status).toBe(0)
    await vi.advanceTimersByTimeAsync(200)
    expect(status).toBe(503)
  })

  it('is gone where the part can never come', async () => {
    const viewing = await opened()
    await rig.play(80)
    expect((await rig.get(viewing, 'part-0-7.m4s')).status).toBe(404)
    expect((await rig.get(viewing, '../secret')).status).toBe(404)
  })

  it('says nothing may be kept', async () => {
    const viewing = await opened()
    await rig.play(30)
    expect((await rig.get(viewing, 'index.m3u8')).headers.get('cache-control')).toBe('no-store')
  })
})

describe('a camera', () => {
  it('plays, and says what it sends', async () => {
    const viewing = await opened()
    await rig.play(60)
    expect(rig.live.state(viewing)).toMatchObject({
      state: 'playing',
      width: 640,
      height: 360,
      codec: expect.stringMatching(/^avc1\.4d40/) as string,
    })
  })

  it('silent for 3 s is asked again, and takes up with a key frame', async () => {
    const viewing = await opened()
    await rig.play(30)
    const wasOpen = rig.line()
    await vi.advanceTimersByTimeAsync(3300)
    expect([wasOpen.signal.aborted, rig.camera.lines.length]).toEqual([true, 2])
    expect(rig.live.state(viewing)).toMatchObject({ state: 'stalled', why: 'noBytes' })
    await rig.play(10, 10)
    expect(rig.live.state(viewing).state).toBe('stalled')
    await rig.play(4, 25)
    expect(rig.live.state(viewing).state).toBe('playing')
  })

  it('that ends the connection is asked again, with growing pauses', async () => {
    await opened()
    const openedAt: number[] = []
    const start = Date.now()
    for (let round = 0; round < 5; round += 1) {
      openedAt.push(Date.now() - start)
      const before = rig.camera.lines.length
      rig.line().end()
      while (rig.camera.lines.length === before) await vi.advanceTimersByTimeAsync(50)
    }
    expect(openedAt).toEqual([0, 250, 750, 1750, 3750])
  })

  it('whose old connection speaks again after the new one was opened is not heard twice', async () => {
    rig.camera.deaf = true
    const viewing = await opened()
    await rig.play(30)
    const old = rig.line()
    await vi.advanceTimersByTimeAsync(3300)
    expect(rig.camera.lines).toHaveLength(2)
    await rig.play(30)
    const before = await (await rig.get(viewing, 'index.m3u8')).text()
    for (const unit of clip.units.slice(0, 30)) old.send(unit)
    await settle()
    expect(await (await rig.get(viewing, 'index.m3u8')).text()).toBe(before)
  })

  it('that refuses the account is not asked a second time', async () => {
    rig.camera.refuse('video', { kind: 'signIn', why: 'wrongPassword', attemptsLeft: 1 })
    const asked = vi.spyOn(rig.camera, 'openStream')
    const viewing = await opened()
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked).toHaveBeenCalledOnce()
    expect(rig.live.state(viewing)).toMatchObject({ state: 'closed', why: 'refused', error: { kind: 'signIn' } })
  })

  it('that refused is asked again when the picture is opened again', async () => {
    rig.camera.refuse('video', { kind: 'signIn', why: 'needed', attemptsLeft: 2 })
    await opened()
    rig.camera.refuse('video', undefined)
    const again = await opened()
    await rig.play(30)
    expect(rig.live.state(again).state).toBe('playing')
  })

  it('without video over HTTP says so, and gives snapshots, two a second', async () => {
    rig.camera.refuse('video', { kind: 'device', code: -22, name: 'unsupported', remedy: 'none' })
    rig.camera.refuse('mjpeg', { kind: 'device', code: -22, name: 'unsupported', remedy: 'none' })
    const viewing = await opened()
    expect(rig.live.state(viewing)).toMatchObject({ state: 'closed', why: 'noVideo' })
    const first = rig.get(viewing, 'picture.jpg')
    await vi.advanceTimersByTimeAsync(1000)
    expect((await first).headers.get('content-type')).toBe('image/jpeg')
    const before = rig.camera.snapshots
    const next = rig.get(viewing, `picture.jpg?after=${before}`)
    await vi.advanceTimersByTimeAsync(2000)
    expect([(await next).headers.get('x-picture-number'), rig.camera.snapshots - before]).toEqual([String(before + 1), 4])
    expect(rig.live.state(viewing).state).toBe('reduced')
  })

  it('that restarts is asked for video again, not given up for pictures', async () => {
    rig.camera.refuse('video', { kind: 'http', status: 503 })
    const viewing = await opened()
    expect(rig.live.state(viewing).state).toBe('opening')
    rig.camera.refuse('video', undefined)
    await vi.advanceTimersByTimeAsync(1000)
    await rig.play(30)
    expect(rig.live.state(viewing).state).toBe('playing')
  })

  it('that sends JPEG where video was asked for counts as one without video', async () => {
    const viewing = await opened()
    rig.line().send(Uint8Array.of(0xff, 0xd8, 0xff), 'image/jpeg')
    await settle()
    expect(rig.live.state(viewing)).toMatchObject({ state: 'closed', why: 'noVideo' })
  })

  it('whose sound comes between the pictures is seen all the same', async () => {
    const viewing = await opened()
    for (let index = 0; index < 30; index += 1) {
      rig.line().send(Buffer.alloc(160, 0xd5), 'audio/g711_alaw')
      await rig.play(1, index)
    }
    expect(rig.live.state(viewing).state).toBe('playing')
  })

  it('with MJPEG relays its pictures in order and closes the video it no longer needs', async () => {
    const viewing = await opened()
    const video = rig.line()
    const first = rig.get(viewing, 'picture.jpg')
    await settle()
    expect([video.signal.aborted, rig.line().target.mjpeg]).toEqual([true, true])
    rig.line().send(Uint8Array.of(1), 'image/jpeg')
    await settle()
    rig.line().send(Uint8Array.of(2), 'image/jpeg')
    await settle()
    const second = await rig.get(viewing, 'picture.jpg?after=1')
    expect([...(await (await first).bytes()), ...(await second.bytes())]).toEqual([1, 2])
  })
})

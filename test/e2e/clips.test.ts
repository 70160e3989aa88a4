import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, chromium } from 'playwright-core'
import { type Actor, actors, loop } from '#simulator/scene/actors.ts'
import type { Box } from '#simulator/scene/ground.ts'
import { sceneTime, type Seen, seenAt } from '#simulator/scene/seen.ts'
import { type Clip, dueAt, readStillClip, readVideoClip } from '#simulator/video/clip.ts'

/** A picture: red, green and blue of each pixel, row by row. */
type Picture = Uint8Array

const size = { width: 320, height: 180 } as const
/** ms from one moment that is looked at to the next: as far as the JPEGs of the clips lie apart. */
const step = 400
const moments = Array.from({ length: (loop * 1000) / step }, (_, index) => index * step)

/** By how much a pixel is another, of 255: coding changes fewer by as much. */
const another = 40
/** The least part of a box that is another where somebody stands in it. */
const somebody = 0.25
/** The most by which the colour of a place changes where nobody is, of 255: coding blurs and sharpens, and leaves the colour. */
const nobody = 20

let browser: Browser

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['SIGHTLINE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  })
})

afterAll(() => browser.close())

function clipOf(name: string): Clip {
  const file = fileURLToPath(new URL(`../../resources/clips/${name}`, import.meta.url))
  return name.endsWith('.mjpeg') ? readStillClip(file) : readVideoClip(file)
}

/** What a camera shows at each moment, decoded by the browser. */
async function picturesOf(clip: Clip): Promise<readonly Picture[]> {
  const page = await browser.newPage()
  try {
    // Decoders are there for a secure page alone; nothing leaves this computer for it.
    await page.route('https://clip.invalid/', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Clip</title>' }))
    await page.goto('https://clip.invalid/')
    const wanted = moments.map((at) => dueAt(clip, at + 1))
    const units = clip.units.map((unit) => Buffer.from(unit).toString('base64'))
    const given = { units, wanted, size, isVideo: clip.contentType !== 'image/jpeg' }
    const pixels = await page.evaluate(async ({ units: coded, wanted: numbers, size: { width, height }, isVideo }) => {
      const bytesOf = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
      const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
      const taken = new Map<number, string>()
      const take = (number: number, picture: CanvasImageSource) => {
        if (!context || !numbers.includes(number)) return
        context.drawImage(picture, 0, 0, width, height)
        const { data } = context.getImageData(0, 0, width, height)
        let text = ''
        for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)
        taken.set(number, btoa(text))
      }
      if (isVideo) {
        const decoder = new VideoDecoder({
          output: (frame) => {
            take(frame.timestamp, frame)
            frame.close()
          },
          error: (error) => {
            throw error
          },
        })
        decoder.configure({ codec: 'avc1.4d401f' })
        for (const [number, unit] of coded.entries())
          decoder.decode(new EncodedVideoChunk({ type: number % 25 === 0 ? 'key' : 'delta', timestamp: number, data: bytesOf(unit) }))
        await decoder.flush()
      } else
        for (const number of numbers)
          take(number, await createImageBitmap(new Blob([bytesOf(coded[number] ?? '')], { type: 'image/jpeg' })))
      return numbers.map((number) => taken.get(number) ?? '')
    }, given)
    return pixels.map((text) => Buffer.from(text, 'base64'))
  } finally {
    await page.close()
  }
}

/** The places of a box in a picture, each where its red stands. */
function pixelsIn({ left, top, width, height }: Box): readonly number[] {
  const across = (percent: number) => Math.min(size.width, Math.max(0, Math.round((percent / 100) * size.width)))
  const down = (percent: number) => Math.min(size.height, Math.max(0, Math.round((percent / 100) * size.height)))
  const rows = Array.from({ length: down(top + height) - down(top) }, (_, index) => down(top) + index)
  const columns = Array.from({ length: across(left + width) - across(left) }, (_, index) => across(left) + index)
  return rows.flatMap((y) => columns.map((x) => (y * size.width + x) * 3))
}

const channels = [0, 1, 2]

/** Which part of a box is another in two pictures. */
function changed(a: Picture, b: Picture, box: Box): number {
  const pixels = pixelsIn(box)
  const is = (at: number) => channels.some((channel) => Math.abs((a[at + channel] ?? 0) - (b[at + channel] ?? 0)) > another)
  return pixels.filter(is).length / pixels.length
}

/** By how much the colour of a box is another in two pictures, of 255. */
function coloured(a: Picture, b: Picture, box: Box): number {
  const pixels = pixelsIn(box)
  const by = (channel: number) => pixels.reduce((sum, at) => sum + (a[at + channel] ?? 0) - (b[at + channel] ?? 0), 0) / pixels.length
  return Math.max(...channels.map((channel) => Math.abs(by(channel))))
}

/** Somebody with the shadow, and what coding smears of both. */
function around({ box: { left, top, width, height } }: Seen): Box {
  const [across, down] = [width * 0.4 + 1, width * 0.3 + 1.5]
  return { left: left - across, top: top - down, width: width + 2 * across, height: height + 2 * down }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height
}

/** True for somebody who is all in the picture: of others the box is cut. */
function isWhole({ box: { left, top, width, height } }: Seen): boolean {
  return left >= 0 && top >= 0 && left + width <= 100 && top + height <= 97
}

/** The picture in squares, without its foot: the number of the picture stands there. */
const squares = Array.from({ length: 25 * 24 }, (_, index) => ({
  left: (index % 25) * 4,
  top: Math.floor(index / 25) * 4,
  width: 4,
  height: 4,
}))

interface Look {
  readonly picture: Picture
  readonly seen: readonly Seen[]
}

interface Findings {
  /** `passer-by at 3.2 s: 4 %` */
  readonly wrong: readonly string[]
  /** How many moments each was looked for at. */
  readonly proven: ReadonlyMap<string, number>
}

/** Where pictures and tracks disagree: somebody who is not in the picture, something in it where nobody is. */
function compare(pictures: readonly Picture[], tracks: (at: number) => readonly Seen[]): Findings {
  const looks = moments.map((at, index): Look => ({ picture: pictures[index] ?? new Uint8Array(), seen: tracks(sceneTime(at)) }))
  const isFree = ({ seen }: Look, box: Box) => !seen.some((one) => overlap(around(one), box))
  const wrong: string[] = []
  const proven = new Map<string, number>()
  for (const [index, look] of looks.entries()) {
    const at = `${(index * step) / 1000} s`
    for (const one of look.seen.filter(isWhole)) {
      const empty = looks.find((other) => isFree(other, one.box))
      if (!empty) continue
      proven.set(one.id, (proven.get(one.id) ?? 0) + 1)
      const part = changed(look.picture, empty.picture, one.box)
      if (part < somebody) wrong.push(`${one.id} at ${at}: ${Math.round(part * 100)} %`)
    }
    const later = looks[(index + 7) % looks.length] ?? look
    for (const square of squares.filter((one) => isFree(look, one) && isFree(later, one))) {
      const by = coloured(look.picture, later.picture, square)
      if (by > nobody) wrong.push(`nobody at ${square.left} %, ${square.top} % at ${at}: by ${Math.round(by)}`)
    }
  }
  return { wrong, proven }
}

describe.each(['dock.mjpeg', 'dock-360.h264', 'dock-720.h264'])('what a camera shows, %s', (name) => {
  let pictures: readonly Picture[] = []

  beforeAll(async () => {
    pictures = await picturesOf(clipOf(name))
    expect(pictures.map(({ length }) => length)).toEqual(moments.map(() => size.width * size.height * 3))
  })

  it('is what its rules are judged by: everybody where and when the scene has them, and nobody else', () => {
    const { wrong, proven } = compare(pictures, (at) => seenAt(at))
    expect(wrong).toEqual([])
    expect([...proven.keys()].sort()).toEqual(actors.map(({ id }) => id).sort())
    expect(Math.min(...proven.values())).toBeGreaterThanOrEqual(5)
  })

  it.each([0.4, 1, -1])('would be another if it were %s s late', (late) => {
    expect(compare(pictures, (at) => seenAt((at + late + loop) % loop)).wrong.length).toBeGreaterThan(20)
  })

  it.each(actors.map(({ id }) => id))('would be another without %s', (id) => {
    const others = actors.filter((actor) => actor.id !== id)
    const { wrong } = compare(pictures, (at) => seenAt(at, others))
    expect(wrong.length).toBeGreaterThan(5)
  })

  it.each(actors.map(({ id }) => id))('would be another if %s went elsewhere', (id) => {
    const aside = (actor: Actor) => ({ ...actor, way: actor.way.map((stop) => ({ ...stop, x: stop.x + (actor.kind === 'car' ? 5 : 1) })) })
    const cast = actors.map((actor) => (actor.id === id ? aside(actor) : actor))
    expect(compare(pictures, (at) => seenAt(at, cast)).wrong.length).toBeGreaterThan(5)
  })
})

/**
 * Makes the virtual cameras' pictures, once: `node build/clips.mjs`. Needs ffmpeg with libx264 and libx265. The results are committed.
 *
 * Scenes are drawn here, shape by shape, people and cars where the virtual devices know them to be, and piped to ffmpeg as raw frames.
 * Every frame carries its number as a row of black and white squares at the foot: a white and a black cell to find it, twelve bits, one
 * of parity.
 */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const folder = fileURLToPath(new URL('../resources/clips/', import.meta.url))
const { project } = await scene('ground')
const { loop } = await scene('actors')
const { seenAt } = await scene('seen')
const rate = 25
const frames = 250

/** A part of the scene the virtual devices know, from its source. */
async function scene(part) {
  const file = fileURLToPath(new URL(`../electron/simulator/scene/${part}.ts`, import.meta.url))
  const { module } = await runnerImport(file, { configFile: false, logLevel: 'error' })
  return module
}

function canvas(width, height) {
  const pixels = Buffer.alloc(width * height * 3)
  const set = (x, y, [r, g, b], alpha = 1) => {
    const at = (y * width + x) * 3
    pixels[at] += (r - pixels[at]) * alpha
    pixels[at + 1] += (g - pixels[at + 1]) * alpha
    pixels[at + 2] += (b - pixels[at + 2]) * alpha
  }
  /** Points in hundredths of the picture; `colour` may be a function of the height in the picture. */
  function polygon(points, colour, alpha = 1) {
    const corners = points.map(([x, y]) => [(x / 100) * width, (y / 100) * height])
    const top = Math.max(0, Math.floor(Math.min(...corners.map((c) => c[1]))))
    const foot = Math.min(height - 1, Math.ceil(Math.max(...corners.map((c) => c[1]))))
    for (let y = top; y <= foot; y += 1) {
      const cuts = []
      for (const [index, [x1, y1]] of corners.entries()) {
        const [x2, y2] = corners[(index + 1) % corners.length]
        if (y1 <= y + 0.5 !== y2 <= y + 0.5) cuts.push(x1 + ((y + 0.5 - y1) / (y2 - y1)) * (x2 - x1))
      }
      cuts.sort((a, b) => a - b)
      const paint = typeof colour === 'function' ? colour(y / height) : colour
      for (let pair = 0; pair + 1 < cuts.length; pair += 2) {
        for (let x = Math.max(0, Math.round(cuts[pair])); x < Math.min(width, Math.round(cuts[pair + 1])); x += 1) set(x, y, paint, alpha)
      }
    }
  }
  const box = (x, y, w, h, colour, alpha) =>
    polygon(
      [
        [x, y],
        [x + w, y],
        [x + w, y + h],
        [x, y + h],
      ],
      colour,
      alpha,
    )
  function disc(cx, cy, r, colour, alpha) {
    polygon(
      Array.from({ length: 24 }, (_, i) => [
        cx + (Math.cos((i * Math.PI) / 12) * r * height) / width,
        cy + Math.sin((i * Math.PI) / 12) * r,
      ]),
      colour,
      alpha,
    )
  }
  return { width, height, pixels, polygon, box, disc }
}

const mix = (a, b, t) => a.map((value, index) => value + (b[index] - value) * Math.min(1, Math.max(0, t)))

/** A yard before a loading dock, with a road between them; who is in it is what the devices judge their rules by. */
const dock = {
  still({ box, polygon }) {
    const flat = (left, right, near, far, colour, alpha) => polygon(floor(left, right, near, far), colour, alpha)
    const wall = (left, right, low, high, colour, alpha) => polygon(upright(34, left, right, low, high), colour, alpha)
    box(0, 0, 100, 100, (y) => mix([206, 216, 222], [178, 192, 202], y / 0.2))
    flat(-90, 90, 5, 34, (y) => mix([150, 154, 152], [126, 130, 130], (y - 0.3) / 0.7))
    wall(-60, 60, 0, 9, (y) => mix([176, 186, 192], [142, 154, 162], y / 0.4))
    wall(-60, 60, 6.2, 7.4, [24, 82, 122])
    for (const left of [-23, -9, 5, 19]) {
      wall(left - 0.5, left + 6.5, 0, 5.2, [52, 60, 66])
      wall(left, left + 6, 0, 4.8, [206, 212, 214])
      for (let up = 0.6; up < 4.8; up += 0.6) wall(left, left + 6, up, up + 0.08, [160, 168, 172])
    }
    flat(-90, 90, 16.5, 27, [92, 96, 98])
    flat(-90, 90, 16.1, 16.5, [198, 200, 198])
    flat(-90, 90, 27, 27.5, [198, 200, 198])
    for (let x = -40; x < 40; x += 5) flat(x, x + 2.4, 21.4, 21.7, [226, 226, 220])
    for (const x of [-12.4, -8.2, -4, 0.2, 4.4, 8.6, 12.8]) flat(x, x + 0.14, 12.6, 16, [222, 178, 52], 0.85)
    flat(-90, 90, 12.4, 12.55, [222, 178, 52], 0.7)
  },
  moving(canvas, t) {
    for (const one of seenAt(t * loop)) figures[one.kind](canvas, one)
  },
}

const floor = (left, right, near, far) =>
  [
    { x: left, y: far },
    { x: right, y: far },
    { x: right, y: near },
    { x: left, y: near },
  ].map((place) => corner(project(place)))

const upright = (y, left, right, low, high) => [
  corner(project({ x: left, y }, high)),
  corner(project({ x: right, y }, high)),
  corner(project({ x: right, y }, low)),
  corner(project({ x: left, y }, low)),
]

const corner = ({ x, y }) => [x, y]

const coats = { runner: [214, 84, 60], loiterer: [58, 66, 92], 'passer-by': [214, 222, 72] }
const paints = { 'car that parks': [196, 60, 52] }

/** What is seen, drawn into its box: shares of its width and height from the left and the top. */
const figures = {
  person(canvas, { id, box, foot, place, speed, heading }) {
    const at = inside(canvas, box)
    shadow(canvas, foot, box.width * 0.8)
    const stride = speed > 0 ? Math.sin((place.x + place.y) * 3.4) * 0.3 : 0
    const lean = heading === undefined ? 0 : Math.cos((heading * Math.PI) / 180) * (speed > 3 ? 0.12 : 0.04)
    at.shape(
      [
        [0.32, 0.48],
        [0.52, 0.48],
        [0.52 + stride, 1],
        [0.34 + stride, 1],
      ],
      [38, 44, 58],
    )
    at.shape(
      [
        [0.48, 0.48],
        [0.68, 0.48],
        [0.66 - stride, 1],
        [0.48 - stride, 1],
      ],
      [48, 54, 70],
    )
    at.shape(
      [
        [0.22 + lean, 0.17],
        [0.78 + lean, 0.17],
        [0.72, 0.53],
        [0.28, 0.53],
      ],
      coats[id] ?? [120, 150, 188],
    )
    at.shape(
      [
        [0.78 + lean, 0.18],
        [0.9 + lean, 0.2],
        [0.86 - stride, 0.48],
        [0.74 - stride, 0.48],
      ],
      [60, 66, 78],
    )
    at.shape(
      [
        [0.1 + lean, 0.2],
        [0.22 + lean, 0.18],
        [0.26 + stride, 0.48],
        [0.14 + stride, 0.48],
      ],
      [60, 66, 78],
    )
    const head = at.point(0.5 + lean * 1.4, 0.075)
    canvas.disc(...head, box.height * 0.075, [206, 168, 138])
    at.shape(
      [
        [0.34 + lean, 0.05],
        [0.66 + lean, 0.05],
        [0.6 + lean, 0],
        [0.4 + lean, 0],
      ],
      [52, 42, 36],
    )
  },
  car(canvas, { id, box, foot, heading }) {
    const at = inside(canvas, box, heading !== 0) // the one that stands came from the right
    shadow(canvas, foot, box.width * 0.5)
    const paint = paints[id] ?? [64, 112, 164]
    at.shape(
      [
        [0.02, 0.5],
        [0.18, 0.42],
        [0.3, 0.03],
        [0.7, 0],
        [0.82, 0.4],
        [0.98, 0.5],
        [1, 0.84],
        [0, 0.84],
      ],
      paint,
    )
    at.shape(
      [
        [0.24, 0.4],
        [0.33, 0.1],
        [0.49, 0.09],
        [0.49, 0.4],
      ],
      [198, 214, 222],
    )
    at.shape(
      [
        [0.53, 0.4],
        [0.53, 0.09],
        [0.67, 0.08],
        [0.76, 0.4],
      ],
      [198, 214, 222],
    )
    at.shape(
      [
        [0.96, 0.5],
        [1, 0.52],
        [1, 0.62],
        [0.95, 0.6],
      ],
      [255, 238, 170],
    )
    for (const across of [0.2, 0.8]) {
      const hub = at.point(across, 0.8)
      canvas.disc(...hub, box.height * 0.2, [22, 22, 24])
      canvas.disc(...hub, box.height * 0.09, [140, 144, 146])
    }
  },
  object(canvas, { id, box, foot }) {
    const at = inside(canvas, box)
    shadow(canvas, foot, box.width * 0.55)
    at.shape(
      [
        [0, 0.2],
        [1, 0.2],
        [1, 1],
        [0, 1],
      ],
      id === 'box taken' ? [176, 136, 88] : [46, 78, 58],
    )
    at.shape(
      [
        [0.35, 0.2],
        [0.4, 0],
        [0.6, 0],
        [0.65, 0.2],
      ],
      [30, 32, 34],
    )
  },
}

function inside({ polygon }, { left, top, width, height }, isMirrored = false) {
  const point = (across, down) => [left + (isMirrored ? 1 - across : across) * width, top + down * height]
  return {
    point,
    shape: (shares, colour) =>
      polygon(
        shares.map(([across, down]) => point(across, down)),
        colour,
      ),
  }
}

function shadow({ polygon }, { x, y }, half) {
  polygon(
    [
      [x - half, y],
      [x, y - half * 0.3],
      [x + half, y],
      [x, y + half * 0.3],
    ],
    [40, 42, 44],
    0.3,
  )
}

/** Iron: what most thermal cameras show first. */
function iron(heat) {
  const stops = [
    [8, 4, 32],
    [72, 8, 112],
    [172, 28, 96],
    [232, 92, 28],
    [250, 190, 48],
    [255, 252, 214],
  ]
  const at = Math.min(0.9999, Math.max(0, heat)) * (stops.length - 1)
  return mix(stops[Math.floor(at)], stops[Math.floor(at) + 1], at % 1)
}

/** A compressor hall as heat: two motors, a pipe, a warm person who passes. */
const thermal = {
  still({ box, polygon, disc }) {
    box(0, 0, 100, 100, (y) => iron(0.16 + 0.1 * y))
    polygon(
      [
        [0, 66],
        [100, 60],
        [100, 100],
        [0, 100],
      ],
      (y) => iron(0.24 + 0.06 * y),
    )
    box(0, 16, 100, 5, iron(0.42))
    for (const x of [16, 33, 77]) box(x, 16, 3, 52, iron(0.34))
    for (const [x, heat] of [
      [12, 0.62],
      [58, 0.86],
    ]) {
      box(x, 46, 28, 24, iron(heat - 0.22))
      disc(x + 14, 58, 11, iron(heat - 0.1))
      disc(x + 14, 58, 7.4, iron(heat))
      disc(x + 14, 58, 3.2, iron(heat + 0.12))
      for (let rib = 0; rib < 6; rib += 1) box(x + 2 + rib * 4.4, 47, 0.7, 22, iron(heat - 0.3))
    }
  },
  moving({ polygon, disc, box }, t) {
    const x = 46 + 22 * Math.sin(2 * Math.PI * t)
    const glow = 0.9 + 0.07 * Math.sin(2 * Math.PI * t * 3)
    disc(72, 58, 3.2, iron(glow))
    polygon(
      [
        [x - 2.4, 52],
        [x + 2.4, 52],
        [x + 1.9, 84],
        [x - 1.9, 84],
      ],
      iron(0.58),
    )
    box(x - 3.3, 52, 6.6, 16, iron(0.62))
    disc(x, 47.4, 4.6, iron(0.74))
  },
}

function cells(width) {
  const size = width / 80
  return { size, foot: size * 1.5 }
}

/** The frame's number as squares: white, black, twelve bits with the highest first, parity. */
function burn({ width, height, pixels }, number) {
  const { size } = cells(width)
  const bits = Array.from({ length: 12 }, (_, index) => (number >> (11 - index)) & 1)
  const row = [1, 0, ...bits, bits.reduce((sum, bit) => sum ^ bit, 0)]
  for (const [index, bit] of row.entries()) {
    for (let y = height - size; y < height; y += 1)
      pixels.fill(bit ? 235 : 16, (y * width + index * size) * 3, (y * width + (index + 1) * size) * 3)
  }
}

function run(args, write) {
  return new Promise((resolve, reject) => {
    const child = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args], { stdio: ['pipe', 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}`))))
    write(child.stdin).then(() => child.stdin.end(), reject)
  })
}

async function draw(picture, width, height, numbers, stdin) {
  const still = canvas(width, height)
  picture.still(still)
  for (const number of numbers) {
    const frame = canvas(width, height)
    still.pixels.copy(frame.pixels)
    picture.moving(frame, number / frames)
    burn(frame, number)
    if (!stdin.write(frame.pixels)) await new Promise((resolve) => stdin.once('drain', resolve))
  }
}

const every = Array.from({ length: frames }, (_, index) => index)
const some = every.filter((index) => index % 10 === 0)

async function video(picture, name, width, height, kilobits) {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', String(rate), '-i', '-']
  const coded = [
    '-c:v',
    'libx264',
    '-preset',
    'veryslow',
    '-profile:v',
    'main',
    '-pix_fmt',
    'yuv420p',
    '-x264-params',
    `keyint=${rate}:min-keyint=${rate}:scenecut=0:bframes=0:aud=1:bitrate=${kilobits}:vbv-maxrate=${kilobits * 2}:vbv-bufsize=${kilobits * 2}`,
  ]
  await run([...input, ...coded, '-f', 'h264', `${folder}${name}.h264`], (stdin) => draw(picture, width, height, every, stdin))
}

async function video265(picture, name, width, height, kilobits) {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', String(rate), '-i', '-']
  const rates = `bitrate=${kilobits}:vbv-maxrate=${kilobits * 2}:vbv-bufsize=${kilobits * 2}`
  const options = `keyint=${rate}:min-keyint=${rate}:scenecut=0:open-gop=0:bframes=0:aud=1:repeat-headers=1:info=0:log-level=error:${rates}`
  const coded = ['-c:v', 'libx265', '-preset', 'slow', '-pix_fmt', 'yuv420p', '-x265-params', options]
  await run([...input, ...coded, '-f', 'hevc', `${folder}${name}.h265`], (stdin) => draw(picture, width, height, every, stdin))
}

async function stills(picture, name, width, height) {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', '5', '-i', '-']
  await run([...input, '-c:v', 'mjpeg', '-q:v', '9', '-huffman', 'optimal', '-f', 'mjpeg', `${folder}${name}.mjpeg`], (stdin) =>
    draw(picture, width, height, some, stdin),
  )
}

mkdirSync(folder, { recursive: true })
await video(dock, 'dock-720', 1280, 720, 300)
await video(dock, 'dock-360', 640, 360, 90)
await video265(dock, 'dock-720', 1280, 720, 150)
await video265(dock, 'dock-360', 640, 360, 60)
await stills(dock, 'dock', 640, 360)
await video(thermal, 'thermal-300', 400, 300, 70)
await video265(thermal, 'thermal-300', 400, 300, 40)
await stills(thermal, 'thermal', 400, 300)

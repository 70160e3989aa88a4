/**
 * Makes the virtual cameras' pictures, once: `node build/clips.mjs`. Needs ffmpeg with libx264 and libx265. The results are committed.
 *
 * Scenes are drawn here, shape by shape, and piped to ffmpeg as raw frames. Every frame carries its number as a row of black
 * and white squares at the foot: a white and a black cell to find it, twelve bits, one of parity.
 */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../resources/clips/', import.meta.url))
const rate = 25
const frames = 250

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

/** A loading dock: wall, three doors, a lorry, a person who walks, a fork-lift that goes to and fro. */
const dock = {
  still({ box, polygon, disc }) {
    box(0, 0, 100, 46, (y) => mix([176, 186, 192], [142, 154, 162], y / 0.46))
    for (let x = 2; x < 100; x += 3) box(x, 0, 0.18, 40, [126, 138, 146], 0.35)
    box(0, 10, 100, 5.2, [24, 82, 122])
    polygon(
      [
        [0, 40],
        [100, 44],
        [100, 100],
        [0, 100],
      ],
      (y) => mix([112, 116, 118], [158, 161, 160], (y - 0.4) / 0.6),
    )
    for (const [x, open] of [
      [12, false],
      [41, true],
      [70, false],
    ]) {
      box(x - 1.2, 17, 16.4, 26, [52, 60, 66])
      box(x, 18.5, 14, 24, open ? [30, 34, 38] : [206, 212, 214])
      if (open) box(x + 1, 20, 12, 4, [236, 222, 170], 0.9)
      else for (let y = 20; y < 42; y += 3) box(x, y, 14, 0.3, [160, 168, 172])
      box(x - 1.2, 41.5, 16.4, 2.2, [28, 30, 32])
    }
    for (const x of [8, 37, 66, 95])
      polygon(
        [
          [x, 46],
          [x + 0.8, 46],
          [x * 1.5 - 24, 100],
          [x * 1.5 - 25.6, 100],
        ],
        [222, 178, 52],
        0.85,
      )
    polygon(
      [
        [68, 78],
        [100, 70],
        [100, 72.4],
        [68, 80.6],
      ],
      [222, 178, 52],
      0.7,
    )
    box(88, 30, 12, 13, [136, 62, 50])
    box(89, 31.5, 10, 10, [158, 76, 60])
    polygon(
      [
        [14, 70],
        [44, 66],
        [46, 72],
        [16, 78],
      ],
      [60, 62, 64],
      0.35,
    )
    polygon(
      [
        [12, 24],
        [32, 27],
        [32, 66],
        [12, 68],
      ],
      [228, 232, 234],
    )
    polygon(
      [
        [12, 24],
        [32, 27],
        [36, 26],
        [17, 23],
      ],
      [244, 246, 247],
    )
    polygon(
      [
        [32, 27],
        [36, 26],
        [36, 63],
        [32, 66],
      ],
      [188, 196, 200],
    )
    polygon(
      [
        [15, 38],
        [29, 40],
        [29, 52],
        [15, 52],
      ],
      [44, 116, 160],
    )
    polygon(
      [
        [31, 40],
        [44, 42],
        [45, 68],
        [31, 70],
      ],
      [36, 98, 146],
    )
    polygon(
      [
        [33, 43],
        [42, 44.4],
        [42.6, 54],
        [33, 54],
      ],
      [22, 30, 36],
    )
    for (const x of [16, 21, 34.5, 41.5]) {
      disc(x, 70, 4.2, [22, 22, 24])
      disc(x, 70, 1.8, [120, 124, 126])
    }
  },
  moving({ box, polygon, disc }, t) {
    const x = 56 + 20 * Math.sin(2 * Math.PI * t)
    const y = 66 + 10 * Math.sin(2 * Math.PI * t + 0.8)
    const size = 0.6 + (y - 50) / 60
    const step = Math.sin(2 * Math.PI * t * 14) * 1.1 * size
    disc(x, y + 15.2 * size, 1.5 * size, [40, 42, 44], 0.3)
    polygon(
      [
        [x - 0.8, y + 7],
        [x + 0.2, y + 7],
        [x - 0.3 + step, y + 15 * size],
        [x - 1.1 + step, y + 15 * size],
      ],
      [38, 44, 58],
    )
    polygon(
      [
        [x - 0.2, y + 7],
        [x + 0.8, y + 7],
        [x + 1.1 - step, y + 15 * size],
        [x + 0.3 - step, y + 15 * size],
      ],
      [44, 50, 66],
    )
    box(x - 1.1 * size, y, 2.2 * size, 8 * size, [214, 222, 72])
    box(x - 1.1 * size, y + 3 * size, 2.2 * size, 1.2 * size, [232, 234, 236])
    disc(x, y - 1.7 * size, 1.7 * size, [206, 168, 138])
    polygon(
      [
        [x - 1.1 * size, y - 2.2 * size],
        [x + 1.1 * size, y - 2.2 * size],
        [x + 0.7 * size, y - 3.8 * size],
        [x - 0.7 * size, y - 3.8 * size],
      ],
      [240, 242, 244],
    )
    const f = 78 + 9 * Math.sin(2 * Math.PI * (t + 0.25))
    disc(f + 3, 63.4, 2, [40, 42, 44], 0.3)
    box(f, 53, 6.4, 8, [226, 132, 34])
    box(f + 1.2, 45, 4, 8.4, [48, 52, 56])
    box(f + 2, 46, 2.6, 6, [178, 198, 206])
    box(f - 0.9, 42, 0.7, 20, [58, 62, 66])
    box(f - 5, 60.4, 4.2, 0.8, [58, 62, 66])
    box(f - 4.8, 52.6, 3.8, 7.6, [176, 136, 88])
    disc(f + 1.2, 62, 2, [24, 24, 26])
    disc(f + 5.2, 62, 2, [24, 24, 26])
    const blink = Math.floor(t * 10) % 2 === 0
    disc(f + 3.2, 44, 0.9, blink ? [255, 196, 60] : [150, 96, 30])
  },
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

async function draw(scene, width, height, numbers, stdin) {
  const still = canvas(width, height)
  scene.still(still)
  for (const number of numbers) {
    const frame = canvas(width, height)
    still.pixels.copy(frame.pixels)
    scene.moving(frame, number / frames)
    burn(frame, number)
    if (!stdin.write(frame.pixels)) await new Promise((resolve) => stdin.once('drain', resolve))
  }
}

const every = Array.from({ length: frames }, (_, index) => index)
const some = every.filter((index) => index % 10 === 0)

async function video(scene, name, width, height, kilobits) {
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
  await run([...input, ...coded, '-f', 'h264', `${folder}${name}.h264`], (stdin) => draw(scene, width, height, every, stdin))
}

async function video265(scene, name, width, height, kilobits) {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', String(rate), '-i', '-']
  const rates = `bitrate=${kilobits}:vbv-maxrate=${kilobits * 2}:vbv-bufsize=${kilobits * 2}`
  const options = `keyint=${rate}:min-keyint=${rate}:scenecut=0:open-gop=0:bframes=0:aud=1:repeat-headers=1:info=0:log-level=error:${rates}`
  const coded = ['-c:v', 'libx265', '-preset', 'slow', '-pix_fmt', 'yuv420p', '-x265-params', options]
  await run([...input, ...coded, '-f', 'hevc', `${folder}${name}.h265`], (stdin) => draw(scene, width, height, every, stdin))
}

async function stills(scene, name, width, height) {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', '5', '-i', '-']
  await run([...input, '-c:v', 'mjpeg', '-q:v', '9', '-huffman', 'optimal', '-f', 'mjpeg', `${folder}${name}.mjpeg`], (stdin) =>
    draw(scene, width, height, some, stdin),
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

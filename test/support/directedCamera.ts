import type { ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { Camera } from '#simulator/camera.ts'
import { type Clip, dueAt, readVideoClip } from '#simulator/video/clip.ts'

const clipAt = (name: string) => readVideoClip(new URL(`../../resources/clips/${name}`, import.meta.url))

/** 1280 x 720 and 640 x 360, 25 a second, a key frame every second, the picture's number burned in. */
export const clips = { large: clipAt('dock-720.h264'), small: clipAt('dock-360.h264') }

/** A camera whose stream a test directs while it runs. */
export interface DirectedCamera extends Camera {
  /** What it films with from the next picture on, wherever in its group of pictures that is. */
  clip: Clip
  /** What it films with from its next key frame on. */
  clipFromKey: Clip | undefined
  /** Sends nothing for so long, in the camera's own time, and goes on. */
  beSilent(ms: number): Promise<void>
  /** Key frames are left out. */
  hasNoKeys: boolean
  /** Waits for a key frame when a connection opens. */
  startsWithKey: boolean
  /** Video connections it takes; the next is closed without an answer. */
  mostConnections: number
  /** Connections taken since the beginning. */
  readonly opened: number
  readonly open: number
  /** Cuts every connection, in the middle of a part. */
  cut(): void
}

const frameMs = 40

export function directedCamera(): DirectedCamera {
  const lines = new Set<ServerResponse>()
  let opened = 0
  let silentUntil = 0
  const camera: DirectedCamera = {
    clip: clips.small,
    clipFromKey: undefined,
    hasNoKeys: false,
    startsWithKey: true,
    mostConnections: Infinity,
    get opened() {
      return opened
    },
    get open() {
      return lines.size
    },
    async beSilent(ms) {
      silentUntil = Date.now() + ms
      await setTimeout(ms)
    },
    cut() {
      for (const line of lines) {
        line.write('--myboundary\r\nContent-Type: video/h264\r\nContent-Length: 9000\r\n\r\nhalf')
        line.destroy()
      }
    },
    snapshot: () => Promise.resolve(Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')),
    play(_view, _encoding, response, signal) {
      if (lines.size >= camera.mostConnections) return void response.destroy()
      opened += 1
      lines.add(response)
      response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace; boundary=myboundary' })
      let next = Math.floor(Date.now() / frameMs) + 1
      let isStarted = !camera.startsWithKey
      const timer = setInterval(send, frameMs / 2)

      function send(): void {
        for (; next * frameMs <= Date.now(); next += 1) {
          const following = camera.clipFromKey?.units[dueAt(camera.clipFromKey, next * frameMs)]
          if (camera.clipFromKey && following && startsGroup(following)) {
            camera.clip = camera.clipFromKey
            camera.clipFromKey = undefined
          }
          const unit = camera.clip.units[dueAt(camera.clip, next * frameMs)]
          if (!unit || next * frameMs < silentUntil) continue
          const isKey = startsGroup(unit)
          if (isKey && camera.hasNoKeys) continue
          isStarted ||= isKey
          if (!isStarted) continue
          response.write(`--myboundary\r\nContent-Type: video/h264\r\nContent-Length: ${unit.length}\r\n\r\n`)
          response.write(unit)
          response.write('\r\n')
        }
      }

      response.on('close', () => {
        clearInterval(timer)
        lines.delete(response)
      })
      signal.addEventListener('abort', () => response.end())
    },
  }
  return camera
}

const sequenceSet = Buffer.from([0, 0, 1, 0x67])

function startsGroup(unit: Uint8Array): boolean {
  return Buffer.from(unit.buffer, unit.byteOffset, Math.min(unit.length, 256)).includes(sequenceSet)
}

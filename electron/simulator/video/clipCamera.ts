import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Camera } from '../camera.ts'
import type { Encoding, View } from '../cgi/answer.ts'
import { type Clip, readStillClip, readVideoClip } from './clip.ts'
import { pictureNow, playClip, type StreamOptions } from './multipartStream.ts'

export type Scene = 'dock' | 'thermal'

/** Names without their ending, which is the encoding's. */
interface SceneFiles {
  readonly main: string
  readonly sub: string
  readonly stills: string
}

const scenes: Readonly<Record<Scene, SceneFiles>> = {
  dock: { main: 'dock-720', sub: 'dock-360', stills: 'dock' },
  thermal: { main: 'thermal-300', sub: 'thermal-300', stills: 'thermal' },
}

const loaded = new Map<string, Clip>()

/** A camera that shows a committed clip. Files are read at the first look and shared by all devices of a process. */
export function clipCamera(scene: Scene, options: StreamOptions = {}): Required<Camera> {
  const files = scenes[scene]
  const video = ({ stream }: View, encoding: Encoding) =>
    load(encoding === 'mjpeg' ? `${files.stills}.mjpeg` : `${stream === 1 ? files.main : files.sub}.${encoding}`)
  return {
    snapshot: () => Promise.resolve(pictureNow(load(`${files.stills}.mjpeg`), options.now)),
    play(view, encoding, response, signal) {
      playClip(video(view, encoding), response, signal, options)
    },
    clipOf: video,
  }
}

function load(name: string): Clip {
  const known = loaded.get(name)
  if (known) return known
  const file = `${clipFolder()}${name}`
  const clip = name.endsWith('.mjpeg') ? readStillClip(file) : readVideoClip(file)
  loaded.set(name, clip)
  return clip
}

/** `resources/clips`, from the sources as from the bundle, which lies one folder less deep. */
function clipFolder(): string {
  const places = ['../../../resources/clips/', '../../resources/clips/', '../clips/'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  )
  return places.find((place) => existsSync(place)) ?? (places[0] as string)
}

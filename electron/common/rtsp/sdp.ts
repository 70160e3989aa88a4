import { base64Bytes } from './base64.ts'

/** The video of a stream, as its description names it (RFC 4566, RFC 6184 8.2, RFC 7798 7.2). */
export interface VideoTrack {
  readonly kind: 'h264' | 'h265'
  /** `a=control` of the track, relative or not. */
  readonly control: string | undefined
  readonly payloadType: number
  /** Ticks of a second of its timestamps. */
  readonly clockRate: number
  /** Parameter sets the description carries, VPS before SPS before PPS. */
  readonly sets: readonly Uint8Array[]
}

export interface StreamDescription {
  /** `a=control` of the whole. */
  readonly control: string | undefined
  /** The first track that can be taken; `undefined` where there is none. */
  readonly video: VideoTrack | undefined
}

/** Lines and tracks looked at; a description has under 60 lines. Ours. */
const maxLines = 1000

/** Reads a session description; lines nobody needs are passed over. */
export function readDescription(text: string): StreamDescription {
  const lines = text.split(/\r?\n/, maxLines)
  const starts = lines.flatMap((line, index) => (line.startsWith('m=') ? [index] : []))
  const whole = lines.slice(0, starts[0] ?? lines.length)
  const tracks = starts.map((start, index) => readTrack(lines.slice(start, starts[index + 1])))
  return { control: attribute(whole, 'control'), video: tracks.find((track) => track !== undefined) }
}

function readTrack(lines: readonly string[]): VideoTrack | undefined {
  const types = /^m=video +\d+(?:\/\d+)? +RTP\/S?AVPF? +([\d ]+)/i.exec(lines[0] ?? '')?.[1]?.split(' ') ?? []
  for (const type of types) {
    const map = lines.map((line) => /^a=rtpmap:(\d+) +(H26[45])\/(\d+)/i.exec(line.trim())).find((found) => found?.[1] === type)
    if (!map) continue
    const parameters = formatOf(lines, type)
    const kind = map[2]?.toUpperCase() === 'H264' ? 'h264' : 'h265'
    const clockRate = Number(map[3])
    if (isInterleaved(parameters) || clockRate < 1) continue
    return { kind, clockRate, payloadType: Number(type), control: attribute(lines, 'control'), sets: setsOf(kind, parameters) }
  }
  return undefined
}

function attribute(lines: readonly string[], name: string): string | undefined {
  return lines
    .find((line) => line.startsWith(`a=${name}:`))
    ?.slice(name.length + 3)
    .trim()
}

function formatOf(lines: readonly string[], type: string): ReadonlyMap<string, string> {
  const text = lines.find((line) => line.startsWith(`a=fmtp:${type} `))?.slice(`a=fmtp:${type} `.length) ?? ''
  return new Map(
    text.split(';').map((pair) => {
      const equals = pair.indexOf('=')
      return [pair.slice(0, Math.max(equals, 0)).trim().toLowerCase(), pair.slice(equals + 1).trim()] as const
    }),
  )
}

/** Units sent in another order than decoded: no camera does so, and this reader does not put them in order. */
function isInterleaved(parameters: ReadonlyMap<string, string>): boolean {
  return parameters.get('packetization-mode') === '2' || Number(parameters.get('sprop-max-don-diff') ?? 0) > 0
}

function setsOf(kind: VideoTrack['kind'], parameters: ReadonlyMap<string, string>): readonly Uint8Array[] {
  const names = kind === 'h264' ? ['sprop-parameter-sets'] : ['sprop-vps', 'sprop-sps', 'sprop-pps']
  return names
    .flatMap((name) => (parameters.get(name) ?? '').split(','))
    .map(base64Bytes)
    .filter((set) => set.length > 0)
}

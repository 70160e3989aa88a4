import type { AnyValue, AnyValues } from '#common/schema/infer.ts'
import type { PictureSize } from '#common/analysis/exchange.ts'
import type { TextLook } from '#renderer/components/picture/drawn.ts'

export interface PreviewAbout {
  /** A text of a camera, or a place of a recorder. */
  readonly record: AnyValues
  /** The overlay style of a camera, or of a recorder. */
  readonly style: AnyValues
  /** What the picture's clock shows, as if it were UTC. */
  readonly now: Date
  /** What only the device knows, by the kind of text: `Device name`. */
  readonly names: Readonly<Record<string, string>>
  /** Of the main stream, px. */
  readonly picture: PictureSize
}

/** Part of the picture's height that letters have; the manual names the sizes alone, so these are ours. */
const letterHeights: Readonly<Record<string, number>> = { Large: 0.06, Medium: 0.045, Small: 0.033 }

/** How much of the picture a text hides, by the manual's four words (line 3226); how much each is, is ours. */
const opacities: Readonly<Record<string, number>> = { Transparent: 0.3, Translucent: 0.5, 'Half translucent': 0.75, Opaque: 1 }

const colours: Readonly<Record<string, string>> = {
  ...{ White: '#ffffff', Black: '#000000', Red: '#ff0000', Orange: '#ffa500', Yellow: '#ffff00', Green: '#00b400' },
  ...{ 'Blue (7)': '#0000ff', 'Blue (8)': '#00a0ff', Purple: '#a000a0' },
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Formats of a time that the manual lists (line 3483), as devices write them: without their spaces. */
export const usualFormats: readonly string[] = [
  'YYYY-MM-DDhh:mm:ssww',
  'hh:mm:ssYYYY-MM-DDww',
  'MM/DD/YYYYhh:mm:ssww',
  'hh:mm:ssMM/DD/YYYYww',
]

/** A text as it will stand on the picture, as far as the manual says how. */
export function previewOf({ record, style, now, names, picture }: PreviewAbout): TextLook {
  const [line = record] = (Array.isArray(record['lines']) ? record['lines'] : []) as readonly AnyValues[]
  const { kind, content } = line
  const text = kind === 'Time' ? timeText(formatOf(content), now, style) : wordsOf(kind, content, names)
  return {
    text,
    height: heightOf(record, style, picture),
    grows: record['align'] === 'Right' ? 'left' : 'right',
    isShown: line['isShown'] !== false,
    ...lookOf(style),
  }
}

/** A moment in a format of the manual, with the spaces that devices show (line 3490). */
export function timeText(format: string, now: Date, style: AnyValues = {}): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = now.getUTCHours()
  const isShort = style['hasTwelveHours'] === true
  const clock = `${two(isShort ? hours % 12 || 12 : hours)}:${two(now.getUTCMinutes())}:${two(now.getUTCSeconds())}`
  return format
    .replace(/hh:mm:ss/, ` ${clock}${isShort ? (hours < 12 ? ' AM' : ' PM') : ''} `)
    .replace(/YYYY/, String(now.getUTCFullYear()))
    .replace(/MM/, two(now.getUTCMonth() + 1))
    .replace(/DD/, two(now.getUTCDate()))
    .replace(/ww/, ` ${weekdays[now.getUTCDay()] ?? ''}`)
    .trim()
    .replace(/ {2,}/g, ' ')
}

function formatOf(content: unknown): string {
  return typeof content === 'string' && content !== '' ? content : (usualFormats[0] ?? '')
}

/** What only the device knows, and nobody told, is named by its kind. */
function wordsOf(kind: unknown, content: unknown, names: PreviewAbout['names']): string {
  if ((kind === 'Text' || kind === 'Channel name') && typeof content === 'string' && content !== '') return content
  return typeof kind === 'string' ? (names[kind] ?? kind) : ''
}

function heightOf({ size }: AnyValues, style: AnyValues, picture: PictureSize): number {
  const own = named(letterHeights, size)
  const { height } = style
  if (own === undefined && typeof height === 'number' && height > 0) return height / picture.height
  return own ?? letterHeights['Medium'] ?? 0
}

function named<T>(table: Readonly<Record<string, T>>, name: AnyValue | undefined): T | undefined {
  return typeof name === 'string' ? table[name] : undefined
}

function lookOf(style: AnyValues): Pick<TextLook, 'colour' | 'opacity'> {
  const [red, green, blue] = ['red', 'green', 'blue'].map((name) => style[name])
  const mixed = typeof red === 'number' ? `rgb(${red} ${Number(green)} ${Number(blue)})` : undefined
  const colour = mixed ?? named(colours, style['colour'])
  const opacity = named(opacities, style['transparency'])
  return { ...(colour === undefined ? {} : { colour }), ...(opacity === undefined ? {} : { opacity }) }
}

import type { Field, Fields, NumberField } from '../schema/field.ts'
import type { AnyValues } from '../schema/infer.ts'
import type { PictureSize } from './exchange.ts'

/** How large a target must be, or may be: a size without a place, held against whoever stands in the picture. */
export interface SizeLimit {
  /** `smallest`, `largest`, or the field it stands in: `faceMin`. */
  readonly id: string
  readonly label: string
  /** Percent of the picture's width and height. */
  readonly width: number
  readonly height: number
}

type Extent = Pick<SizeLimit, 'width' | 'height'>

/** The least side of a limit that can still be taken hold of, in percent; ours. */
const leastSide = 0.1
/** Digits behind the point, in percent: a hundredth is a fifth of a pixel of 1080p. */
const digits = 2

/** The limits of a width and a height (manual line 14109), and the fields they stand in. */
const shapes = [
  { id: 'smallest', label: 'Smallest target', width: 'minWidth', height: 'minHeight', within: ['maxWidth', 'maxHeight'] },
  { id: 'largest', label: 'Largest target', width: 'maxWidth', height: 'maxHeight', within: ['minWidth', 'minHeight'] },
] as const

/** Height over width of what is limited by its width in pixels alone, and the switch of its kind; ours. */
const kinds: Readonly<Record<string, { readonly tall: number; readonly on: string }>> = {
  face: { tall: 1.3, on: 'faces' },
  person: { tall: 2.6, on: 'people' },
  vehicle: { tall: 0.75, on: 'vehicles' },
  plate: { tall: 0.3, on: 'plates' },
}

/** True for a setting that counts pixels of the main stream: it cannot be drawn without that picture's size. */
export function countsPixels(fields: Fields): boolean {
  return pixelFields(fields).length > 0
}

/**
 * The limits of size that are on. The manual gives no unit for widths and heights: they are taken as percent of the picture, as all that
 * is drawn is. Widths in pixels (line 27177) are of the main stream's picture; without its size they are left out.
 */
export function sizeLimits(fields: Fields, values: AnyValues, main?: PictureSize): readonly SizeLimit[] {
  const shaped =
    values['limitShape'] === true
      ? shapes.flatMap(({ id, label, width, height }): readonly SizeLimit[] => {
          const [wide, high] = [values[width], values[height]]
          return typeof wide === 'number' && typeof high === 'number' ? [{ id, label, width: wide, height: high }] : []
        })
      : []
  const pixels = main
    ? pixelFields(fields).flatMap(({ id, label, kind }): readonly SizeLimit[] => {
        const width = values[id]
        return typeof width === 'number' && values[kind.on] !== false ? [{ id, label, ...extentOf(width, kind.tall, main) }] : []
      })
    : []
  return [...shaped, ...pixels]
}

/** The values with a limit of another size, in percent: never beyond its counterpart, nor what the device takes. */
export function withSizeLimit(fields: Fields, values: AnyValues, id: string, { width, height }: Extent, main?: PictureSize): AnyValues {
  const shape = shapes.find((one) => one.id === id)
  if (shape) {
    const [wide, high] = shape.within.map((name) => values[name])
    const kept = (value: number, other: unknown) => rounded(bounded(value, id, typeof other === 'number' ? other : undefined))
    return { ...values, [shape.width]: kept(width, wide), [shape.height]: kept(height, high) }
  }
  const field = fields[id]
  if (!main || !isNumber(field)) return values
  const pixels = Math.round((width / 100) * main.width)
  return { ...values, [id]: Math.min(field.max ?? Infinity, Math.max(field.min ?? 0, pixels)) }
}

/** Percent of a picture, of something so many pixels wide. */
function extentOf(pixels: number, tall: number, { width, height }: PictureSize): Extent {
  return { width: rounded((pixels / width) * 100), height: rounded(((pixels * tall) / height) * 100) }
}

function bounded(value: number, id: string, other: number | undefined): number {
  const [low, high] = id === 'smallest' ? [leastSide, other ?? 100] : [Math.max(leastSide, other ?? 0), 100]
  return Math.min(Math.max(value, low), Math.max(low, high))
}

function rounded(value: number): number {
  return Number(value.toFixed(digits))
}

function pixelFields(fields: Fields) {
  return Object.entries(fields).flatMap(([id, field]) => {
    const kind = kinds[/^(\w+?)(?:Min|Max)$/.exec(id)?.[1] ?? '']
    return kind && isNumber(field) && field.unit === 'px' ? [{ id, label: field.label, kind }] : []
  })
}

function isNumber(field: Field | undefined): field is NumberField {
  return field?.kind === 'int' || field?.kind === 'real'
}

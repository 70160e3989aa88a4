import { figuresOf } from '../analysis/figures.ts'
import type { Field, Fields, NumberField } from '../schema/field.ts'
import type { AnyValue, AnyValues } from '../schema/infer.ts'
import { boxAt, type Camera, type Size } from './camera.ts'
import type { Mark } from './marks.ts'

/** From what the sizes of a rule follow. */
export interface Sizing {
  readonly camera: Camera
  readonly marks: readonly Mark[]
  /** m */
  readonly target: Size
}

/** The smallest target a rule takes. */
export interface Least {
  /** Percent of the picture; 0 for what is not limited. */
  readonly box: Size
  /** cm² */
  readonly area: number
}

/** Of the width and height of a target, what still counts as one and what counts as one at the most; ours. */
const [smallest, largest] = [0.7, 1.4]
/** Rows between the nearest and the farthest place of a region that are looked at. */
const steps = 50
const squareCentimetres = 10_000
const centimetres = 100

/** The part of the picture's rows where people stand who concern a rule, in percent from its top. */
interface Rows {
  readonly from: number
  readonly to: number
}

/** True for settings with a size that a perspective can tell: targets, or calibration lines. */
export function hasSizes(fields: Fields): boolean {
  if (areaFields(fields) || boxFields(fields) || calibration(fields)) return true
  return Object.values(fields).some((field) => field.kind === 'list' && hasSizes(field.item))
}

/**
 * The values of a setting with the sizes that follow from a perspective, as far as the device has them.
 *
 * Sizes in cm² are those of the target itself, as the manual says (line 15598). It gives no unit for widths and heights (line 14109), nor for
 * the length of a calibration line (line 20350): they are taken as percent of the picture, in which the device counts everything
 * else it draws, and as cm, because areas are cm².
 */
export function withSizes(fields: Fields, values: AnyValues, sizing: Sizing): AnyValues {
  return sizedIn(fields, values, sizing, rowsOf(fields, values))
}

/** The smallest target a setting takes, the strictest of its regions; undefined where it limits none. */
export function leastOf(fields: Fields, values: AnyValues): Least | undefined {
  const all = leastIn(fields, values)
  if (all.length === 0) return undefined
  const most = (of: (one: Least) => number) => Math.max(...all.map(of))
  return { box: { width: most(({ box }) => box.width), height: most(({ box }) => box.height) }, area: most(({ area }) => area) }
}

/** cm² of a target as one sees it from the front. */
export function areaOf({ width, height }: Size): number {
  return width * height * squareCentimetres
}

function sizedIn(fields: Fields, values: AnyValues, sizing: Sizing, rows: Rows): AnyValues {
  const own = { ...areas(fields, values, sizing), ...boxes(fields, values, sizing, rows), ...lines(fields, values, sizing) }
  const lists = Object.entries(fields).flatMap(([name, field]) => {
    const items = values[name]
    if (field.kind !== 'list' || name in own || !Array.isArray(items)) return []
    return [[name, (items as readonly AnyValues[]).map((item) => sizedIn(field.item, item, sizing, rows))] as const]
  })
  return { ...values, ...Object.fromEntries(lists), ...own }
}

function areas(fields: Fields, values: AnyValues, { target }: Sizing): AnyValues {
  const found = areaFields(fields)
  if (!found || values['minSize'] === undefined || values['maxSize'] === undefined) return {}
  const area = areaOf(target)
  return {
    ...(values['limitSize'] === undefined ? {} : { limitSize: true }),
    minSize: kept(found.min, area * smallest ** 2),
    maxSize: kept(found.max, area * largest ** 2),
  }
}

function boxes(fields: Fields, values: AnyValues, { camera, target }: Sizing, { from, to }: Rows): AnyValues {
  if (!boxFields(fields) || ['minWidth', 'minHeight', 'maxWidth', 'maxHeight'].some((name) => values[name] === undefined)) return {}
  const seen = Array.from({ length: steps + 1 }, (_, step) => boxAt(camera, { x: 50, y: from + ((to - from) * step) / steps }, target))
  const there = seen.flatMap((box) => box ?? [])
  if (there.length === 0) return {}
  const [widths, heights] = [there.map(({ width }) => width), there.map(({ height }) => height)]
  const percent = (value: number) => Number(Math.min(100, value).toFixed(2))
  return {
    ...(values['limitShape'] === undefined ? {} : { limitShape: true }),
    minWidth: percent(Math.min(...widths) * smallest),
    minHeight: percent(Math.min(...heights) * smallest),
    maxWidth: percent(Math.max(...widths) * largest),
    maxHeight: percent(Math.max(...heights) * largest),
  }
}

/** Marks as calibration lines: upright ones are vertical; on the ground only those that lie across, which a device can know the length of. */
function lines(fields: Fields, values: AnyValues, { camera: { lens }, marks }: Sizing): AnyValues {
  if (!calibration(fields) || values['calibration'] === undefined) return {}
  const isAcross = ({ from, to }: Mark) => Math.abs(to.x - from.x) > 4 * Math.abs((to.y - from.y) / lens.aspect)
  return {
    calibration: marks
      .filter((mark) => mark.kind === 'upright' || isAcross(mark))
      .map(({ kind, from, to, length }) => ({
        length: Math.round(length * centimetres),
        direction: kind === 'upright' ? 'Vertical' : 'Horizontal',
        startX: from.x,
        startY: from.y,
        endX: to.x,
        endY: to.y,
      })),
  }
}

function leastIn(fields: Fields, values: AnyValues): readonly Least[] {
  const number = (name: string) => (typeof values[name] === 'number' ? values[name] : 0)
  const isBox = boxFields(fields) && values['limitShape'] !== false
  const isArea = areaFields(fields) !== undefined && values['limitSize'] !== false
  const own: Least = {
    box: isBox ? { width: number('minWidth'), height: number('minHeight') } : { width: 0, height: 0 },
    area: isArea ? number('minSize') : 0,
  }
  const deeper = Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'list' ? itemsOf(values[name]).flatMap((item) => leastIn(field.item, item)) : [],
  )
  return own.area > 0 || own.box.width > 0 || own.box.height > 0 ? [own, ...deeper] : deeper
}

/** From the farthest to the nearest place drawn; the whole picture where nothing is. */
function rowsOf(fields: Fields, values: AnyValues): Rows {
  const ys = figuresOf(fields, values).flatMap(({ points }) => points.map(({ y }) => y))
  return ys.length === 0 ? { from: 0, to: 100 } : { from: Math.min(...ys), to: Math.max(...ys) }
}

function areaFields({ minSize, maxSize }: Fields): { readonly min: NumberField; readonly max: NumberField } | undefined {
  return isNumber(minSize) && isNumber(maxSize) && minSize.unit === 'cm²' ? { min: minSize, max: maxSize } : undefined
}

function boxFields(fields: Fields): boolean {
  return ['minWidth', 'minHeight', 'maxWidth', 'maxHeight'].every((name) => isNumber(fields[name]))
}

function calibration({ calibration: field }: Fields): boolean {
  return field?.kind === 'list' && ['length', 'startX', 'startY', 'endX', 'endY'].every((name) => isNumber(field.item[name]))
}

/** A whole number that a field takes. */
function kept({ min = -Infinity, max = Infinity }: NumberField, value: number): number {
  return Math.round(Math.min(max, Math.max(min, value)))
}

function itemsOf(value: AnyValue | undefined): readonly AnyValues[] {
  return Array.isArray(value) ? (value as readonly AnyValues[]) : []
}

function isNumber(field: Field | undefined): field is NumberField {
  return field?.kind === 'int' || field?.kind === 'real'
}

import type { Point } from '../geometry/outline.ts'
import type { Field, Fields, ListField, NumberField } from '../schema/field.ts'
import type { AnyValue, AnyValues } from '../schema/infer.ts'
import { isPaintedWeek } from '../schema/paintedWeek.ts'

/** What is drawn: corners of an outline, a line from its start to its end, two opposite corners of a box, or the one place of a text. */
export type FigureShape = 'outline' | 'line' | 'box' | 'point'

/** Something of a setting that is drawn on the picture. */
export interface Figure {
  /** Where it stands in the values, `regions[0].outline`; two lines of one region differ in the end, `regions[0].line2`. */
  readonly id: string
  readonly shape: FigureShape
  /** In percent of the picture; none while a device has nothing drawn there. */
  readonly points: readonly Point[]
  /** The item of a list that it belongs to, `regions[0]`; itself stands in the setting where left out. */
  readonly item?: string
  /** Corners a device takes. */
  readonly min: number
  readonly max: number
  /** Digits behind the point, in percent, that the device keeps. */
  readonly digits?: number
  /** Percent of the picture in one step of a device that counts in whole steps. */
  readonly step?: number
}

/** A list whose items are drawn: it takes more of them. */
export interface FigureList {
  /** `regions`; of a list in a list the one of its first item, `regions[0].areas`: the manual prints no second. */
  readonly path: string
  readonly field: ListField
  /** What is drawn in an item; the lines of a double tripwire are two. */
  readonly shapes: readonly FigureShape[]
}

type Step = string | number

const percent = 100

/** The names of the two ends of a line in a record; a second line has them with a number. */
const lineEnds = ['', '2'].map((suffix) => ({
  id: `line${suffix}`,
  ends: [
    [`startX${suffix}`, `startY${suffix}`],
    [`endX${suffix}`, `endY${suffix}`],
  ] as const,
}))

/** The names of the corner of a box. */
const boxCorners = [
  ['left', 'top'],
  ['x', 'y'],
] as const

/** Everything of a setting that is drawn on the picture, in the order of its values. */
export function figuresOf(fields: Fields, values: AnyValues): readonly Figure[] {
  return figuresIn(fields, values, [])
}

/** The lists of a setting whose items are drawn. */
export function figureLists(fields: Fields, path = ''): readonly FigureList[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.kind !== 'list' || isOutline(field)) return []
    const here = path === '' ? name : `${path}.${name}`
    const shapes = shapesIn(field.item)
    return [...(shapes.length > 0 ? [{ path: here, field, shapes }] : []), ...figureLists(field.item, `${here}[0]`)]
  })
}

/** The list of figures that has an item, `regions[1]` or `regions[0].areas[2]`; undefined for any other place. */
export function figureListOf(fields: Fields, item: string): FigureList | undefined {
  const path = item.replace(/\[\d+\]$/, '')
  const list = figureLists(fields).find((one) => one.path === path.replace(/\[\d+\]/g, '[0]'))
  return path === item || !list ? undefined : { ...list, path }
}

/** The values with one figure drawn anew; numbers that nothing changed stay as they are. */
export function withFigure(fields: Fields, values: AnyValues, id: string, points: readonly Point[]): AnyValues {
  const steps = stepsOf(id)
  const name = steps.at(-1)
  if (typeof name !== 'string') return values
  const record = steps.slice(0, -1)
  return changedAt(values, record, (own) => drawnIn(fieldsAt(fields, record), own, name, points))
}

/** The values with one item more at the end of a list, as a person drew it. */
export function withItem(values: AnyValues, list: string, item: AnyValues): AnyValues {
  const steps = stepsOf(list)
  const name = String(steps.at(-1))
  return changedAt(values, steps.slice(0, -1), (record) => ({ ...record, [name]: [...itemsOf(record[name]), item] }))
}

/** The values without one item, `regions[1]`. */
export function withoutItem(values: AnyValues, path: string): AnyValues {
  const steps = stepsOf(path)
  const [name, index] = [String(steps.at(-2)), steps.at(-1)]
  return changedAt(values, steps.slice(0, -2), (record) => ({
    ...record,
    [name]: itemsOf(record[name]).filter((_, place) => place !== index),
  }))
}

/** What stands at a place, `regions[1]`; undefined where there is no such thing. */
export function recordAt(values: AnyValues, path: string): AnyValues | undefined {
  return stepsOf(path).reduce<AnyValue | AnyValues | undefined>((at, step) => {
    if (typeof step === 'number') return Array.isArray(at) ? (at as readonly AnyValues[])[step] : undefined
    return isRecord(at) ? at[step] : undefined
  }, values) as AnyValues | undefined
}

/** The values with a record in another's place. */
export function withRecord(values: AnyValues, path: string, record: AnyValues): AnyValues {
  return changedAt(values, stepsOf(path), () => record)
}

/** An item without what is drawn in it. */
export function undrawn(item: Fields, values: AnyValues): AnyValues {
  const drawn = new Set(Object.keys(item).filter((name) => isDrawn(item, name)))
  return Object.fromEntries(Object.entries(values).filter(([name]) => !drawn.has(name)))
}

/** True for a value that says where something lies on the picture: nobody types it beside the picture it is drawn on. */
export function isDrawn(fields: Fields, name: string): boolean {
  const field = fields[name]
  if (field?.kind === 'list') return isOutline(field)
  const line = linesIn(fields).flatMap(({ ends }) => ends.flat())
  return [...line, ...(boxIn(fields)?.names ?? []), ...(placeIn(fields) ? ['x', 'y'] : [])].includes(name)
}

/** What is typed rather than drawn or painted, without what only a device says and orders that nobody gives by hand. */
export function typedFields(fields: Fields): Fields {
  const drawn = new Set(figureLists(fields).map(({ path }) => path.replace(/\[.*/, '')))
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, field]) => !drawn.has(name) && !isDrawn(fields, name) && !isPaintedWeek(field) && !field.readOnly && !field.order,
    ),
  )
}

function figuresIn(fields: Fields, values: AnyValues, path: readonly Step[]): readonly Figure[] {
  const item = path.length > 0 ? { item: textOf(path) } : {}
  const [box, place] = [boxIn(fields), placeIn(fields)]
  const own: readonly Figure[] = [
    ...linesIn(fields).map(({ id, ends }): Figure => {
      const points = ends.flatMap(([x, y]) => pointIn(values, x, y) ?? [])
      return { id: textOf([...path, id]), shape: 'line', points: points.length === 2 ? points : [], min: 2, max: 2, ...item }
    }),
    ...(place ? [pointOf(place, values, textOf([...path, 'point']), item)] : []),
    ...(box
      ? [{ id: textOf([...path, 'box']), shape: 'box' as const, points: cornersIn(box, values), min: 2, max: 2, ...stepIn(box), ...item }]
      : []),
  ]
  const deeper = Object.entries(fields).flatMap(([name, field]): readonly Figure[] => {
    if (field.kind !== 'list') return []
    if (isOutline(field)) return [outlineOf(field, values[name], textOf([...path, name]), item)]
    return itemsOf(values[name]).flatMap((one, index) => figuresIn(field.item, one, [...path, name, index]))
  })
  return [...own, ...deeper]
}

function outlineOf(field: ListField, value: AnyValue | undefined, id: string, item: Pick<Figure, 'item'>): Figure {
  const digits = numberField(field.item['x'])?.digits
  return {
    id,
    shape: 'outline',
    points: itemsOf(value).flatMap((point) => pointIn(point, 'x', 'y') ?? []),
    min: field.min ?? 3, // two corners are a line; a device that says how few it takes is followed
    max: field.max ?? Infinity,
    ...(digits === undefined ? {} : { digits }),
    ...item,
  }
}

/** One place, that of a text: how many of a device's whole steps the picture is wide and high, and how far a text may stand. */
interface Place {
  readonly whole: number
  readonly x: NumberField
  readonly y: NumberField
}

function placeIn({ width, x, y }: Fields): Place | undefined {
  const [across, down] = [wholeNumber(x), wholeNumber(y)]
  const whole = across?.whole ?? (across?.min === 0 && across.max === percent && down?.max === percent ? percent : undefined)
  return across && down && whole !== undefined && width === undefined ? { whole, x: across, y: down } : undefined
}

function pointOf({ whole }: Place, values: AnyValues, id: string, item: Pick<Figure, 'item'>): Figure {
  const point = pointIn(values, 'x', 'y')
  const step = percent / whole
  const points = point ? [{ x: point.x * step, y: point.y * step }] : []
  return { id, shape: 'point', points, min: 1, max: 1, digits: Math.round(Math.log10(whole / percent)), step, ...item }
}

/** In the steps of the device, as far as it takes a place. */
function placed({ whole, x, y }: Place, at: Point): AnyValues {
  const kept = (value: number, { min = 0, max = whole }: NumberField) => Math.min(max, Math.max(min, Math.round((value / percent) * whole)))
  return { x: kept(at.x, x), y: kept(at.y, y) }
}

/** Corners of a polygon, in percent of the picture. */
function isOutline(field: ListField): boolean {
  const axes = [numberField(field.item['x']), numberField(field.item['y'])]
  return field.as === 'polygon' && axes.every((axis) => axis?.min === 0 && axis.max === 100)
}

function shapesIn(fields: Fields): readonly FigureShape[] {
  return [
    ...linesIn(fields).map((): FigureShape => 'line'),
    ...(boxIn(fields) ? (['box'] as const) : []),
    ...(placeIn(fields) ? (['point'] as const) : []),
    ...Object.values(fields).flatMap((field): readonly FigureShape[] => (field.kind === 'list' && isOutline(field) ? ['outline'] : [])),
  ]
}

function linesIn(fields: Fields) {
  return lineEnds.filter(({ ends }) => ends.flat().every((name) => numberField(fields[name])?.max === 100))
}

/** A box, and how many steps of the device the picture is wide and high. */
interface Box {
  readonly names: readonly [string, string, 'width', 'height']
  readonly wide: number
  readonly high: number
  readonly digits: number
}

/** Only where the manual says of what picture its numbers are. */
function boxIn(fields: Fields): Box | undefined {
  const [width, height] = [numberField(fields['width']), numberField(fields['height'])]
  for (const [x, y] of boxCorners) {
    const [left, top] = [numberField(fields[x]), numberField(fields[y])]
    if (!left?.max || !top?.max || !width || !height) continue
    return { names: [x, y, 'width', 'height'], wide: left.max, high: top.max, digits: left.kind === 'int' ? 0 : (left.digits ?? 6) }
  }
  return undefined
}

function stepIn({ wide, high, digits }: Box): Pick<Figure, 'step'> {
  return digits === 0 ? { step: 100 / Math.min(wide, high) } : {}
}

function cornersIn({ names: [x, y], wide, high }: Box, values: AnyValues): readonly Point[] {
  const [left, top, width, height] = [x, y, 'width', 'height'].map((name) => values[name])
  const all = [left, top, width, height].every((value) => typeof value === 'number')
  if (!all || !(Number(width) > 0 && Number(height) > 0)) return []
  const at = (across: number, down: number): Point => ({ x: (across / wide) * 100, y: (down / high) * 100 })
  return [at(Number(left), Number(top)), at(Number(left) + Number(width), Number(top) + Number(height))]
}

function drawnIn(fields: Fields, values: AnyValues, name: string, points: readonly Point[]): AnyValues {
  const field = fields[name]
  if (field?.kind === 'list') return { ...values, [name]: points.map(({ x, y }) => ({ x, y })) }
  const line = linesIn(fields).find(({ id }) => id === name)
  if (line) return { ...values, ...Object.fromEntries(line.ends.flatMap(([x, y], end) => coordinates(x, y, points[end]))) }
  const [[at], place] = [points, placeIn(fields)]
  if (name === 'point' && at && place) return { ...values, ...placed(place, at) }
  const box = boxIn(fields)
  return box && name === 'box' ? { ...values, ...boxed(box, points) } : values
}

function coordinates(x: string, y: string, point: Point | undefined): readonly (readonly [string, number])[] {
  return point
    ? [
        [x, point.x],
        [y, point.y],
      ]
    : []
}

/** In the steps of the device. Its corner and its far corner are rounded, so that what is moved keeps its size. */
function boxed({ names: [x, y], wide, high, digits }: Box, points: readonly Point[]): AnyValues {
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)]
  const kept = (percent: number, of: number) => Number(((percent / 100) * of).toFixed(digits))
  const [left, top] = [kept(Math.min(...xs), wide), kept(Math.min(...ys), high)]
  return {
    [x]: left,
    [y]: top,
    width: Number((kept(Math.max(...xs), wide) - left).toFixed(digits)),
    height: Number((kept(Math.max(...ys), high) - top).toFixed(digits)),
  }
}

function changedAt(values: AnyValues, steps: readonly Step[], change: (record: AnyValues) => AnyValues): AnyValues {
  const [name, index, ...rest] = steps
  if (name === undefined) return change(values)
  const items = itemsOf(values[name])
  const changed = items.map((one, place) => (place === index ? changedAt(one, rest, change) : one))
  // An item that is put into a list of the next one begins that one.
  return { ...values, [name]: index === items.length && rest.length === 0 ? [...changed, change({})] : changed }
}

function fieldsAt(fields: Fields, steps: readonly Step[]): Fields {
  return steps.reduce<Fields>((at, step) => {
    const field = typeof step === 'string' ? at[step] : undefined
    return field?.kind === 'list' ? field.item : at
  }, fields)
}

/** `regions[0].outline` as `regions`, 0, `outline`. */
function stepsOf(path: string): readonly Step[] {
  return [...path.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step))
}

function textOf(steps: readonly Step[]): string {
  return steps.map((step, place) => (typeof step === 'number' ? `[${step}]` : place === 0 ? step : `.${step}`)).join('')
}

function pointIn(values: AnyValues, x: string, y: string): Point | undefined {
  const [across, down] = [values[x], values[y]]
  return typeof across === 'number' && typeof down === 'number' ? { x: across, y: down } : undefined
}

function itemsOf(value: AnyValue | undefined): readonly AnyValues[] {
  return Array.isArray(value) ? (value as readonly AnyValues[]) : []
}

function isRecord(value: AnyValue | AnyValues | undefined): value is AnyValues {
  return typeof value === 'object' && !Array.isArray(value)
}

function wholeNumber(field: Field | undefined): NumberField | undefined {
  return field?.kind === 'int' ? field : undefined
}

function numberField(field: Field | undefined): NumberField | undefined {
  return field?.kind === 'real' || field?.kind === 'int' ? field : undefined
}

import { calibration } from '#common/catalog/body/calibration.ts'
import { flatField } from '#common/catalog/image/thermalPicture.ts'
import { thermalAbility } from '#common/catalog/thermal/ability.ts'
import { areas, maskedAreas } from '#common/catalog/thermal/areas.ts'
import { ambient, measureMode, measuring } from '#common/catalog/thermal/measuring.ts'
import { correctPixels, gridTemperatures, pointTemperature } from '#common/catalog/thermal/points.ts'
import { decode } from '#common/schema/decode.ts'
import { encode } from '#common/schema/encode.ts'
import { type AnyValues, erase, restore, type ValuesOf } from '#common/schema/infer.ts'
import { type Answer, lines, ok, refusal } from '../cgi/answer.ts'
import type { CgiRequest } from '../cgi/request.ts'
import type { Identity, Profile } from '../profile.ts'
import { isThermal } from '../streams.ts'
import { type DetectorKind, scatter } from './detector.ts'
import type { Corrected, HeatCamera } from './heatCamera.ts'
import { inside as pixelsInside } from './outlines.ts'

/** A thermal camera as what is asked of it sees it. */
export interface Heat {
  readonly heat?: HeatCamera
  readonly profile: Profile
  readonly kept: (settingId: string) => AnyValues
  readonly keep: (settingId: string, value: AnyValues) => void
}

type Area = ValuesOf<typeof areas.fields>['areas'][number]
type Asked = (key: string) => string | undefined

/** Points of one grid at the most; the manual has "n" (line 23826). Ours. */
const mostPoints = 10_000

/** True for settings of the detector: there is one, whichever channel a request names. */
export function isOfDetector(settingId: string): boolean {
  return settingId.startsWith('thermal.') || settingId === flatField.id
}

/** The detector its ability tells of; `undefined` for a camera that sees no heat. */
export function detectorOf({ series, detectorOffset = 0 }: Profile, { mac }: Identity, ability: AnyValues): DetectorKind | undefined {
  if (!isThermal(series)) return undefined
  const { width = 640, height = 512 } = restore(thermalAbility.fields, ability)
  const seed = mac.split(':').reduce((sum, part) => scatter(sum ^ Number.parseInt(part, 16)), 0)
  return { width, height, offset: detectorOffset, seed }
}

/** What the areas read now; all of them, or the one that is named (-1 is all, as clients of such cameras ask). */
export function temperaturesOfAreas(device: Heat, named: string | undefined): AnyValues {
  const { heat } = device
  const { enabled } = measuringOf(device)
  if (!heat || !enabled) return { areas: [] }
  const wanted = named === undefined || Number(named) < 0 ? undefined : Number(named)
  const hidden = maskedPixels(device, heat)
  const { areas: all } = restore(areas.fields, keptOf(device, areas.id, presetOf(device)))
  const told = all
    .filter((area) => area.enabled && (wanted === undefined || area.area === wanted))
    .flatMap((area) => {
      const pixels = pixelsInside(area.outline, area.shape, heat.kind).filter(({ x, y }) => !hidden.has(y * heat.kind.width + x))
      return pixels.length === 0 ? [] : [ofArea(device, heat, area, pixels)]
    })
  return erase({ areas: told })
}

function ofArea(device: Heat, heat: HeatCamera, area: Area, pixels: readonly { readonly x: number; readonly y: number }[]) {
  const { unit } = measuringOf(device)
  const by = correctionOf(device, area)
  let [highest, lowest, sum] = [{ x: 0, y: 0, value: -Infinity }, { x: 0, y: 0, value: Infinity }, 0]
  for (const pixel of pixels) {
    const value = readAs(device, heat, pixel, by)
    if (value > highest.value) highest = { ...pixel, value }
    if (value < lowest.value) lowest = { ...pixel, value }
    sum += value
  }
  return {
    area: area.area,
    unit,
    maxX: highest.x,
    maxY: highest.y,
    max: rounded(highest.value),
    minX: lowest.x,
    minY: lowest.y,
    min: rounded(lowest.value),
    average: rounded(sum / pixels.length),
  }
}

/** A point says how it looks: nothing is corrected, for no request tells the emissivity of the whole picture. Ours. */
export function temperatureOfPoint(device: Heat, { pairs }: CgiRequest): Answer {
  const { heat } = device
  if (!heat || !measuringOf(device).enabled) return refusal(-506)
  const place = decode(pointTemperature.args, pairs).value
  const temperature = rounded(readAs(device, heat, heat.pixelAt(place), uncorrected))
  return lines(encode(pointTemperature.answer ?? {}, { unit: measuringOf(device).unit, temperature }))
}

/** A side whose ends are the same has one point, any other two or more (manual line 23828). */
export function temperaturesOfGrid(device: Heat, { pairs }: CgiRequest): Answer {
  const { heat } = device
  const { unit, enabled } = measuringOf(device)
  if (!heat || !enabled) return refusal(-506)
  const { fromX, toX, fromY, toY, columns, rows } = decode(gridTemperatures.args, pairs).value
  const isSide = (from: number, to: number, count: number) => (from === to ? count === 1 : count >= 2)
  if (!isSide(fromX, toX, columns) || !isSide(fromY, toY, rows) || columns * rows > mostPoints) return refusal(-23)
  const along = (from: number, to: number, count: number, index: number) =>
    count === 1 ? from : from + ((to - from) * index) / (count - 1)
  const points = Array.from({ length: columns * rows }, (_, at) => {
    const place = { x: along(fromX, toX, columns, at % columns), y: along(fromY, toY, rows, Math.floor(at / columns)) }
    return { ...place, temperature: rounded(readAs(device, heat, heat.pixelAt(place), uncorrected)), unit }
  })
  return lines(encode(gridTemperatures.answer ?? {}, { points }))
}

/** Places are percent, as in all other lists of points of these chapters: the manual gives no unit (line 23553). */
export function correctNamed({ heat }: Heat, { pairs }: CgiRequest): Answer {
  const { pixels } = decode(correctPixels.args, pairs).value
  if (!heat || pixels.some(({ x, y }) => !(x >= 0 && x < 100 && y >= 0 && y < 100))) return refusal(-23)
  heat.correct(pixels.map(heat.pixelAt))
  return ok()
}

/** What the camera adds to what it was set to: the temperatures it has measured of itself. */
export function withOwnTemperatures(device: Heat, kept: AnyValues, field: 'inside' | 'measured'): AnyValues {
  const { heat } = device
  if (!heat) return kept
  const celsius = field === 'inside' ? heat.housing() : heat.shown().air.temperature
  return { ...kept, [field]: rounded(inUnit(celsius, measuringOf(device).unit)) }
}

/** Two requests set the same temperature of the air: what one is told the other tells. */
export function shareAmbient(device: Heat, by: string, after: AnyValues): void {
  const other = by === ambient.id ? measuring.id : ambient.id
  device.keep(keyOf(device, other), { ...keptOf(device, other), ambient: after['ambient'] })
}

/** Evens out at once where the set says so, and keeps to what it says from now on. */
export function followFlatField({ heat }: Heat, after: AnyValues, asked: Asked): void {
  const { mode, minutes, degrees } = restore(flatField.fields, after)
  heat?.evenOutBySelf(mode === 'automatic' ? { minutes, degrees } : undefined)
  if (asked('shutterAdjustTrigger') === '1' || asked('backgroundAdjustTrigger') === '1') heat?.evenOut()
}

/** Takes the area for the black body it is told of, once, and holds to that while it is on. */
export function calibrateBy(device: Heat, after: AnyValues): void {
  const { heat } = device
  if (!heat) return
  const { enabled, target, emissivity, distance, area } = restore(calibration.fields, after)
  if (!enabled) {
    heat.calibrate(undefined)
    return
  }
  const { unit } = measuringOf(device)
  const as = { ...correctionOf(device), emissivity, distance }
  heat.calibrate({ pixels: pixelsInside(area.slice(0, 2), 'rectangle', heat.kind), celsius: inCelsius(target, unit), as })
}

const uncorrected: Corrected = { emissivity: 1, reflected: 20, distance: 0, ambient: 20 }

/** What an area is measured with; the air where it has no reflected temperature of its own. */
function correctionOf(device: Heat, area?: Area): Corrected {
  const { unit, ambient: air } = measuringOf(device)
  const ambientCelsius = inCelsius(air, unit)
  return {
    emissivity: area?.emissivity ?? 1,
    distance: area?.distance ?? 0,
    ambient: ambientCelsius,
    reflected: area?.reflection ? inCelsius(area.reflected, unit) : ambientCelsius,
  }
}

/** In the unit it is set to, no higher and no lower than it measures; the "correction factor" is added, ours: the manual prints 0 and 31. */
function readAs(device: Heat, heat: HeatCamera, pixel: { readonly x: number; readonly y: number }, by: Corrected): number {
  const { unit, correction, min, max } = measuringOf(device)
  return Math.min(max, Math.max(min, inUnit(heat.read(pixel, by), unit) + correction))
}

function measuringOf(device: Heat) {
  return restore(measuring.fields, keptOf(device, measuring.id))
}

function maskedPixels(device: Heat, { kind }: HeatCamera): ReadonlySet<number> {
  const { enabled, areas: hidden } = restore(maskedAreas.fields, keptOf(device, maskedAreas.id))
  if (!enabled) return new Set()
  return new Set(hidden.flatMap(({ outline }) => pixelsInside(outline, 'polygon', kind).map(({ x, y }) => y * kind.width + x)))
}

/** The list of areas that is measured: that of the picture, or of a preset. */
function presetOf({ kept }: Heat): number {
  const { mode, preset } = restore(measureMode.fields, kept(measureMode.id))
  return mode === 'presets' ? preset : 0
}

function keptOf(device: Heat, settingId: string, part = 0): AnyValues {
  const own = device.kept(`${keyOf(device, settingId)}${part === 0 ? '' : `#${part}`}`)
  return Object.keys(own).length > 0 ? own : device.kept(settingId)
}

function keyOf({ profile }: Heat, settingId: string): string {
  return `${settingId}/${profile.channels[0]}`
}

function inCelsius(value: number, unit: string): number {
  return unit === '°F' ? ((value - 32) * 5) / 9 : value
}

function inUnit(celsius: number, unit: string): number {
  return unit === '°F' ? (celsius * 9) / 5 + 32 : celsius
}

/** Two digits behind the point, as the manual prints them. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

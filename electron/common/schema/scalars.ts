import { toBase64 } from '../wire/base64.ts'
import { WireError, type WireProblem } from '../wire/wireError.ts'
import type { Field, ListField } from './field.ts'
import type { AnyValue } from './infer.ts'
import { placeOf } from './names.ts'

export type Scalar = Exclude<Field, ListField>

// No two parts of it can match the same digits: a megabyte of them is read once.
const numeric = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * Reads one value. An empty value of a number, a switch or a choice is "not there": devices leave them blank.
 *
 * @param name of the value in the record at `path`; without it the path is its own
 * @throws WireError naming the place when the text is of another kind.
 */
export function readScalar(field: Scalar, raw: string, path: string, name?: string): AnyValue | undefined {
  switch (field.kind) {
    case 'text':
    case 'address':
      return raw
    case 'int':
    case 'real':
      if (raw === '') return undefined
      return readNumber(raw) ?? fault('notANumber', raw, path, name)
    case 'flag':
      return raw === '' ? undefined : (readFlag(raw) ?? readFlag(whole(raw)) ?? fault('notASwitch', raw, path, name))
    case 'choice':
      return raw === '' ? undefined : (field.options[raw] ?? field.options[field.anyCase ? raw.toUpperCase() : whole(raw)] ?? `?${raw}`)
    default:
      return assertNever(field)
  }
}

/** As a set sends it: what a get has plain may go out as base64 of its UTF-8. */
export function sentScalar(field: Scalar, value: AnyValue): string {
  const text = writeScalar(field, value)
  return field.kind === 'text' && field.sentAs === 'base64' ? toBase64(text) : text
}

export function writeScalar(field: Scalar, value: AnyValue): string {
  switch (field.kind) {
    case 'text':
    case 'address':
    case 'int':
      return plain(value)
    case 'real':
      return field.digits === undefined ? plain(value) : Number(value).toFixed(field.digits)
    case 'flag':
      return field.words === 'words' ? plain(value === true) : value === true ? '1' : '0'
    case 'choice':
      return wireOfChoice(field.options, plain(value))
    default:
      return assertNever(field)
  }
}

export function assertNever(value: never): never {
  throw new Error(`not foreseen: ${JSON.stringify(value)}`)
}

function plain(value: AnyValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** `1.000000` as `1`: some firmware writes every number so. */
function whole(raw: string): string {
  return /^-?\d{1,9}\.0{1,9}$/.test(raw) ? raw.slice(0, raw.indexOf('.')) : raw
}

function readNumber(raw: string): number | undefined {
  if (!numeric.test(raw)) return undefined
  const value = Number(raw)
  return Number.isFinite(value) ? value : undefined
}

function readFlag(raw: string): boolean | undefined {
  if (raw === '1') return true
  if (raw === '0') return false
  const word = raw.toLowerCase()
  if (word === 'true' || word === 'on') return true
  return word === 'false' || word === 'off' ? false : undefined
}

function fault(problem: WireProblem, raw: string, path: string, name: string | undefined): never {
  throw new WireError(name === undefined ? path : placeOf(path, name), problem, `“${raw.slice(0, 40)}”`)
}

/** Wire values by what they mean; the first where two mean the same. Made once for each choice. */
const wires = new WeakMap<Readonly<Record<string, string>>, ReadonlyMap<string, string>>()

function wireOfChoice(options: Readonly<Record<string, string>>, value: string): string {
  let known = wires.get(options)
  if (!known) {
    const all = Object.entries(options).map(([wire, name]): [string, string] => [name, wire])
    known = new Map(all.reverse())
    wires.set(options, known)
  }
  return known.get(value) ?? value.replace(/^\?/, '')
}

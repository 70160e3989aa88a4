import { toBase64 } from '../wire/base64.ts'
import { WireError } from '../wire/wireError.ts'
import type { Field, ListField } from './field.ts'
import type { AnyValue } from './infer.ts'

export type Scalar = Exclude<Field, ListField>

// No two parts of it can match the same digits: a megabyte of them is read once.
const numeric = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * Reads one value. An empty value of a number, a switch or a choice is "not there": devices leave them blank.
 *
 * @throws WireError naming the place when the text is of another kind.
 */
export function readScalar(field: Scalar, raw: string, path: string): AnyValue | undefined {
  switch (field.kind) {
    case 'text':
    case 'address':
      return raw
    case 'int':
    case 'real':
      if (raw === '') return undefined
      if (!numeric.test(raw) || !Number.isFinite(Number(raw))) throw new WireError(path, 'notANumber', `“${raw.slice(0, 40)}”`)
      return Number(raw)
    case 'flag':
      return readFlag(whole(raw), path)
    case 'choice':
      return raw === '' ? undefined : (field.options[raw] ?? field.options[whole(raw)] ?? `?${raw}`)
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

function readFlag(raw: string, path: string): boolean | undefined {
  const word = raw.toLowerCase()
  if (word === '') return undefined
  if (word === '1' || word === 'true' || word === 'on') return true
  if (word === '0' || word === 'false' || word === 'off') return false
  throw new WireError(path, 'notASwitch', `“${raw.slice(0, 40)}”`)
}

function wireOfChoice(options: Readonly<Record<string, string>>, value: string): string {
  const known = Object.entries(options).find(([, name]) => name === value)
  return known ? known[0] : value.replace(/^\?/, '')
}

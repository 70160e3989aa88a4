import { crossingOf } from '../geometry/outline.ts'
import { isHostName, isIPv4, isIPv6, isMask } from './addresses.ts'
import type { AddressField, Field, Fields, Issue, ListField, NumberField, TextField } from './field.ts'
import type { AnyValue, AnyValues } from './infer.ts'
import { isLackOf } from './lacking.ts'
import { assertNever } from './scalars.ts'

/**
 * Everything the descriptor holds against a value; empty when it may be sent.
 *
 * `had` is what the device has: a choice of its own that no option names, `?77`, goes back to it unchanged.
 */
export function validateFields(fields: Fields, value: AnyValues, path = '', had: AnyValues = {}): readonly Issue[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const here = path === '' ? name : `${path}.${name}`
    const inner = value[name]
    if (inner === undefined)
      return field.optional || field.readOnly || field.kind === 'list' ? [] : [{ path: here, problem: 'missing' as const }]
    return validateField(field, inner, here, had[name])
  })
}

/** One value against one field; what a form asks while a person types. */
export function validateField(field: Field, value: AnyValue, path: string, had?: AnyValue): readonly Issue[] {
  switch (field.kind) {
    case 'text':
      return typeof value === 'string' ? validateText(field, value, path, had) : [{ path, problem: 'wrongKind' }]
    case 'int':
    case 'real':
      return typeof value === 'number' && Number.isFinite(value)
        ? validateNumber(field, value, path, had)
        : [{ path, problem: 'wrongKind' }]
    case 'flag':
      return typeof value === 'boolean' ? [] : [{ path, problem: 'wrongKind' }]
    case 'choice':
      return typeof value === 'string' &&
        !isChosenLack(field, value, had) &&
        (Object.values(field.options).includes(value) || (value === had && value.startsWith('?')))
        ? []
        : [{ path, problem: 'notOneOf', limits: { options: Object.values(field.options).join(', ') } }]
    case 'address':
      return typeof value === 'string' ? validateAddress(field, value, path) : [{ path, problem: 'wrongKind' }]
    case 'list':
      return Array.isArray(value) ? validateList(field, value as readonly AnyValues[], path, had) : [{ path, problem: 'wrongKind' }]
    default:
      return assertNever(field)
  }
}

/** Nobody can choose that a device has not got what it has. */
function isChosenLack(field: Field, value: AnyValue, had: AnyValue | undefined): boolean {
  return isLackOf(field, value) && had !== undefined && !isLackOf(field, had)
}

const macText = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i
const colourText = /^[0-9a-f]{6}$/i

/** Bytes a text may have where the manual names no most, by what it is; ours. What a device has already goes back as it came. */
const usualMost = { text: 255, url: 1024, base64: Infinity }

function mostOf({ max, as }: TextField): number {
  return max ?? usualMost[as === 'url' || as === 'base64' ? as : 'text']
}

function validateText(field: TextField, value: string, path: string, had: AnyValue | undefined): Issue[] {
  const { min = 0, forbid = '', as } = field
  const [length, max] = [byteLength(value), value === had ? Infinity : mostOf(field)]
  const forbidden = [...new Set([...value].filter((character) => forbid.includes(character)))]
  return [
    ...(length < min ? [{ path, problem: 'tooShort' as const, limits: { min, length } }] : []),
    ...(length > max ? [{ path, problem: 'tooLong' as const, limits: { max, length } }] : []),
    ...(forbidden.length > 0 ? [{ path, problem: 'forbiddenText' as const, limits: { characters: forbidden.join(' ') } }] : []),
    ...(as === 'mac' && value !== '' && !macText.test(value) ? [{ path, problem: 'notAMac' as const }] : []),
    ...(as === 'colour' && value !== '' && !colourText.test(value) ? [{ path, problem: 'notAColour' as const }] : []),
  ]
}

function validateNumber(field: NumberField, value: number, path: string, had: AnyValue | undefined): Issue[] {
  const { kind, min = -Infinity, max = Infinity, step, special = {} } = field
  // What a device has not got goes back as it came.
  if (isLackOf(field, value) && value === had) return []
  if (value in special && !isChosenLack(field, value, had)) return []
  if (kind === 'int' && !Number.isInteger(value)) return [{ path, problem: 'notWhole' }]
  if (value < min || isChosenLack(field, value, had)) return [{ path, problem: 'tooSmall', limits: { min, max } }]
  if (value > max) return [{ path, problem: 'tooLarge', limits: { min, max } }]
  if (step !== undefined && Math.abs(value / step - Math.round(value / step)) > 1e-9)
    return [{ path, problem: 'offStep', limits: { step } }]
  return []
}

function validateAddress({ family, mayBeEmpty }: AddressField, value: string, path: string): Issue[] {
  if (value === '') return mayBeEmpty ? [] : [{ path, problem: 'missing' }]
  switch (family) {
    case 'v4':
      return isIPv4(value) ? [] : [{ path, problem: 'notAnAddress' }]
    case 'mask':
      return isMask(value) ? [] : [{ path, problem: 'notAMask' }]
    case 'v6':
      return isIPv6(value) ? [] : [{ path, problem: 'notAnAddress' }]
    case 'host':
      return isIPv4(value) || isIPv6(value) || isHostName(value) ? [] : [{ path, problem: 'notAnAddress' }]
  }
}

function validateList(field: ListField, items: readonly AnyValues[], path: string, had: AnyValue | undefined): readonly Issue[] {
  const those = Array.isArray(had) ? (had as readonly AnyValues[]) : []
  const { min = 0, max = Infinity } = field
  return [
    ...(items.length < min ? [{ path, problem: 'tooFew' as const, limits: { min, max } }] : []),
    ...(items.length > max ? [{ path, problem: 'tooMany' as const, limits: { min, max } }] : []),
    ...(field.as === 'polygon' && crosses(items) && !crosses(those) ? [{ path, problem: 'crossesItself' as const }] : []),
    ...items.flatMap((item, index) => validateFields(field.item, item, `${path}[${index}]`, those[index])),
  ]
}

/** An outline a device has already may go back to it as it is. */
function crosses(items: readonly AnyValues[]): boolean {
  return crossingOf(items.map(({ x, y }) => ({ x: Number(x), y: Number(y) }))) !== undefined
}

/** Bytes of UTF-8, without a TextEncoder: `common` has none. */
export function byteLength(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

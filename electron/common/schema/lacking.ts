import type { Field } from './field.ts'
import type { AnyValue } from './infer.ts'

/** What the catalog calls a -1 that says so. */
const notSupported = 'not supported'

/**
 * True where a device says with -1 that it has not got what the field is about.
 *
 * The manual prints that for the picture's settings (section 2.6.7); devices answer so elsewhere as well, where -1 is out of every range. A
 * -1 that means something else is named in the catalog.
 */
export function isLackOf(field: Field, value: AnyValue | undefined): boolean {
  switch (field.kind) {
    case 'choice':
      return value === '?-1' || (value === notSupported && field.options['-1'] === notSupported)
    case 'int':
    case 'real':
      return value === -1 && (field.special?.[-1] ?? (isAboveZero(field) ? notSupported : undefined)) === notSupported
    default:
      return false
  }
}

function isAboveZero({ min }: { readonly min?: number }): boolean {
  return min !== undefined && min >= 0
}

import type { AddressField, ChoiceField, Fields, FlagField, ListField, Markers, NumberField, Packing, TextField } from './field.ts'

type Options<F> = Omit<F, 'kind' | 'label' | 'optional'>

export function text(label: string, options: Options<TextField> = {}): TextField {
  return { kind: 'text', label, ...options }
}

export function int(label: string, options: Options<NumberField> = {}): NumberField {
  return { kind: 'int', label, ...options }
}

export function real(label: string, options: Options<NumberField> = {}): NumberField {
  return { kind: 'real', label, ...options }
}

/** A switch sent as 0 and 1; with `words: 'words'` as false and true. Both are read. */
export function flag(label: string, options: Partial<Options<FlagField>> = {}): FlagField {
  return { kind: 'flag', label, words: 'numbers', ...options }
}

/** One of several wire values, each with our name. */
export function choice<const O extends Readonly<Record<string, string>>>(
  label: string,
  options: O,
  more: Omit<Options<ChoiceField>, 'options'> = {},
): ChoiceField<O> {
  return { kind: 'choice', label, options, ...more }
}

export function address(label: string, family: AddressField['family'], options: Partial<Options<AddressField>> = {}): AddressField {
  return { kind: 'address', label, family, mayBeEmpty: false, ...options }
}

type ListOptions<I extends Fields> = {
  readonly item: I
  readonly markers?: { readonly [M in keyof Markers]?: string | readonly string[] | null }
} & Partial<Omit<ListField<I>, 'kind' | 'label' | 'item' | 'markers' | 'optional'>>

/** A list whose marks follow the rule `xCount`, `xBegin`, `next_xURL`, `xEnd` (manual 3.1) unless `markers` says otherwise. */
export function list<const I extends Fields>(label: string, name: string, { markers, ...options }: ListOptions<I>): ListField<I> {
  return {
    kind: 'list',
    label,
    form: 'marked',
    bare: false,
    nextFrom: 2,
    endValue: 'count',
    single: false,
    trailing: [],
    ...options,
    markers: {
      count: spellings(markers?.count, `${name}Count`),
      begin: spellings(markers?.begin, `${name}Begin`),
      next: spellings(markers?.next, `next_${name}URL`),
      end: spellings(markers?.end, `${name}End`),
    },
  }
}

/** Numbered keys, `recipientEmailAddress{n}`; marks around them only where given. */
export function numbered<const I extends Fields>(label: string, { markers, ...options }: ListOptions<I>): ListField<I> {
  return list(label, '', {
    ...options,
    form: 'numbered',
    markers: { count: null, begin: null, next: null, end: null, ...markers },
  })
}

/** Items one after the other without any mark; a count may stand before them. */
export function unmarked<const I extends Fields>(label: string, { markers, ...options }: ListOptions<I>): ListField<I> {
  return list(label, '', {
    form: 'unmarked',
    ...options,
    markers: { count: null, begin: null, next: null, end: null, ...markers },
  })
}

/** Items that are one pair each, the key being the item's first field and the value its second (`Onvif=true`). */
export function named<const I extends Fields>(label: string, name: string, options: ListOptions<I>): ListField<I> {
  return list(label, name, { ...options, form: 'named' })
}

/** One value with several items, `ch1_ch2_ch3`. The parts of an item are its fields, in order. */
export function packed<const I extends Fields>(
  label: string,
  key: string,
  packing: Packing,
  options: Omit<ListOptions<I>, 'markers'>,
): ListField<I> {
  return unmarked(label, { ...options, key, form: 'packed', packing })
}

/** One value with points, `x,y||x,y`. */
export function points(
  label: string,
  key: string,
  options: Options<NumberField> = {},
  size: { readonly min?: number; readonly max?: number } = {},
): ListField<{ readonly x: NumberField; readonly y: NumberField }> {
  const item = { x: real('X', options), y: real('Y', options) }
  return packed(label, key, { betweenItems: '||', betweenParts: ',', before: '' }, { item, ...size })
}

/** Lines that are no pairs, after a key of their own: `Log Time:<time>, loginfo: <text>`. The keys of the fields are the words. */
export function lines<const I extends Fields>(label: string, key: string, options: Omit<ListOptions<I>, 'markers'>): ListField<I> {
  return unmarked(label, { ...options, form: 'lines', markers: { begin: key } })
}

export function optional<const F extends { readonly label: string }>(field: F): F & { readonly optional: true } {
  return { ...field, optional: true }
}

function spellings(given: string | readonly string[] | null | undefined, rule: string): readonly string[] | null {
  if (given === undefined) return [rule]
  if (given === null) return null
  return typeof given === 'string' ? [given] : given
}

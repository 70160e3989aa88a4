import type { AddressField, ChoiceField, Field, Fields, FlagField, ListField, NumberField, TextField } from './field.ts'

type Flatten<T> = { [K in keyof T]: T[K] } & {}

/** A wire value no option names; it is kept as it came and can be written back. */
export type UnknownChoice = `?${string}`

type ValueOf<F extends Field> = F extends NumberField
  ? number
  : F extends FlagField
    ? boolean
    : F extends ChoiceField<infer O>
      ? O[keyof O] | UnknownChoice
      : F extends ListField<infer I>
        ? readonly ValuesOf<I>[]
        : F extends TextField | AddressField
          ? string
          : never

type OptionalKeys<R extends Fields> = { [K in keyof R]: R[K] extends { optional: true } ? K : never }[keyof R]

/** The value a record of fields describes: readonly through and through, optional fields optional. */
export type ValuesOf<R extends Fields> = Flatten<
  { readonly [K in Exclude<keyof R, OptionalKeys<R>>]: ValueOf<R[K]> } & { readonly [K in OptionalKeys<R>]?: ValueOf<R[K]> }
>

/** The erased form, for walkers. Erasure is named here and nowhere else. */
export type AnyValues = { readonly [name: string]: AnyValue | undefined }
export type AnyValue = string | number | boolean | readonly AnyValues[]

/** A typed value as the walkers see it. */
export function erase(value: object): AnyValues {
  return value as AnyValues
}

/** A walker's value as its descriptor types it. Only `decode` and its like may claim this. */
export function restore<R extends Fields>(_fields: R, value: AnyValues): ValuesOf<R> {
  return value as ValuesOf<R>
}

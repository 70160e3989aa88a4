import type { Pair } from '../wire/pairs.ts'
import type { Field, Fields } from './field.ts'
import type { AnyValue, AnyValues } from './infer.ts'
import { fold, spellingsOf } from './names.ts'

/** A value as it may be shown: secrets are empty. A plan made of it changes a secret only where a new one was typed. */
export function veil(fields: Fields, value: AnyValues): AnyValues {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]): [string, AnyValue | undefined] => {
      const field = fields[name]
      if (field?.kind === 'list' && Array.isArray(inner))
        return [name, (inner as readonly AnyValues[]).map((item) => veil(field.item, item))]
      return [name, field?.secret && typeof inner === 'string' ? '' : inner]
    }),
  )
}

/** The lines of a reply as they may be shown: a secret is as many dots as nobody can count. */
export function veilText(fields: Fields, raw: string): string {
  const secrets = secretKeys(fields)
  if (secrets.length === 0) return raw
  return raw.replace(/^([^=\r\n]*)=([^\r\n]+)$/gm, (line: string, key: string) =>
    secrets.some((pattern) => pattern.test(fold(key))) ? `${key}=${dots}` : line,
  )
}

/** The same of what a set sends. */
export function veilPairs(fields: Fields, pairs: readonly Pair[]): readonly Pair[] {
  const secrets = secretKeys(fields)
  return pairs.map((pair) =>
    pair.value !== null && pair.value !== '' && secrets.some((pattern) => pattern.test(fold(pair.key))) ? { ...pair, value: dots } : pair,
  )
}

/** Pairs nobody knows the meaning of, without those that may be secret by their name. */
export function openPairs(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter(({ key }) => !looksSecret(key))
}

/** A key by whose name its value is a secret, whatever it belongs to. */
export function looksSecret(key: string): boolean {
  return /pass|pwd|secret|token/i.test(key)
}

/** One of the fields has the key and is no secret; what nobody claims may be anything. */
export function isOpenKey(fields: Fields, key: string): boolean {
  const matches = (pattern: RegExp) => pattern.test(fold(key))
  return keyPatterns(fields, ({ secret }) => secret !== true).some(matches) && !secretKeys(fields).some(matches) && !looksSecret(key)
}

/** What stands for a secret. */
export const dots = '••••'

function secretKeys(fields: Fields): readonly RegExp[] {
  return keyPatterns(fields, ({ secret }) => secret === true)
}

function keyPatterns(fields: Fields, isWanted: (field: Field) => boolean): readonly RegExp[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.kind === 'list') return keyPatterns(field.item, isWanted)
    return isWanted(field) ? spellingsOf(name, field).map(keyPattern) : []
  })
}

/** `password{n}` stands for `password1`, `password2`, ... */
function keyPattern(key: string): RegExp {
  const parts = fold(key)
    .split('{n}')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join(String.raw`\d+`)}$`)
}

import { type Actor, actors, loop } from '../scene/actors.ts'
import { type Seen, seenAt } from '../scene/seen.ts'

/** From when to when something is so, s of the loop. */
export interface Episode {
  readonly from: number
  readonly to: number
}

/** The scene picture by picture: the same actor's moments in a row. */
export interface Film {
  readonly moments: readonly { readonly at: number; readonly seen: readonly Seen[] }[]
}

/** Pictures a second, as many as the clips have. */
const rate = 25

/** The whole loop, its last moment included. */
export function filmOf(cast: readonly Actor[] = actors): Film {
  return { moments: Array.from({ length: loop * rate + 1 }, (_, index) => ({ at: index / rate, seen: seenAt(index / rate, cast) })) }
}

let shared: Film | undefined

/** The scene is one for all devices; drawn up when the first has a rule. */
export function theFilm(): Film {
  return (shared ??= filmOf())
}

/** While at least one is seen for which this holds. */
export function whileAny({ moments }: Film, holds: (one: Seen) => boolean): readonly Episode[] {
  return runs(moments.map(({ at, seen }) => ({ at, holds: seen.some(holds) })))
}

/** While this holds for one and the same, for each of them. */
export function whileEach(film: Film, holds: (one: Seen) => boolean): readonly (Episode & { readonly id: string })[] {
  return idsIn(film).flatMap((id) => whileAny(film, (one) => one.id === id && holds(one)).map((episode) => ({ ...episode, id })))
}

/** The moments of a step, from one picture to the next, at which something happens to somebody. */
export function whenever<T>(
  { moments }: Film,
  happens: (before: Seen, after: Seen) => T | undefined,
): readonly { readonly at: number; readonly id: string; readonly what: T }[] {
  return moments.flatMap(({ at, seen }, index) =>
    seen.flatMap((after) => {
      const before = moments[index - 1]?.seen.find(({ id }) => id === after.id)
      const what = before && happens(before, after)
      return what === undefined ? [] : [{ at, id: after.id, what }]
    }),
  )
}

/** From when to when somebody is in the picture. */
export function presence(film: Film): readonly (Episode & { readonly id: string })[] {
  return whileEach(film, () => true)
}

function idsIn({ moments }: Film): readonly string[] {
  return [...new Set(moments.flatMap(({ seen }) => seen.map(({ id }) => id)))]
}

function runs(moments: readonly { readonly at: number; readonly holds: boolean }[]): readonly Episode[] {
  const episodes: Episode[] = []
  let from: number | undefined
  for (const { at, holds } of moments) {
    if (holds) from ??= at
    else if (from !== undefined) {
      episodes.push({ from, to: at })
      from = undefined
    }
  }
  const end = moments.at(-1)?.at ?? 0
  return from === undefined || from === end ? episodes : [...episodes, { from, to: end }]
}

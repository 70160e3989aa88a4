import type { Place } from './ground.ts'

export type ActorKind = 'person' | 'car' | 'object'

/** Somebody or something, and its way through the scene: straight from place to place, there from the first moment to the last. */
export interface Actor {
  readonly id: string
  readonly kind: ActorKind
  readonly way: readonly (Place & { readonly at: number })[]
}

/** s until all begins again: as long as the clips. */
export const loop = 10

/** m, seen from the front: a person, a car from its side, a bag. */
export const sizes: Readonly<Record<ActorKind, { readonly width: number; readonly height: number }>> = {
  person: { width: 0.5, height: 1.75 },
  car: { width: 4.5, height: 1.5 },
  object: { width: 0.5, height: 0.4 },
}

/** A yard with a road behind it. Who crosses the picture comes from beyond its edge and goes there. */
export const actors: readonly Actor[] = [
  { id: 'car that passes', kind: 'car', way: straight(24, { at: 5, x: -23 }, { at: 9.6, x: 23 }) },
  {
    id: 'car that parks',
    kind: 'car',
    way: [
      { at: 0, x: 19, y: 19 },
      { at: 2, x: 3, y: 19 },
      { at: 7.9, x: 3, y: 19 },
      { at: 10, x: -19, y: 19 },
    ],
  },
  { id: 'runner', kind: 'person', way: straight(13, { at: 4, x: -12 }, { at: 8.8, x: 12 }) },
  {
    id: 'loiterer',
    kind: 'person',
    way: [
      { at: 0.2, x: 10.5, y: 11 },
      { at: 2.8, x: 5.5, y: 11.4 },
      { at: 5, x: 4.6, y: 11.8 },
      { at: 7.8, x: 5.5, y: 11.4 },
      { at: 10, x: 10.5, y: 11 },
    ],
  },
  { id: 'passer-by', kind: 'person', way: straight(9, { at: 0, x: -8.8 }, { at: 10, x: 8.8 }) },
  // Put down where the passer-by walks, when he is there.
  { id: 'bag left', kind: 'object', way: straight(9, { at: 3.3, x: -3 }, { at: 10, x: -3 }) },
  { id: 'one who goes the other way', kind: 'person', way: straight(7, { at: 0.1, x: 7.3 }, { at: 9.9, x: -7.3 }) },
  // Taken by the one who goes the other way, as he comes past.
  { id: 'box taken', kind: 'object', way: straight(7, { at: 0, x: 2.5 }, { at: 3.3, x: 2.5 }) },
]

function straight(y: number, from: { at: number; x: number }, to: { at: number; x: number }): Actor['way'] {
  return [
    { ...from, y },
    { ...to, y },
  ]
}

import type { FigureShape } from '#common/analysis/figures.ts'
import { boxCorners, crossingOf, type Crossing, deviation, type Point } from '#common/geometry/outline.ts'

/** A text on a picture. */
export interface TextLook {
  readonly text: string
  /** Part of the picture's height that its letters have. */
  readonly height: number
  /** From its place on. */
  readonly grows: 'right' | 'left'
  /** False for one that is drawn here and does not stand on the picture. */
  readonly isShown: boolean
  /** As CSS has them; white and opaque where left out. */
  readonly colour?: string
  readonly opacity?: number
}

/** A figure as it is shown and edited. Places are percent of the picture. */
export interface Drawn {
  readonly id: string
  /** What a person calls it: `Region 1`. */
  readonly label: string
  /** A size has no place of its own: it stands wherever one holds it. */
  readonly shape: FigureShape | 'size'
  /** None while it is still to be drawn. */
  readonly points: readonly Point[]
  /** What the device has; none where it has nothing. */
  readonly stored: readonly Point[]
  /** Corners the device takes. */
  readonly min: number
  readonly max: number
  /** Digits behind the point that it keeps; 6 unless given. */
  readonly digits?: number
  /** Percent in one of its steps, where it counts in whole ones. */
  readonly step?: number
  /** What its corners are called, where they are more than numbers. */
  readonly corners?: readonly string[]
  /** Of a text: what it says and how it looks. */
  readonly says?: TextLook
  /** Which way over a line counts: forward is from its left side to its right, looking from its start to its end. */
  readonly counts?: 'forward' | 'reverse' | 'both'
}

/** True for what lies between two opposite corners. */
export function isBox({ shape }: Pick<Drawn, 'shape'>): boolean {
  return shape === 'box' || shape === 'size'
}

/** The corners one takes hold of. */
export function handlesOf(figure: Pick<Drawn, 'shape' | 'points'>): readonly Point[] {
  return isBox(figure) ? boxCorners(figure.points) : figure.points
}

/** Where an outline crosses itself; other shapes cannot. */
export function crossingIn({ shape, points }: Pick<Drawn, 'shape' | 'points'>): Crossing | undefined {
  return shape === 'outline' ? crossingOf(points) : undefined
}

export function isSamePlaces(a: readonly Point[], b: readonly Point[]): boolean {
  return a.length === b.length && a.every(({ x, y }, index) => x === b[index]?.x && y === b[index]?.y)
}

/** % of the picture below which a place is the same: devices round. */
const noticed = 0.01

/** How what is drawn and what the device has differ; `by` is the furthest corner's way in %, missing where they have not the same corners. */
export function unlike(figure: Pick<Drawn, 'shape' | 'points' | 'stored'>): { readonly by?: number } | undefined {
  const { points, stored } = figure
  const corners = isBox(figure) ? boxCorners : (list: readonly Point[]) => list
  const by = deviation(corners(points), corners(stored))
  if (by === undefined) return {}
  return by > noticed ? { by } : undefined
}

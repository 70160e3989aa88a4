import type { Oddity } from '#common/wire/oddity.ts'
import type { Pair } from '#common/wire/pairs.ts'
import { alarm } from './alarm.ts'
import { analysis } from './analysis.ts'
import { body } from './body.ts'
import { deviceChapters } from './device.ts'
import { fisheye } from './fisheye.ts'
import { first } from './first.ts'
import { image } from './image.ts'
import { log } from './log.ts'
import { lpr } from './lpr.ts'
import { maintenance } from './maintenance.ts'
import { protocol } from './protocol.ts'
import { ptz } from './ptz.ts'
import { serial } from './serial.ts'
import { service } from './service.ts'
import { thermal } from './thermal.ts'
import { user } from './user.ts'

/** Where the manual's print and the catalog differ, and why: damage of the print, or deliberate. By the line the print begins at. */
export interface Reviewed {
  readonly line: number
  readonly why: string
  /** A request: what we send otherwise. `-` theirs alone, `+` ours alone, `in another order`. */
  readonly differs?: readonly string[]
  /** A reply: what is odd about it, what of it we would print otherwise. */
  readonly odd?: readonly Oddity[]
  readonly reprints?: readonly string[]
  /** Pairs of a reply no field holds: of a key printed twice, all but the last. */
  readonly unclaimed?: readonly Pair[]
  /** A reply that is not the entry's sample: another product line's, or longer than a sample needs to be. */
  readonly isNoSample?: true
  /** A reply or a request nobody can read: another one was printed in its place. */
  readonly isWrong?: true
}

export interface ReviewedChapter {
  /** Sections all of whose requests the catalog has. */
  readonly whole: readonly string[]
  readonly prints: readonly Reviewed[]
  /** Ids of what stands in a table of the manual alone, with the line: no request of it is printed. */
  readonly tabled?: Readonly<Record<string, number>>
}

const chapters: readonly ReviewedChapter[] = [
  ...[first, deviceChapters, alarm, image, thermal, body, analysis, lpr, fisheye],
  ...[service, protocol, ptz, serial, user, log, maintenance],
]

export const wholeSections: readonly string[] = chapters.flatMap(({ whole }) => whole)

const byLine = new Map(chapters.flatMap(({ prints }) => prints).map((print) => [print.line, print]))

export const reviewedLines: readonly number[] = chapters.flatMap(({ prints }) => prints).map(({ line }) => line)

export const tabled: readonly string[] = chapters.flatMap((chapter) => Object.keys(chapter.tabled ?? {}))

export function reviewed(line: number): Reviewed | undefined {
  return byLine.get(line)
}

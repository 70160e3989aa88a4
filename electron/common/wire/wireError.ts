export type WireProblem = 'tooLong' | 'missing' | 'notANumber' | 'notASwitch' | 'notPairs' | 'html' | 'empty' | 'cutShort' | 'otherPart'

/** A body that cannot be read, with the place in our words: `regions[0].outline[2].x`. */
export class WireError extends Error {
  readonly path: string
  readonly problem: WireProblem
  readonly detail: string
  constructor(path: string, problem: WireProblem, detail: string) {
    super(`${path === '' ? 'body' : path}: ${problem}, ${detail}`)
    this.name = 'WireError'
    this.path = path
    this.problem = problem
    this.detail = detail
  }
}

import type { Finding, JobProgress, Seen, Step } from '#common/plan/plan.ts'

/** A sentence to be translated: its key, and what stands in it. */
export interface Sentence {
  readonly key: string
  readonly facts: Readonly<Record<string, string | number>>
}

const checks = {
  valid: true,
  addressFree: true,
  addressTwice: true,
  inSubnet: true,
  gatewayInSubnet: true,
  notOurAddress: true,
  reachableAfter: true,
  portsDiffer: true,
  budget: true,
  clock: true,
  room: true,
  unchanged: true,
  answer: true,
} satisfies Record<Finding['check'], true>

const seen = {
  sent: true,
  closed: true,
  oldSilent: true,
  bonjour: true,
  answers: true,
  identity: true,
  impostor: true,
  signedIn: true,
} satisfies Record<Seen['what'], true>

const steps = {
  read: true,
  check: true,
  backUp: true,
  measure: true,
  write: true,
  findAgain: true,
  sameDevice: true,
  readBack: true,
  journal: true,
} satisfies Record<Step['kind'], true>

const ways = { waitOn: true, tryOldAddress: true, searchAll: true, byHand: true } satisfies Record<
  NonNullable<JobProgress['wayBack']>[number],
  true
>

/** Every member of each union, for lists and for the law that each has its words. */
export const allChecks = Object.keys(checks) as readonly Finding['check'][]
export const allSeen = Object.keys(seen) as readonly Seen['what'][]
export const allSteps = Object.keys(steps) as readonly Step['kind'][]
export const allWays = Object.keys(ways) as readonly (keyof typeof ways)[]
export const allVerdicts = ['ok', 'warn', 'fail'] as const satisfies readonly Finding['verdict'][]
export const allStates = ['waits', 'busy', 'done', 'failed', 'skipped'] as const satisfies readonly Step['state'][]

/** What was checked, in one line. */
export function findingTitle({ check, verdict, facts }: Finding): Sentence {
  return { key: `wizard.finding.${check}.${verdict}${findingVariant({ check, verdict, facts })}`, facts }
}

/** Why, or what to do; not every finding has one. */
export function findingSub(finding: Finding): Sentence {
  const { key, facts } = findingTitle(finding)
  return { key: `${key}Why`, facts }
}

/** The facts of a check say which of its cases it is. */
function findingVariant({ check, verdict, facts }: Finding): string {
  if (check === 'addressFree' && verdict === 'fail') return facts['device'] === undefined ? '' : 'Device'
  if (check === 'reachableAfter' && verdict === 'warn') return facts['dhcp'] === undefined ? '' : 'Dhcp'
  return ''
}

export function stepName({ kind, setting }: Step): Sentence {
  return { key: `wizard.step.${kind}.name`, facts: setting === undefined ? {} : { setting } }
}

/** What a step does, did, or did not. A write the device did not answer is told apart: one that moves does not answer. */
export function stepDetail({ kind, state, facts }: Step): Sentence {
  return {
    key: `wizard.step.${kind}.${state}${state === 'done' ? doneVariant(kind, facts) : state === 'failed' && facts['untouched'] === 1 ? 'Untouched' : ''}`,
    facts,
  }
}

/** What was found there already is not written; a clock is proven by measuring it, not by reading it back. */
function doneVariant(kind: Step['kind'], facts: Step['facts']): string {
  if (kind === 'write') return facts['already'] === 1 ? 'Already' : facts['answered'] === 0 ? 'Silent' : ''
  return kind === 'readBack' && facts['values'] === 0 ? 'Clock' : ''
}

export function seenWords({ what, facts }: Seen): Sentence {
  return { key: `wizard.seen.${what}`, facts }
}

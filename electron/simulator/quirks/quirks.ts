import type { AnyValues } from '#common/schema/infer.ts'
import type { Answer } from '../cgi/answer.ts'
import type { CgiRequest } from '../cgi/request.ts'
import type { Identity } from '../profile.ts'
import { faults } from './faults.ts'

/** One way in which a device differs from the manual, laid over the catalog's answers. */
export interface Quirk {
  /** An accepted set of this setting is forgotten. */
  readonly forgets?: (settingId: string) => boolean
  /** What is stored in place of what was asked. */
  readonly settles?: (settingId: string, asked: AnyValues, before: AnyValues) => AnyValues
  /** A set of this setting is refused with this code. */
  readonly refuses?: (settingId: string) => number | undefined
  /** An accepted set of this setting restarts the device. */
  readonly restartsAfter?: (settingId: string) => boolean
  readonly answers?: (request: CgiRequest, answer: Answer) => Answer
  /** Who it says it is, once it has moved. */
  readonly poses?: (own: Identity) => Identity
  /** After a move or a restart it never listens again. */
  readonly staysAway?: true
  /** Over HTTPS it shows a second certificate from now on. */
  readonly showsOtherCertificate?: true
  /** The password every account has from now on. */
  readonly password?: string
  /** Every account is kept out. */
  readonly isLocked?: true
}

/** The quirks of one device, by name: `emptyAnswer:NTP`. */
export interface Quirks {
  /** @throws Error when no fault has this name, or it does not take the argument. */
  readonly add: (name: string) => void
  readonly delete: (name: string) => void
  readonly names: () => readonly string[]
  readonly all: () => readonly Quirk[]
}

export function createQuirks(names: readonly string[] = []): Quirks {
  const quirks = new Map(names.map((name) => [name, makeQuirk(name)]))
  return {
    add: (name) => void quirks.set(name, makeQuirk(name)),
    delete: (name) => void quirks.delete(name),
    names: () => [...quirks.keys()],
    all: () => [...quirks.values()],
  }
}

function makeQuirk(name: string): Quirk {
  const [kind = '', ...argument] = name.split(':')
  if (!Object.hasOwn(faults, kind)) throw new Error(`no fault is called ${kind}; there are ${Object.keys(faults).join(', ')}`)
  return faults[kind as keyof typeof faults].make(argument.join(':'))
}

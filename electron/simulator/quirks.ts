import { parseLines } from '#common/wire/pairs.ts'
import { fold } from '#common/schema/names.ts'
import type { AnyValue, AnyValues } from '#common/schema/infer.ts'
import { type Answer, gone } from './cgi/answer.ts'
import { type CgiRequest, parameter } from './cgi/request.ts'
import type { Identity } from './profile.ts'

/** One way in which a device differs from the manual, laid over the catalog's answers. */
export interface Quirk {
  /** An accepted set of this setting is forgotten. */
  readonly forgets?: (settingId: string) => boolean
  /** What is stored in place of what was asked. */
  readonly settles?: (settingId: string, asked: AnyValues) => AnyValues
  /** A set of this setting is refused with this code. */
  readonly refuses?: (settingId: string) => number | undefined
  readonly answers?: (request: CgiRequest, answer: Answer) => Answer
  /** Who it says it is, once it has moved. */
  readonly poses?: (own: Identity) => Identity
  /** After a move or a restart it never listens again. */
  readonly staysAway?: true
}

/** Faults a technician meets, or may meet. What stands after the colon of a name is the argument. */
const makers = {
  /** `okButUnchanged:network.bonjour`: says OK and keeps what it had. */
  okButUnchanged: (settingId) => ({ forgets: (id) => id === settingId }),
  /** `clampsValue:stream.video.bitRate=4096`: says OK and stores no more than that. */
  clampsValue: (argument) => {
    const { path = '', limit = '' } = /^(?<path>[^=]+)=(?<limit>-?\d+)$/.exec(argument)?.groups ?? {}
    const [chapter, topic, field = ''] = path.split('.')
    return { settles: (id, asked) => (id === `${chapter}.${topic}` ? clamp(asked, field, Number(limit)) : asked) }
  },
  /** `refusesSet:time.zone`: -23 for whatever is sent. */
  refusesSet: (settingId) => ({ refuses: (id) => (id === settingId ? -23 : undefined) }),
  /** A login page of a router or a captive proxy. */
  htmlInsteadOfReply: onType((answer) => ({
    ...answer,
    status: 200,
    type: 'text/html',
    body: '<!DOCTYPE html>\n<html><head><title>Login</title></head><body><form method="post"></form></body></html>\n',
  })),
  emptyAnswer: onType((answer) => ({ ...answer, body: '' })),
  /** Promises the whole length and hangs up half way. */
  cutShort: onType((answer) => ({ ...answer, fault: 'cutShort' })),
  /** Loses power between request and answer. */
  goneInMidRequest: onType(gone),
  /** `slow:4000`: ms before the first byte. */
  slow: (ms) => ({ answers: (_request, answer) => ({ ...answer, delayMs: (answer.delayMs ?? 0) + Number(ms) }) }),
  /** CRLF ends lines; seen on devices. */
  crlf: () => ({ answers: (_request, answer) => ({ ...answer, body: answer.body.replace(/\r?\n/g, '\r\n') }) }),
  /** `videoResolutionCount =2` was seen; here on every line, on both sides. */
  spacesAroundEquals: () => ({
    answers: (_request, answer) =>
      isPairs(answer.body) ? { ...answer, body: answer.body.replace(/^([^=\n]+)=/gm, (_line, key: string) => `${key} = `) } : answer,
  }),
  /** Another device has the address by the time one asks there. */
  wrongIdentityAfterMove: () => ({
    poses: ({ deviceId, mac, ...rest }) => ({ ...rest, deviceId: `${Number(deviceId) + 1}`, mac: mac.replace(/..$/, 'EE') }),
  }),
  doesNotComeBack: () => ({ staysAway: true }),
} satisfies Record<string, (argument: string) => Quirk>

export type QuirkKind = keyof typeof makers

export const quirkKinds = Object.keys(makers) as readonly QuirkKind[]

/** The quirks of one device, by name. */
export interface Quirks {
  /** @throws Error when no quirk has this name. */
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
  const make = (makers as Readonly<Record<string, (argument: string) => Quirk>>)[kind]
  if (make === undefined) throw new Error(`no quirk is called ${kind}; there are ${quirkKinds.join(', ')}`)
  return make(argument.join(':'))
}

/** A quirk of one request type (`emptyAnswer:dateTime`), or of every answer. */
function onType(bend: (answer: Answer) => Answer): (type: string) => Quirk {
  return (type) => ({
    answers: (request, answer) =>
      type === '' || fold(parameter(request, 'type') ?? request.program) === fold(type) ? bend(answer) : answer,
  })
}

function clamp(value: AnyValues, field: string, limit: number): AnyValues {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]): [string, AnyValue | undefined] => {
      if (Array.isArray(inner)) return [name, (inner as readonly AnyValues[]).map((item) => clamp(item, field, limit))]
      return [name, name === field && typeof inner === 'number' ? Math.min(inner, limit) : inner]
    }),
  )
}

function isPairs(body: string): boolean {
  return parseLines(body).some(({ value }) => value !== null) && !/^error/i.test(body)
}

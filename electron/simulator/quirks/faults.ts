import { fold } from '#common/schema/names.ts'
import type { AnyValue, AnyValues } from '#common/schema/infer.ts'
import { parseLines } from '#common/wire/pairs.ts'
import { type Answer, gone, notFound, refusal } from '../cgi/answer.ts'
import { type CgiRequest, parameter } from '../cgi/request.ts'
import type { Quirk } from './quirks.ts'

interface Fault {
  /** What it does to whoever asks, in plain words; printed by `npm run sim -- --faults`. */
  readonly does: string
  readonly make: (argument: string) => Quirk
}

/**
 * Faults a technician meets, or may meet, by name. What stands after the colon is the argument: a request by its type
 * (`emptyAnswer:NTP`, every request when left out), or a setting of the catalog.
 */
export const faults = {
  goneInMidRequest: { does: 'closes the connection without an answer', make: onType(gone) },
  resetInMidBody: { does: 'resets the connection half way through an answer', make: onType(withFault('reset')) },
  cutShort: { does: 'promises the whole length and hangs up half way', make: onType(withFault('cutShort')) },
  slow: {
    does: 'waits so many ms before the first byte: slow:4000',
    make: (ms) => ({ answers: (_request, answer) => ({ ...answer, delayMs: (answer.delayMs ?? 0) + Number(ms) }) }),
  },
  trickle: { does: 'sends an answer one byte at a time', make: onType(withFault('trickle')) },
  neverEnds: { does: 'sends half an answer, and then a byte now and again for ever', make: onType(withFault('neverEnds')) },
  noContentLength: { does: 'ends an answer by closing the connection', make: onType(withFault('noLength')) },
  chunked: { does: 'sends an answer in chunks', make: onType(withFault('chunked')) },
  huge: { does: 'puts 5 MB of text it was not asked for before the answer', make: onBody((body) => `${padding}${body}`) },

  htmlInsteadOfReply: {
    does: 'answers as a login page does, of a router or a captive proxy, with HTTP 200',
    make: onType((answer) => ({
      ...answer,
      status: 200,
      type: 'text/html',
      body: '<!DOCTYPE html>\n<html><head><title>Login</title></head><body><form method="post"></form></body></html>\n',
    })),
  },
  emptyAnswer: { does: 'answers with nothing', make: onType((answer) => ({ ...answer, body: '' })) },
  notFound: { does: 'answers HTTP 404 with a page', make: onType(() => notFound()) },
  unsupported: { does: 'answers -22: it does not have it', make: onType(() => refusal(-22)) },

  crlf: { does: 'ends lines with CR LF, as devices were seen to', make: onBody((body) => body.replace(/\r?\n/g, '\r\n')) },
  spacesAroundEquals: {
    does: 'puts spaces around =, as one device was seen to in places',
    make: onPairs((line) => line.replace(/^([^=]+)=/, '$1 = ')),
  },
  numbersAsReals: { does: 'writes whole numbers as 23.000000', make: onPairs((line) => line.replace(/=(-?\d{1,9})$/, '=$1.000000')) },
  duplicateKeys: { does: 'writes every line twice, first with another value', make: onPairs((line) => [line.replace(/=.*/, '=1'), line]) },
  lyingCount: {
    does: 'says that a list has three items more than it has',
    make: onPairs((line) => line.replace(/(Count\s*)=(\d+)$/i, more)),
  },
  missingEnd: { does: 'leaves out where a list ends', make: onPairs((line) => (/^\w+End\b/.test(line) ? [] : line)) },
  gbk: {
    does: 'writes the Chinese for warehouse (仓库) in GBK, where devices use UTF-8',
    make: onType((answer) => ({ ...answer, bytes: inGbk(answer.body) })),
  },

  okButUnchanged: {
    does: 'says OK to a set of a setting and keeps what it had: okButUnchanged:network.bonjour',
    make: (settingId) => ({ forgets: (id) => id === settingId }),
  },
  partialApply: {
    does: 'says OK to a set and keeps the first value that changes only: partialApply:network.ports',
    make: (settingId) => ({ settles: (id, asked, before) => (id === settingId ? firstChange(before, asked) : asked) }),
  },
  clampsValue: {
    does: 'says OK and stores no more than a limit: clampsValue:network.ipv4.mtu=1400',
    make(argument) {
      const { path = '', limit = '' } = /^(?<path>[^=]+)=(?<limit>-?\d+)$/.exec(argument)?.groups ?? {}
      const [chapter, topic, field = ''] = path.split('.')
      return { settles: (id, asked) => (id === `${chapter}.${topic}` ? clamp(asked, field, Number(limit)) : asked) }
    },
  },
  refusesSet: {
    does: 'refuses every set of a setting with -23: refusesSet:time.zone',
    make: (settingId) => ({ refuses: (id) => (id === settingId ? -23 : undefined) }),
  },
  restartsAfterOk: {
    does: 'says OK to a set of a setting, and restarts: restartsAfterOk:network.bonjour',
    make: (settingId) => ({ restartsAfter: (id) => id === settingId }),
  },
  otherCertificate: { does: 'shows another certificate over HTTPS, as after a reset', make: () => ({ showsOtherCertificate: true }) },
  doesNotComeBack: { does: 'never listens again after a move or a restart', make: () => ({ staysAway: true }) },
  wrongIdentityAfterMove: {
    does: 'is another device, with another MAC, by the time one asks at the new address',
    make: () => ({
      poses: ({ deviceId, mac, ...rest }) => ({ ...rest, deviceId: `${Number(deviceId) + 1}`, mac: mac.replace(/..$/, 'EE') }),
    }),
  },

  passwordChanged: { does: 'has another password from now on: passwordChanged:other-5678', make: (password) => ({ password }) },
  lockedOut: { does: 'keeps every account out for 30 min, the right password too', make: () => ({ isLocked: true }) },
} satisfies Record<string, Fault>

/** A fault of one request type, or of every answer. */
function onType(bend: (answer: Answer) => Answer): (type: string) => Quirk {
  return (type) => ({
    answers: (request, answer) => (type === '' || fold(nameOf(request)) === fold(type) ? bend(answer) : answer),
  })
}

function onBody(bend: (body: string) => string): (type: string) => Quirk {
  return onType((answer) => (answer.media || answer.status !== 200 ? answer : { ...answer, body: bend(answer.body) }))
}

/** Bends every line `key=value` of a reply; a refusal and an OK stay what they are. */
function onPairs(bend: (line: string) => string | readonly string[]): (type: string) => Quirk {
  return onBody((body) =>
    isPairs(body)
      ? body
          .split('\n')
          .flatMap((line) => (line.includes('=') ? bend(line) : line))
          .join('\n')
      : body,
  )
}

function withFault(fault: Answer['fault']): (answer: Answer) => Answer {
  return (answer) => ({ ...answer, ...(fault ? { fault } : {}) })
}

function nameOf(request: CgiRequest): string {
  return parameter(request, 'type') ?? request.program
}

function isPairs(body: string): boolean {
  return parseLines(body).some(({ value }) => value !== null) && !/^error/i.test(body)
}

const padding = 'padding=0123456789abcdef\n'.repeat(210_000)

function more(_line: string, name: string, count: string): string {
  return `${name}=${Number(count) + 3}`
}

const gbkOf = { 仓: [0xb2, 0xd6], 库: [0xbf, 0xe2] } as const

function inGbk(text: string): Uint8Array {
  const parts = text.split(/(仓|库)/).map((part) => (part === '仓' || part === '库' ? Buffer.from(gbkOf[part]) : Buffer.from(part)))
  return Buffer.concat(parts)
}

function firstChange(before: AnyValues, asked: AnyValues): AnyValues {
  const changed = Object.keys(asked).find((name) => JSON.stringify(asked[name]) !== JSON.stringify(before[name]))
  return changed === undefined ? before : { ...before, [changed]: asked[changed] }
}

function clamp(value: AnyValues, field: string, limit: number): AnyValues {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]): [string, AnyValue | undefined] => {
      if (Array.isArray(inner)) return [name, (inner as readonly AnyValues[]).map((item) => clamp(item, field, limit))]
      return [name, name === field && typeof inner === 'number' ? Math.min(inner, limit) : inner]
    }),
  )
}

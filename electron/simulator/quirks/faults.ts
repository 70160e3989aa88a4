import { notFound, refusal, gone, text } from '../cgi/answer.ts'
import * as bend from './bends.ts'
import type { Quirk } from './quirks.ts'
import * as keeps from './stores.ts'

/**
 * Where it was met: `seen` on a device, `manual` in its text or samples, `field` in what technicians tell. `ours` is expected and
 * was not met.
 */
type Source = 'seen' | 'field' | 'manual' | 'ours'

interface Fault {
  /** What it does to whoever asks, in plain words; printed by `npm run sim -- --faults`. */
  readonly does: string
  readonly source: Source
  /** What may stand after the colon; the whole device where nothing stands there. */
  readonly takes?: 'request' | 'setting' | 'ms' | 'limit' | 'password'
  /** @throws Error for an argument it does not take */
  readonly make: (argument: string) => Quirk
}

/** Faults a technician meets, or may meet, by name: the connection, the answer, its text, what is stored, moving, signing in. */
export const faults = {
  goneInMidRequest: { does: 'closes the connection without an answer', source: 'ours', ...bend.onRequest(gone) },
  resetInMidBody: { does: 'resets the connection half way through an answer', source: 'ours', ...bend.onSending('reset') },
  cutShort: { does: 'promises the whole length and hangs up half way', source: 'ours', ...bend.onSending('cutShort') },
  slow: { does: 'waits so many ms before the first byte: slow:4000, slow:4000:NTP', source: 'ours', takes: 'ms', make: bend.late },
  trickle: { does: 'sends an answer one byte at a time', source: 'ours', ...bend.onSending('trickle') },
  neverEnds: {
    does: 'sends half an answer, and then a byte now and again for ever: a slow loris',
    source: 'ours',
    ...bend.onSending('neverEnds'),
  },
  noContentLength: { does: 'ends an answer by closing the connection', source: 'ours', ...bend.onSending('noLength') },
  chunked: { does: 'sends an answer in chunks', source: 'ours', ...bend.onSending('chunked') },
  huge: {
    does: 'puts 5 MB of text it was not asked for before the answer',
    source: 'ours',
    ...bend.onBody((body) => `${bend.padding}${body}`),
  },

  htmlInsteadOfReply: {
    does: 'answers as a login page does, of a router or a captive proxy, with HTTP 200',
    source: 'ours',
    ...bend.onRequest((answer) => ({ ...answer, status: 200, type: 'text/html', body: bend.loginPage })),
  },
  sentenceInsteadOfReply: {
    does: 'says in words that it has nothing to tell, where values were asked for',
    source: 'seen',
    ...bend.onRequest(() => text('Not Find AlarmInfo')),
  },
  emptyAnswer: { does: 'answers with nothing', source: 'ours', ...bend.onRequest((answer) => ({ ...answer, body: '' })) },
  notFound: { does: 'answers HTTP 404 with a page', source: 'ours', ...bend.onRequest(() => notFound()) },
  serverError: { does: 'answers HTTP 500', source: 'ours', ...bend.onRequest(() => ({ ...text('Internal Server Error'), status: 500 })) },
  unsupported: { does: 'answers -22: it does not have it', source: 'manual', ...bend.onRequest(() => refusal(-22)) },
  busy: { does: 'answers -505: it has something else to do', source: 'manual', ...bend.onRequest(() => refusal(-505)) },

  crlf: { does: 'ends lines with CR LF', source: 'seen', ...bend.onBody((body) => body.replace(/\r?\n/g, '\r\n')) },
  spacesAroundEquals: { does: 'puts spaces around =', source: 'seen', ...bend.onLines((line) => line.replace(/^([^=]+)=/, '$1 = ')) },
  smallLetters: {
    does: 'writes every key in small letters',
    source: 'seen',
    ...bend.onLines((line) => line.replace(/^[^=]+/, bend.small)),
  },
  numbersAsReals: {
    does: 'writes whole numbers as 23.000000, but for ids',
    source: 'manual',
    ...bend.onLines((line) => (/^\w*id=/i.test(line) ? line : line.replace(/=(-?\d{1,9})$/, '=$1.000000'))),
  },
  newKeys: {
    does: 'puts a key nobody knows before each it should send',
    source: 'seen',
    ...bend.onLines((line, n) => [`sn${n}=0x${n}`, line]),
  },
  beginsAtTwo: {
    does: 'begins its lists with xBegin=2',
    source: 'seen',
    ...bend.onLines((line) => line.replace(/^(\w+Begin)=1$/, '$1=2')),
  },
  unmarked: {
    does: 'leaves out the marks of a list, as recorders do with their one network card',
    source: 'seen',
    ...bend.onLines((line) => (/^(?:\w+(?:Count|Begin|End)|next_\w+URL)\b/i.test(line) ? [] : line)),
  },
  duplicateKeys: { does: 'writes every line twice, first with another value', source: 'ours', ...bend.onLines(bend.twice) },
  lyingCount: {
    does: 'says that a list has three items more than it has',
    source: 'manual',
    ...bend.onLines((line) => line.replace(/(Count\s*)=(\d+)$/i, bend.threeMore)),
  },
  missingEnd: { does: 'leaves out where a list ends', source: 'manual', ...bend.onLines((line) => (/^\w+End\b/.test(line) ? [] : line)) },
  gbk: {
    does: 'writes the Chinese for warehouse (仓库) in GBK, where devices use UTF-8',
    source: 'ours',
    ...bend.onBytes(bend.inGbk),
  },
  cutLetters: {
    does: 'cuts off the last byte of a text that ends in a letter of several bytes',
    source: 'ours',
    ...bend.onBytes(bend.withoutLastBytes),
  },

  okButUnchanged: { does: 'says OK to a set and keeps what it had', source: 'ours', ...keeps.onSetting((isIt) => ({ forgets: isIt })) },
  partialApply: {
    does: 'says OK to a set and keeps the first value that changes only',
    source: 'ours',
    ...keeps.onSetting(keeps.firstChange),
  },
  clampsValue: {
    does: 'says OK and stores no more than a limit: clampsValue:network.ipv4.mtu=1400',
    source: 'manual',
    takes: 'limit',
    make: keeps.clamped,
  },
  refusesSet: {
    does: 'refuses a set with -23',
    source: 'manual',
    ...keeps.onSetting((isIt) => ({ refuses: (id) => (isIt(id) ? -23 : undefined) })),
  },
  restartsAfterOk: { does: 'says OK to a set, and restarts', source: 'ours', ...keeps.onSetting((isIt) => ({ restartsAfter: isIt })) },
  otherCertificate: {
    does: 'shows another certificate over HTTPS, as after a reset',
    source: 'field',
    make: () => ({ showsOtherCertificate: true }),
  },
  doesNotComeBack: { does: 'never listens again after a move or a restart', source: 'field', make: () => ({ staysAway: true }) },
  wrongIdentityAfterMove: {
    does: 'is another device, with another MAC, by the time one asks at the new address',
    source: 'ours',
    make: () => ({
      poses: ({ deviceId, mac, ...rest }) => ({ ...rest, deviceId: `${Number(deviceId) + 1}`, mac: mac.replace(/..$/, 'EE') }),
    }),
  },

  passwordChanged: {
    does: 'has another password from now on: passwordChanged:other-5678, or changed-5678 where none is named',
    source: 'field',
    takes: 'password',
    make: (password) => ({ password: password || 'changed-5678' }),
  },
  lockedOut: { does: 'keeps every account out for 30 min, the right password too', source: 'field', make: () => ({ isLocked: true }) },
} satisfies Record<string, Fault>

export type FaultName = keyof typeof faults

/** The table as text, one fault a line: what to write after `--fault`, what it does, where it was met. */
export function faultTable(): string {
  const rows = Object.entries<Fault>(faults).map(([name, { does, takes, source }]) => ({
    name: takes ? `${name}[:${takes}]` : name,
    does,
    source,
  }))
  const width = Math.max(...rows.map(({ name }) => name.length))
  return rows.map(({ name, does, source }) => `${name.padEnd(width)}  ${source.padEnd(6)}  ${does}\n`).join('')
}

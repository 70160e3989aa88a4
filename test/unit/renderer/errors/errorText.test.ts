import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { createI18n } from 'vue-i18n'
import type { AppError } from '#common/errors/appError.ts'
import type { Finding } from '#common/plan/finding.ts'
import { en } from '#renderer/app/messages/en.ts'
import { useErrorText } from '#renderer/composables/useErrorText.ts'

const device = 'Tor & Süd = 100 % 東門'

/** Title, text, what to do and code as a screen shows them, and every key nobody wrote a sentence for. */
function shown(error: AppError) {
  const missed: string[] = []
  const i18n = createI18n({
    legacy: false,
    locale: 'en',
    messages: { en },
    missing: (_locale, key) => {
      missed.push(key)
      return key
    },
  })
  const Words = defineComponent({
    setup() {
      const { describe: words } = useErrorText()
      const { title, text, todo, code } = words(error, device)
      return () => [title, text, todo, code].map((part) => h('p', part))
    },
  })
  const [title = '', text = '', todo = '', code = ''] = mount(Words, { global: { plugins: [i18n] } })
    .findAll('p')
    .map((part) => part.text())
  return { title, text, todo, code, missed }
}

const address = '127.31.4.7:8080'
const read = { address, request: 'get NTP' } as const
const write = { address, request: 'set NTP' } as const

interface Case {
  readonly what: string
  readonly error: AppError
  /** Words that tell the reason. */
  readonly why: string
  readonly todo: string
  readonly code: string
}

/** The bad input of a working day, as the host tells it. */
const cases: readonly Case[] = [
  {
    what: 'a wrong password',
    error: { kind: 'signIn', why: 'wrongPassword', attemptsLeft: 1, address, request: 'sign in' },
    why: 'The password is not right. Sightline stops after 2 refusals, so that the device does not lock the account. 1 left.',
    todo: 'Capital letters count',
    code: '−508',
  },
  {
    what: 'an unknown user',
    error: { kind: 'signIn', why: 'wrongUser', attemptsLeft: 1, address, request: 'sign in' },
    why: 'It does not know this user.',
    todo: 'in the user name too',
    code: '−507',
  },
  {
    what: 'two wrong passwords',
    error: { kind: 'budget', waitMs: 1_800_000 },
    why: 'refused twice',
    todo: 'in 30 min',
    code: 'signin.budget',
  },
  { what: 'a locked account', error: { kind: 'locked', waitMs: 1_800_000, address }, why: address, todo: 'in 30 min', code: '−527' },
  { what: 'a lock of unknown length', error: { kind: 'locked', address }, why: address, todo: 'often after 30 min', code: '−527' },
  {
    what: 'a device gone in the middle of a read',
    error: { kind: 'unreachable', why: 'reset', ...read },
    why: `${address} closed the connection in the middle of get NTP`,
    todo: 'Nothing was written',
    code: 'net.reset',
  },
  {
    what: 'a device gone in the middle of a write',
    error: { kind: 'unreachable', why: 'reset', ...write },
    why: 'in the middle of set NTP',
    todo: 'read it again: whether it took set NTP is not known',
    code: 'net.reset',
  },
  {
    what: 'a web page',
    error: { kind: 'malformed', path: '', problem: 'html', ...read },
    why: 'a web page',
    todo: 'Nothing was changed',
    code: 'wire.unreadable',
  },
  {
    what: 'a web page in answer to a write',
    error: { kind: 'malformed', path: '', problem: 'html', ...write },
    why: 'a web page',
    todo: 'whether it took set NTP is not known',
    code: 'wire.unreadable',
  },
  {
    what: 'an empty answer',
    error: { kind: 'malformed', path: '', problem: 'empty', ...read },
    why: 'an empty answer to get NTP',
    todo: 'Try again',
    code: 'wire.unreadable',
  },
  {
    what: 'an answer cut short',
    error: { kind: 'malformed', path: '', problem: 'answer cut short', ...read },
    why: 'The answer to get NTP was cut short.',
    todo: 'Try again',
    code: 'wire.unreadable',
  },
  {
    what: 'OK and nothing changed',
    error: { kind: 'mismatch', rows: [{ path: 'server', label: 'Server', asked: '127.0.0.9', stored: 'none' }], address },
    why: 'Server 127.0.0.9 ≠ none',
    todo: 'Nothing counts as written until it is stored',
    code: 'write.mismatch',
  },
  {
    what: 'a value clamped',
    error: { kind: 'mismatch', rows: [{ path: 'cards[0].mtu', label: 'MTU', asked: '1450', stored: '1400' }], address },
    why: 'MTU 1450 ≠ 1400',
    todo: 'Look at the values below',
    code: 'write.mismatch',
  },
  {
    what: 'an address of another device',
    error: unmet('addressFree', { address: '10.0.0.8', device: 'Yard', mac: '00:1C:27:00:00:08' }),
    why: '10.0.0.8 belongs to Yard, 00:1C:27:00:00:08',
    todo: 'Nothing was sent',
    code: 'plan.check',
  },
  {
    what: 'an address at which something answers',
    error: unmet('addressFree', { address: '10.0.0.8', port: 443 }),
    why: '10.0.0.8 is taken: something answers on port 443',
    todo: 'Nothing was sent',
    code: 'plan.check',
  },
  {
    what: 'a gateway outside the subnet',
    error: {
      kind: 'invalid',
      issues: [{ path: 'cards[0].gateway', problem: 'outsideSubnet', limits: { setting: 'network.ipv4', subnet: '10.0.0.0/24' } }],
    },
    why: 'Gateway lies outside 10.0.0.0/24',
    todo: 'Nothing was sent',
    code: 'input.invalid',
  },
  {
    what: '30 February 2036',
    error: { kind: 'invalid', issues: [{ path: 'day', problem: 'noSuchDay', limits: { setting: 'time.clock', last: 29 } }] },
    why: 'That month has only 29 days',
    todo: 'Nothing was sent',
    code: 'input.invalid',
  },
  {
    what: 'a name with & = %',
    error: {
      kind: 'invalid',
      issues: [{ path: 'name', problem: 'forbiddenText', limits: { setting: 'device.name', characters: '& = %' } }],
    },
    why: 'Name must not contain & = %',
    todo: 'Nothing was sent',
    code: 'input.invalid',
  },
  {
    what: 'a second plan for one device',
    error: { kind: 'busy', job: 'a', plan: 'network', since: Date.UTC(2026, 10, 22, 14, 32, 8), step: 'findAgain' },
    why: 'Another change is under way, Network, begun at',
    todo: 'Nothing was sent by this one',
    code: 'plan.busy',
  },
  {
    what: 'a value somebody changed after a plan wrote it',
    error: { kind: 'changedSince', rows: [{ setting: 'network.ipv4', path: 'cards[0].mtu', label: 'MTU', wrote: '1400', now: '1300' }] },
    why: 'MTU: written 1400, now 1300',
    todo: 'Choose whether these values stay',
    code: 'plan.changed',
  },
  {
    what: 'a clock, which cannot be taken back',
    error: { kind: 'noWayBack', why: 'clockOnly' },
    why: 'time has gone on',
    todo: 'Nothing was sent',
    code: 'plan.clockOnly',
  },
  {
    what: 'a plan stopped in the middle of a write nobody could look at',
    error: { kind: 'cancelled', sent: 1, of: 2, unsure: ['time.ntp'], deviceId: '001c27159356' },
    why: 'after 1 of 2 settings had gone out',
    todo: 'Whether it took Time server (NTP) is not known',
    code: 'job.cancelled',
  },
  {
    what: 'nothing to write',
    error: unmet('unchanged', {}),
    why: 'it has all of these values already',
    todo: 'Nothing was sent',
    code: 'plan.check',
  },
  {
    what: 'another device at the new address',
    error: { kind: 'impostor', expected: '001c27159356', found: '00:1C:27:00:00:07', address },
    why: `${device}, 00:1C:27:15:93:56, was expected there, and 00:1C:27:00:00:07 answers. No password was sent there.`,
    todo: 'search again',
    code: 'net.impostor',
  },
  {
    what: 'a site folder that cannot be written',
    error: { kind: 'storage', why: 'full', file: '/site/journal.jsonl' },
    why: 'The disk is full.',
    todo: 'Make room on the disk of this computer, then try again. File: /site/journal.jsonl',
    code: 'disk.full',
  },
  {
    what: 'a site folder that is write-protected',
    error: { kind: 'storage', why: 'readOnly', file: '/site/journal.jsonl' },
    why: 'may not be written to',
    todo: 'take the write protection off',
    code: 'disk.readOnly',
  },
  {
    what: 'a request the device does not know',
    error: { kind: 'http', status: 404, ...read },
    why: 'HTTP status 404',
    todo: 'another firmware',
    code: 'http.404',
  },
  {
    what: 'a device that fails over a read',
    error: { kind: 'http', status: 500, ...read },
    why: 'HTTP status 500',
    todo: 'Try again in a moment',
    code: 'http.500',
  },
  {
    what: 'a device that fails over a write',
    error: { kind: 'http', status: 503, ...write },
    why: 'HTTP status 503',
    todo: 'whether it took set NTP is not known',
    code: 'http.503',
  },
  {
    what: 'a value the device refuses',
    error: { kind: 'device', code: -23, name: 'badParameter', remedy: 'fixInput', ...write },
    why: 'its code −23: parameter error',
    todo: 'Change the value',
    code: '−23',
  },
  {
    what: 'a certificate seen for the first time',
    error: { kind: 'certificate', shown: { sha256: 'ab'.repeat(32), subject: '', validFrom: 0, validTo: 0 }, address },
    why: `AB:AB. Nothing was sent.`,
    todo: 'accept it, or stay away',
    code: 'tls.first',
  },
  {
    what: 'a changed certificate',
    error: {
      kind: 'certificate',
      shown: { sha256: 'ab'.repeat(32), subject: '', validFrom: 0, validTo: 0 },
      pinned: { sha256: 'cd'.repeat(32), subject: '', validFrom: 0, validTo: 0 },
      address,
    },
    why: 'CD:CD was accepted before. Nothing was sent.',
    todo: 'accept it, or stay away',
    code: 'tls.changed',
  },
  ...(
    [
      ['old', 'broken (before 1.2)', 'Update its firmware'],
      ['weak', 'too weak', 'Make it a new certificate'],
      ['notTls', 'is not HTTPS', 'HTTPS is on 443'],
      ['rtsp', 'not encrypted', 'Use pictures'],
      ['other', 'ERR_SSL_SOMETHING', 'without HTTPS on a network you trust'],
    ] as const
  ).map(([why, words, todo]) => ({
    what: `TLS that fails (${why})`,
    error: { kind: 'tls' as const, why, reason: 'ERR_SSL_SOMETHING', address },
    why: words,
    todo,
    code: `tls.${why}`,
  })),
  ...(
    [
      ['https', 'https://10.0.0.1', 'Add it by hand with HTTPS'],
      ['http', 'http://10.0.0.1', 'HTTPS setting'],
      ['otherHost', 'https://10.0.0.9', 'proxy or another device'],
    ] as const
  ).map(([why, to, todo]) => ({
    what: `a redirect (${why})`,
    error: { kind: 'redirect' as const, why, to, address },
    why: to,
    todo,
    code: 'net.redirect',
  })),
  {
    what: 'an account that is not remembered',
    error: { kind: 'vault', why: 'notRemembered' },
    why: 'No account is remembered for',
    todo: 'tick Remember',
    code: 'account.notRemembered',
  },
  {
    what: 'a device that did not come back',
    error: { kind: 'notFoundAgain', lookedMs: 90_000, address },
    why: 'Looked 90 s',
    todo: 'Its name, notes and backups are kept',
    code: 'net.lost',
  },
]

function unmet(check: Finding['check'], facts: Finding['facts']): AppError {
  return { kind: 'preflight', findings: [{ check, verdict: 'fail', facts }] }
}

describe('what a person is told', () => {
  it.each(cases)('of $what: device, reason, what to do and a code', ({ error, why, todo, code }) => {
    const words = shown(error)
    expect(words.missed).toEqual([])
    expect(words.text).toContain(why)
    expect(words.todo).toContain(todo)
    expect(words.code).toBe(code)
    expect(`${words.title} ${words.text} ${words.todo}`).toContain(device)
    expect(`${words.title} ${words.text} ${words.todo}`).not.toMatch(/[{}]|undefined|error\.\w/)
  })

  it.each([
    ['locked', 'is locked', 'Unlock it'],
    ['wrongPassphrase', 'not the passphrase', 'Type it again'],
    ['noFile', 'not there any more', 'Choose again'],
    ['damaged', 'damaged or was meddled with', 'forget all accounts'],
    ['newer', 'by a newer Sightline', 'forget all accounts'],
    ['keyStore', 'key store of this computer', 'start Sightline again'],
  ] as const)('of remembered accounts that cannot be used (%s): it is this computer, no device', (reason, why, todo) => {
    const words = shown({ kind: 'vault', why: reason })
    expect(words.missed).toEqual([])
    expect(words.title).toContain('this computer')
    expect(words.text).toContain(why)
    expect(words.todo).toContain(todo)
    expect(words.code).toBe(`account.${reason}`)
  })

  it.each([
    'not HTTP',
    'OK instead of values',
    'not OK',
    'tooLong',
    'notPairs',
    'not a JPEG',
    'not a stream',
    'the clock does not run evenly',
  ])('of an answer with the problem "%s" is a sentence, not that word', (problem) => {
    const words = shown({ kind: 'malformed', path: '', problem, ...read })
    expect(words.missed).toEqual([])
    expect(words.text).not.toContain('cannot be read')
    expect(words.text).toMatch(/^\S.*\.$/)
  })

  it.each(['missing', 'notANumber', 'notASwitch'])('of a value that is %s names the value', (problem) => {
    expect(shown({ kind: 'malformed', path: 'port', problem, ...read }).text).toMatch(
      /^In the answer to get NTP, port cannot be read: it is /,
    )
  })

  it('of one check that fails is told in the singular, of two in the plural', () => {
    const issue = { path: 'name', problem: 'missing' } as const
    expect(shown({ kind: 'invalid', issues: [issue] }).title).toBe('Not written: 1 check does not hold')
    expect(shown({ kind: 'invalid', issues: [issue, issue] }).title).toBe('Not written: 2 checks do not hold')
  })
})

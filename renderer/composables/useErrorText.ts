import { useI18n } from 'vue-i18n'
import { fingerprintText } from '#common/device/certificate.ts'
import type { AppError, ChangedSince } from '#common/errors/appError.ts'
import { findSetting } from '#common/catalog/index.ts'
import type { Finding } from '#common/plan/finding.ts'
import type { Issue } from '#common/schema/field.ts'

/** An error in words: what and on which device, why, what to do, code. */
export interface ErrorText {
  readonly title: string
  readonly text: string
  readonly todo: string
  readonly code: string
}

export interface UseErrorTextReturn {
  /** `device` is the name a person knows it by. */
  describe(error: AppError, device: string): ErrorText
  describeIssue(issue: Issue, field: string): string
}

/** Turns errors, which are plain data, into the sentences of the person's language. The only place that does. */
export function useErrorText(): UseErrorTextReturn {
  const { t, te } = useI18n()

  function describe(error: AppError, device: string): ErrorText {
    const place = { device, address: error.address ?? device, request: error.request ?? t('error.unknownRequest') }
    const say: Say = (key, more = {}) => t(`error.${error.kind}.${key}`, { ...place, ...more })
    return { title: say(isFaultOfItsOwn(error) ? 'titleFault' : 'title', countOf(error)), ...bodyOf(error, say), code: codeOf(error) }
  }

  function bodyOf(error: AppError, say: Say): Pick<ErrorText, 'text' | 'todo'> {
    switch (error.kind) {
      case 'unreachable':
        return { text: say(error.why), todo: say(todoOf(error)) }
      case 'device':
        return { text: say('text', { code: minus(error.code), meaning: meaning(error.name) }), todo: say(error.remedy) }
      case 'http':
        return { text: say('text', { status: error.status }), todo: say(isFaultOfItsOwn(error) ? faultTodoOf(error) : 'todo') }
      case 'malformed':
        return { text: malformedText(error, say), todo: say(todoOf(error)) }
      case 'invalid':
        return { text: say('text', { list: error.issues.map(issueText).join('; ') }), todo: say('todo') }
      case 'preflight':
        return { text: say('text', { list: error.findings.map(findingText).join('; ') }), todo: say('todo') }
      case 'busy':
        return { text: say('text', busyWords(error)), todo: say('todo') }
      case 'changedSince':
        return { text: say('text', { list: error.rows.map(changedText).join(', ') }), todo: say('todo') }
      case 'noWayBack':
        return { text: say(error.why), todo: say('todo') }
      case 'signIn':
        return { text: `${say(error.why)} ${say('left', { left: error.attemptsLeft })}`, todo: say('todo') }
      case 'budget':
        return { text: say('text'), todo: say('todo', { wait: waitOf(error.waitMs) }) }
      case 'locked':
        return { text: say('text'), todo: say('todo', { wait: error.waitMs === undefined ? say('unknownWait') : waitOf(error.waitMs) }) }
      case 'mismatch':
        return {
          text: say('text', { list: error.rows.map((row) => `${row.label} ${row.asked} ≠ ${row.stored}`).join(', ') }),
          todo: say('todo'),
        }
      case 'impostor':
        return { text: say('text', { expected: macOf(error.expected), found: macOf(error.found) }), todo: say('todo') }
      case 'certificate': {
        const prints = { print: fingerprintText(error.shown.sha256), pinned: fingerprintText(error.pinned?.sha256 ?? '') }
        return { text: say(error.pinned ? 'changed' : 'first', prints), todo: say('todo') }
      }
      case 'tls':
        return { text: say(error.why, { reason: error.reason }), todo: say(`todo.${error.why}`) }
      case 'redirect':
        return { text: say(error.why, { to: error.to }), todo: say(`todo.${error.why}`) }
      case 'vault':
        return { text: say(error.why), todo: say(`todo.${error.why}`) }
      case 'notFoundAgain':
        return { text: say('text', { seconds: Math.round(error.lookedMs / 1000) }), todo: say('todo') }
      case 'storage':
        return { text: say(error.why), todo: say(`todo.${error.why}`, { file: error.file }) }
      case 'bug':
        return { text: say('text', { message: error.message }), todo: say('todo') }
      case 'cancelled':
        return stoppedBody(error, say)
      case 'unknownDevice':
        return { text: say('text'), todo: say('todo') }
    }
  }

  /** Before anything was sent, there is nothing more to say; after it, what is known and what is not. */
  function stoppedBody({ sent = 0, of = 0, unsure = [] }: Extract<AppError, { kind: 'cancelled' }>, say: Say) {
    if (sent === 0) return { text: say('text'), todo: say('todo') }
    const settings = unsure.map((id) => findSetting(id)?.title ?? id).join(', ')
    const todo = say(unsure.length > 0 ? 'todoUnsure' : 'todoSent', { settings })
    return { text: say('textSent', { sent, of }), todo }
  }

  function busyWords({ plan, since, step }: Extract<AppError, { kind: 'busy' }>) {
    return {
      plan: t(`journal.kind.${plan}`),
      time: new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(since),
      step: step === undefined ? t('journal.begun') : t(`journal.step.${step}`),
    }
  }

  function changedText({ label, wrote, now }: ChangedSince): string {
    return t('error.changedSince.row', { label, wrote, now })
  }

  function malformedText(error: Extract<AppError, { kind: 'malformed' }>, say: Say): string {
    const key = malformedKeys[error.problem] ?? error.problem
    if (te(`error.malformed.whole.${key}`)) return say(`whole.${key}`)
    return say('value', { path: error.path, problem: te(`error.malformed.part.${key}`) ? say(`part.${key}`) : error.problem })
  }

  function issueText(issue: Issue): string {
    return describeIssue(issue, labelOf(issue.limits?.['setting'], issue.path))
  }

  /** A check that failed right before the write goes by its own name, a value by that of its field. */
  function findingText({ check, facts }: Finding): string {
    const { path, problem, ...limits } = facts
    if (typeof path === 'string' && typeof problem === 'string') return issueText({ path, problem: problem as Issue['problem'], limits })
    return t(`error.check.${check}${check === 'addressFree' && 'device' in facts ? 'Device' : ''}`, facts)
  }

  function meaning(name: string): string {
    return te(`error.meaning.${name}`) ? t(`error.meaning.${name}`) : t('error.meaning.other')
  }

  function waitOf(ms: number): string {
    return ms < 90_000 ? t('error.inSeconds', { n: Math.ceil(ms / 1000) }) : t('error.inMinutes', { n: Math.ceil(ms / 60_000) })
  }

  function describeIssue({ problem, limits = {} }: Issue, field: string): string {
    return t(`error.issue.${problem}`, { field, ...limits })
  }

  return { describe, describeIssue }
}

function countOf(error: AppError): { readonly count: number } {
  return { count: 'issues' in error ? error.issues.length : 'findings' in error ? error.findings.length : 0 }
}

type Say = (key: string, more?: Readonly<Record<string, unknown>>) => string

/** What the host calls an answer that cannot be read, where that is no word of ours already. */
const malformedKeys: Readonly<Record<string, string>> = {
  'answer cut short': 'cutShort',
  'not HTTP': 'notHttp',
  'OK instead of values': 'okOnly',
  'not OK': 'notOk',
  'not a JPEG': 'noPicture',
  'not a stream': 'noPicture',
  'the clock does not run evenly': 'uneven',
}

/** A read changes nothing; whether a change without an answer was taken, only reading again can tell. */
function todoOf({ request, untouched }: AppError): 'todo' | 'todoUnsure' {
  return untouched || request === undefined || /^(?:get|sign in)\b/.test(request) ? 'todo' : 'todoUnsure'
}

function faultTodoOf(error: AppError): 'todoFault' | 'todoFaultUnsure' {
  return todoOf(error) === 'todo' ? 'todoFault' : 'todoFaultUnsure'
}

/** HTTP 5xx: it knows what it was asked. */
function isFaultOfItsOwn(error: AppError): boolean {
  return error.kind === 'http' && error.status >= 500
}

/** `cards[0].gateway` -> Gateway; the path itself where the catalog does not know it. */
function labelOf(setting: string | number | undefined, path: string): string {
  const name = path.split('.').at(-1) ?? path
  const fields = findSetting(String(setting))?.fields ?? {}
  const field = fields[name] ?? Object.values(fields).flatMap((one) => (one.kind === 'list' ? [one.item[name]] : []))[0]
  return field?.label ?? path
}

/** A short code to read over the phone. Device codes keep their number. */
function codeOf(error: AppError): string {
  switch (error.kind) {
    case 'unreachable':
      return `net.${error.why}`
    case 'device':
      return minus(error.code)
    case 'http':
      return `http.${error.status}`
    case 'malformed':
      return 'wire.unreadable'
    case 'invalid':
      return 'input.invalid'
    case 'preflight':
      return 'plan.check'
    case 'busy':
      return 'plan.busy'
    case 'changedSince':
      return 'plan.changed'
    case 'noWayBack':
      return `plan.${error.why}`
    case 'signIn':
      return error.why === 'wrongUser' ? minus(-507) : minus(-508)
    case 'budget':
      return 'signin.budget'
    case 'locked':
      return minus(-527)
    case 'mismatch':
      return 'write.mismatch'
    case 'impostor':
      return 'net.impostor'
    case 'certificate':
      return error.pinned ? 'tls.changed' : 'tls.first'
    case 'tls':
      return `tls.${error.why}`
    case 'redirect':
      return 'net.redirect'
    case 'vault':
      return `account.${error.why}`
    case 'notFoundAgain':
      return 'net.lost'
    case 'unknownDevice':
      return 'site.unknown'
    case 'storage':
      return `disk.${error.why}`
    case 'cancelled':
      return 'job.cancelled'
    case 'bug':
      return 'app.bug'
  }
}

/** A number with the true minus sign. */
export function minus(value: number): string {
  return String(value).replace('-', '\u2212')
}

function macOf(key: string): string {
  return /^[0-9a-f]{12}$/.test(key) ? (key.toUpperCase().match(/../g)?.join(':') ?? key) : key
}

import { useI18n } from 'vue-i18n'
import type { AppError } from '#common/errors/appError.ts'
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
    const say = (key: string, more: Record<string, unknown> = {}) => t(`error.${error.kind}.${key}`, { ...place, ...more })
    return { title: say('title', { count: 'issues' in error ? error.issues.length : 0 }), ...bodyOf(error, say), code: codeOf(error) }
  }

  function bodyOf(error: AppError, say: (key: string, more?: Record<string, unknown>) => string): Pick<ErrorText, 'text' | 'todo'> {
    switch (error.kind) {
      case 'unreachable':
        return { text: say(error.why), todo: say('todo') }
      case 'device':
        return { text: say('text', { code: minus(error.code), meaning: meaning(error.name) }), todo: say(error.remedy) }
      case 'http':
        return { text: say('text', { status: error.status }), todo: say('todo') }
      case 'malformed':
        return { text: malformedText(error, say), todo: say('todo') }
      case 'invalid':
        return { text: say('text', { list: error.issues.map((issue) => describeIssue(issue, issue.path)).join('; ') }), todo: say('todo') }
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
      case 'notFoundAgain':
        return { text: say('text', { seconds: Math.round(error.lookedMs / 1000) }), todo: say('todo') }
      case 'storage':
        return { text: say(error.why), todo: say('todo', { file: error.file }) }
      case 'bug':
        return { text: say('text', { message: error.message }), todo: say('todo') }
      case 'unknownDevice':
      case 'cancelled':
        return { text: say('text'), todo: say('todo') }
    }
  }

  function malformedText(
    error: Extract<AppError, { kind: 'malformed' }>,
    say: (key: string, more?: Record<string, unknown>) => string,
  ): string {
    const known = ['html', 'empty', 'cutShort'].find((problem) => problem === error.problem)
    return known ? say(known) : say('value', { path: error.path, problem: error.problem })
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

/** A short code to read over the phone. Device codes keep their number. */
export function codeOf(error: AppError): string {
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

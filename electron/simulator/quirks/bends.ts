import { actions, feeds, settings } from '#common/catalog/index.ts'
import { fold } from '#common/schema/names.ts'
import { parseLines } from '#common/wire/pairs.ts'
import type { Answer } from '../cgi/answer.ts'
import { type CgiRequest, parameter } from '../cgi/request.ts'
import type { Quirk } from './quirks.ts'

interface OnRequest {
  readonly takes: 'request'
  readonly make: (type: string) => Quirk
}

/** Bends the answers to one request, by its type, or all of them. */
export function onRequest(bend: (answer: Answer) => Answer): OnRequest {
  return {
    takes: 'request',
    make(type) {
      const isIt = requestNamed(type)
      return { answers: (request, answer) => (isIt(request) ? bend(answer) : answer) }
    },
  }
}

/** An answer as it should be, sent as it should not. */
export function onSending(fault: NonNullable<Answer['fault']>): OnRequest {
  return onRequest((answer) => ({ ...answer, fault }))
}

/** Bends the text of an answer that has one. */
export function onBody(bend: (body: string) => string): OnRequest {
  return onRequest((answer) => (answer.media || answer.status !== 200 ? answer : { ...answer, body: bend(answer.body) }))
}

/** Bends every line `key=value` of a reply; a refusal and an OK stay what they are. */
export function onLines(bend: (line: string, index: number) => string | readonly string[]): OnRequest {
  return onBody((body) =>
    isPairs(body)
      ? body
          .split('\n')
          .flatMap((line, index) => (line.includes('=') ? bend(line, index) : line))
          .join('\n')
      : body,
  )
}

/** Sends other bytes than UTF-8 has for the text. */
export function onBytes(write: (text: string) => Uint8Array): OnRequest {
  return onRequest((answer) => ({ ...answer, bytes: write(answer.body) }))
}

/** `4000`, `4000:NTP` */
export function late(argument: string): Quirk {
  const { ms, type = '' } = /^(?<ms>\d{1,6})(?::(?<type>.+))?$/.exec(argument)?.groups ?? {}
  if (ms === undefined) throw new Error(`slow takes ms, slow:4000, not ${argument || 'nothing'}`)
  return onRequest((answer) => ({ ...answer, delayMs: (answer.delayMs ?? 0) + Number(ms) })).make(type)
}

export const padding = 'padding=0123456789abcdef\n'.repeat(210_000)

export const loginPage = '<!DOCTYPE html>\n<html><head><title>Login</title></head><body><form method="post"></form></body></html>\n'

export function small(key: string): string {
  return key.toLowerCase()
}

export function twice(line: string): readonly string[] {
  return [line.replace(/=.*/, '=1'), line]
}

export function threeMore(_line: string, name: string, count: string): string {
  return `${name}=${Number(count) + 3}`
}

const gbkOf = { 仓: [0xb2, 0xd6], 库: [0xbf, 0xe2] } as const

export function inGbk(text: string): Uint8Array {
  const parts = text.split(/(仓|库)/).map((part) => (part === '仓' || part === '库' ? Buffer.from(gbkOf[part]) : Buffer.from(part)))
  return Buffer.concat(parts)
}

export function withoutLastBytes(text: string): Uint8Array {
  const lines = text.split('\n').map((line) => (/\P{ASCII}$/u.test(line) ? Buffer.from(line).subarray(0, -1) : Buffer.from(line)))
  return Buffer.concat(lines.flatMap((line, index) => (index === 0 ? [line] : [Buffer.from('\n'), line])))
}

const requestNames = new Set(
  [
    ...settings.flatMap(({ request: { cgi, type, setType, getWord, setWord } }) => [
      type ?? cgi,
      type ?? getWord,
      setType ?? type ?? setWord,
    ]),
    ...[...actions, ...feeds].flatMap(({ request: { cgi, type, action } }) => [type ?? cgi, type ?? action]),
  ].flatMap((name) => (name === undefined ? [] : [fold(name)])),
)

/**
 * Every request where no type is named; those that have none go by the program and by their word. A type nobody asks for would be a fault
 * that never shows.
 */
function requestNamed(type: string): (request: CgiRequest) => boolean {
  if (type === '') return () => true
  if (!requestNames.has(fold(type))) throw new Error(`no request is called ${type}`)
  return (request) => {
    const own = parameter(request, 'type')
    const names = own === undefined ? [request.program, parameter(request, 'action') ?? ''] : [own]
    return names.some((name) => fold(name) === fold(type))
  }
}

function isPairs(body: string): boolean {
  return parseLines(body).some(({ value }) => value !== null) && !/^error/i.test(body)
}

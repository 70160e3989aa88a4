import { keptRequest, shownReply, shownRequest } from '#common/console/mask.ts'
import { recognise, staleAfter, weightOf } from '#common/console/recognise.ts'
import type { ConsoleReply } from '#common/console/reply.ts'
import { readTyped, type TypedRequest } from '#common/console/typed.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { fail, toAppError } from '#common/errors/appError.ts'
import type { Journal } from '../storage/journal.ts'
import type { Registry } from './registry.ts'
import type { Road } from './road.ts'

/** Requests a person types. */
export interface Console {
  /**
   * Sends it, once and never again by itself. The journal has a line before and one after, without what may be secret.
   *
   * @throws AppFailure `invalid` and, while a plan writes to the device, `busy`, before anything is sent; what keeps an answer from coming. A device's own error code is in the reply.
   */
  send(key: DeviceKey, text: string): Promise<ConsoleReply>
}

export interface ConsoleOptions {
  readonly registry: Registry
  readonly journal: Journal
  readonly road: Pick<Road, 'refuseBusy'>
}

export function createConsole({ registry, journal, road }: ConsoleOptions): Console {
  return {
    async send(key, text) {
      const { client, identity } = registry.open(key)
      const typed = readTyped(text)
      if (typeof typed === 'string') return refuse(key)
      const recognised = recognise(typed, identity.series)
      const weight = weightOf(recognised)
      if (weight === 'goesOn' || weight === 'file') return refuse(key)
      if (weight !== 'reads') road.refuseBusy(key)
      const entry = recognised.as === 'unknown' ? {} : { entry: recognised.entry.id }
      const facts = { request: keptRequest(typed, recognised), as: recognised.as, ...entry }
      const note = (what: 'consoleBegun' | 'consoleDone' | 'consoleFailed', more: Readonly<Record<string, string | number>> = {}) =>
        journal.add({ device: key, job: '', what: 'note', note: what, facts: { ...facts, ...more } })
      // Nothing is sent that the journal could not take.
      await note('consoleBegun')
      try {
        const reply = await client.send({ ...typed, name: nameOf(typed) }, { mayMove: weight === 'restarts', isUrgent: true })
        const refused = reply?.error
        const outcome = { status: reply?.status ?? 0, ...(refused?.kind === 'device' ? { code: refused.code } : {}) }
        await note(refused ? 'consoleFailed' : 'consoleDone', outcome).catch(() => undefined) // it is done all the same
        return {
          ...(reply ?? nothing),
          answered: reply !== undefined,
          asked: shownRequest(typed, recognised),
          text: reply && !reply.isBinary ? shownReply(reply.text, recognised) : (reply?.text ?? ''),
          stale: refused ? [] : staleAfter(recognised),
        }
      } catch (thrown) {
        await note('consoleFailed', { error: toAppError(thrown).kind }).catch(() => undefined)
        throw thrown
      }
    },
  }
}

/** It went away without a word. */
const nothing = { status: 0, contentType: '', bytes: 0, text: '', isBinary: false, isCut: false, tookMs: 0 } as const

/** The field said so already; whoever asks past it gets no more. */
function refuse(key: DeviceKey): never {
  return fail({ kind: 'invalid', issues: [{ path: 'request', problem: 'forbiddenText' }], deviceId: key })
}

/** `set dateTime` as errors and the log call it, in the words that were typed. */
function nameOf({ program, query }: TypedRequest): string {
  const words = ['action', 'type'].flatMap((name) => query.find(({ key }) => key.toLowerCase() === name)?.value ?? [])
  return (words.join(' ') || program).slice(0, 60)
}

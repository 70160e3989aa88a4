import { findAction } from '#common/catalog/index.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { fail, toAppError } from '#common/errors/appError.ts'
import type { DeedResult } from '#common/ipc/contract.ts'
import { decode } from '#common/schema/decode.ts'
import { type AnyValues, erase, restore } from '#common/schema/infer.ts'
import type { Target } from '#common/schema/setting.ts'
import { validateFields } from '#common/schema/validate.ts'
import { veil } from '#common/schema/veil.ts'
import { parseLines } from '#common/wire/pairs.ts'
import { WireError } from '#common/wire/wireError.ts'
import type { Journal } from '../storage/journal.ts'
import type { Registry } from './registry.ts'
import type { Road } from './road.ts'

/** Actions of the catalog, done once because a person pressed a button. */
export interface Deeds {
  /**
   * Does it, sent once and never again by itself. The journal has a line before and one after, without what was given with it.
   *
   * @throws AppFailure `invalid`, and `busy` for what does damage while a plan writes to the device, before anything is sent; whatever the device says
   */
  run(key: DeviceKey, id: string, target: Target, args: AnyValues): Promise<DeedResult>
}

export interface DeedsOptions {
  readonly registry: Registry
  readonly journal: Journal
  readonly road: Pick<Road, 'refuseBusy'>
  readonly now: () => number
}

export function createDeeds({ registry, journal, road, now }: DeedsOptions): Deeds {
  return {
    async run(key, id, target, args) {
      const action = findAction(id) ?? fail({ kind: 'bug', message: `no action ${id}` })
      const issues = validateFields(action.args, args)
      if (issues.length > 0) fail({ kind: 'invalid', issues, deviceId: key })
      if (action.damage !== 'none') road.refuseBusy(key)
      const { client } = registry.open(key)
      const note = (what: 'deedBegun' | 'deedDone' | 'deedFailed', facts: Readonly<Record<string, string>> = {}) =>
        journal.add({ device: key, job: '', what: 'note', note: what, facts: { action: id, ...facts } })
      const begun = now()
      // Nothing is sent that the journal could not take.
      if (action.damage !== 'none') await note('deedBegun')
      try {
        // A read that waits can wait; a person who presses or lets go cannot.
        const how = { mayMove: action.damage === 'restarts', isUrgent: true }
        const { text, answered } = await client.act(action, target, restore(action.args, args), how)
        const value = action.answer && answered ? answerIn(action.answer, text) : undefined
        await note('deedDone').catch(() => undefined) // it is done whether or not the disk takes the line
        return { text: action.answer ? '' : text, answered, tookMs: now() - begun, ...(value ? { value } : {}) }
      } catch (thrown) {
        await note('deedFailed', { error: toAppError(thrown).kind }).catch(() => undefined)
        throw thrown
      }
    },
  }
}

function answerIn(fields: NonNullable<ReturnType<typeof findAction>>['answer'] & object, text: string): AnyValues {
  try {
    return veil(fields, erase(decode(fields, parseLines(text)).value))
  } catch (thrown) {
    if (!(thrown instanceof WireError)) throw thrown
    return fail({ kind: 'malformed', path: thrown.path, problem: thrown.problem })
  }
}

import { z } from 'zod'
import { changesOfDraft } from '#common/schema/draft.ts'
import type { Rule } from './machine.ts'

/** What was drawn on a device and not written, as it is kept on disk; each channel has rules of its own. */
export const KeptDrafts = z.object({
  /** ms since the epoch. */
  at: z.number(),
  rules: z
    .array(
      z.object({
        channel: z.number().int(),
        setting: z.string(),
        /** Of a setting that a device has several of. */
        part: z.number().int().optional(),
        had: z.record(z.string(), z.unknown()),
        draft: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1),
})
export type KeptDrafts = z.infer<typeof KeptDrafts>

/** With the rules at hand as they are now; what was drawn of others, or on another channel, stays. Undefined where nothing is left. */
export function draftsWith(
  kept: KeptDrafts | undefined,
  { channel, rules }: { readonly channel: number; readonly rules: readonly Rule[] },
  at: number,
): KeptDrafts | undefined {
  const others = draftsWithout(
    kept,
    rules.map(({ setting }) => setting.id),
    channel,
  )
  const own = rules
    .filter((rule) => changesOfDraft(rule).length > 0)
    .map(({ setting, target: { part }, had, draft }) => ({
      channel,
      setting: setting.id,
      ...(part === undefined ? {} : { part }),
      had: { ...had },
      draft: { ...draft },
    }))
  const all = [...(others?.rules ?? []), ...own]
  return all.length === 0 ? undefined : { at, rules: all }
}

/** Without those of some settings, on one channel or, where none is given, on any. Undefined where nothing is left. */
export function draftsWithout(kept: KeptDrafts | undefined, settings: readonly string[], channel?: number): KeptDrafts | undefined {
  const rest = (kept?.rules ?? []).filter((rule) => !settings.includes(rule.setting) || (channel !== undefined && rule.channel !== channel))
  return kept && rest.length > 0 ? { ...kept, rules: rest } : undefined
}

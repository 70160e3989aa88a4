import { z } from 'zod'
import { changesOfDraft } from '#common/schema/draft.ts'
import type { Rule } from './machine.ts'

/** What was drawn on a device and not written, as it is kept on disk; each channel, and each preset of it, has rules of its own. */
export const KeptDrafts = z.object({
  /** ms since the epoch. */
  at: z.number(),
  rules: z
    .array(
      z.object({
        channel: z.number().int(),
        setting: z.string(),
        /** Of a setting that a device has several of: a preset, a text. Left out for the first, the normal rules. */
        part: z.number().int().optional(),
        had: z.record(z.string(), z.unknown()),
        draft: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1),
})
export type KeptDrafts = z.infer<typeof KeptDrafts>
type KeptDraft = KeptDrafts['rules'][number]

/** True for what was drawn there. */
export function isDrawnAt(kept: KeptDraft, channel: number, part: number): boolean {
  return kept.channel === channel && (kept.part ?? 0) === part
}

/** With the rules at hand as they are now; what was drawn of others, on another channel or for another preset, stays. Undefined where nothing is left. */
export function draftsWith(
  kept: KeptDrafts | undefined,
  { channel, rules }: { readonly channel: number; readonly rules: readonly Rule[] },
  at: number,
): KeptDrafts | undefined {
  const isAtHand = (one: KeptDraft) =>
    rules.some(({ setting, target: { part = 0 } }) => setting.id === one.setting && isDrawnAt(one, channel, part))
  const own = rules
    .filter((rule) => changesOfDraft(rule).length > 0)
    .map(({ setting, target: { part = 0 }, had, draft }) => ({
      ...{ channel, setting: setting.id, had: { ...had }, draft: { ...draft } },
      ...(part === 0 ? {} : { part }),
    }))
  const all = [...(kept?.rules ?? []).filter((one) => !isAtHand(one)), ...own]
  return all.length === 0 ? undefined : { at, rules: all }
}

/** Without those of some settings, of one channel and one part of them, or of any where none is given. Undefined where nothing is left. */
export function draftsWithout(
  kept: KeptDrafts | undefined,
  settings: readonly string[],
  channel?: number,
  part?: number,
): KeptDrafts | undefined {
  const isThere = (one: KeptDraft) => isDrawnAt(one, channel ?? one.channel, part ?? one.part ?? 0)
  const rest = (kept?.rules ?? []).filter((one) => !settings.includes(one.setting) || !isThere(one))
  return kept && rest.length > 0 ? { ...kept, rules: rest } : undefined
}

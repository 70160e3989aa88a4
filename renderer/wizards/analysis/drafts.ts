import { z } from 'zod'
import { presetOf } from '#common/analysis/presets.ts'
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
        /** Left out for the normal rules. */
        preset: z.number().int().optional(),
        had: z.record(z.string(), z.unknown()),
        draft: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1),
})
export type KeptDrafts = z.infer<typeof KeptDrafts>
type KeptDraft = KeptDrafts['rules'][number]

/** True for what was drawn there. */
export function isDrawnAt(kept: KeptDraft, channel: number, preset: number): boolean {
  return kept.channel === channel && (kept.preset ?? 0) === preset
}

/** With the rules at hand as they are now; what was drawn of others, on another channel or for another preset, stays. Undefined where nothing is left. */
export function draftsWith(
  kept: KeptDrafts | undefined,
  { channel, rules }: { readonly channel: number; readonly rules: readonly Rule[] },
  at: number,
): KeptDrafts | undefined {
  const others = draftsWithout(
    kept,
    rules.map(({ setting }) => setting.id),
    channel,
    Math.max(0, ...rules.map(({ target }) => presetOf(target))),
  )
  const own = rules
    .filter((rule) => changesOfDraft(rule).length > 0)
    .map(({ setting, target, had, draft }) => ({
      ...{ channel, setting: setting.id, had: { ...had }, draft: { ...draft } },
      ...(presetOf(target) === 0 ? {} : { preset: presetOf(target) }),
    }))
  const all = [...(others?.rules ?? []), ...own]
  return all.length === 0 ? undefined : { at, rules: all }
}

/** Without those of some settings, for one preset of a channel or, where none is given, anywhere. Undefined where nothing is left. */
export function draftsWithout(
  kept: KeptDrafts | undefined,
  settings: readonly string[],
  channel?: number,
  preset = 0,
): KeptDrafts | undefined {
  const rest = (kept?.rules ?? []).filter(
    (rule) => !settings.includes(rule.setting) || (channel !== undefined && !isDrawnAt(rule, channel, preset)),
  )
  return kept && rest.length > 0 ? { ...kept, rules: rest } : undefined
}

import { describe, expect, it } from 'vitest'
import { findSetting } from '#common/catalog/index.ts'
import { draftsWith, draftsWithout, type KeptDrafts } from '#renderer/wizards/analysis/drafts.ts'
import type { Rule } from '#renderer/wizards/analysis/machine.ts'

const [perimeter, tripwire] = ['analysis.perimeter', 'analysis.tripwire']

/** A rule of which a person switched it on, or left it alone. */
function rule(id: string, isChanged = true, part?: number): Rule {
  const setting = findSetting(id) ?? expect.fail(`no ${id}`)
  const had = { enabled: false, regions: [], schedule: [] }
  return { id, setting, target: { channel: 1, part }, had, draft: { ...had, enabled: isChanged }, offers: new Set() }
}

const idsOf = (kept: KeptDrafts | undefined) => kept?.rules.map(({ channel, setting }) => `${channel} ${setting}`)
const onBoth = draftsWith(draftsWith(undefined, { channel: 1, rules: [rule(perimeter)] }, 5), { channel: 2, rules: [rule(perimeter)] }, 6)

describe('what was drawn and not written', () => {
  it('stays where other analyses, or another channel, are chosen', () => {
    expect(idsOf(onBoth)).toEqual([`1 ${perimeter}`, `2 ${perimeter}`])
    expect(idsOf(draftsWith(onBoth, { channel: 1, rules: [rule(tripwire)] }, 7))).toEqual([
      `1 ${perimeter}`,
      `2 ${perimeter}`,
      `1 ${tripwire}`,
    ])
  })

  it('takes the place of what was drawn of the same rule before', () => {
    const again = draftsWith(onBoth, { channel: 2, rules: [rule(perimeter)] }, 9)
    expect([idsOf(again), again?.at]).toEqual([[`1 ${perimeter}`, `2 ${perimeter}`], 9])
  })

  it('is kept for each preset of a PTZ camera on its own, the normal rules under no number', () => {
    const at = (part: number) => ({ channel: 1, rules: [rule(perimeter, true, part)] })
    const all = [0, 1, 2].reduce<KeptDrafts | undefined>((kept, part) => draftsWith(kept, at(part), 5), undefined)
    const presets = (kept: KeptDrafts | undefined) => kept?.rules.map(({ part }) => part)
    expect(presets(all)).toEqual([undefined, 1, 2])
    expect(presets(draftsWith(all, { channel: 1, rules: [rule(perimeter, false, 1)] }, 6))).toEqual([undefined, 2])
    expect(presets(draftsWithout(all, [perimeter], 1, 2))).toEqual([undefined, 1])
    expect(presets(draftsWithout(all, [perimeter], 1, 0))).toEqual([1, 2])
  })

  it('is gone once it is as the device has it, and nothing is kept of nothing', () => {
    expect(idsOf(draftsWith(onBoth, { channel: 2, rules: [rule(perimeter, false)] }, 7))).toEqual([`1 ${perimeter}`])
    expect(draftsWith(undefined, { channel: 1, rules: [rule(perimeter, false)] }, 7)).toBeUndefined()
  })

  it('is forgotten for the rules and the channel that were written, or for all channels', () => {
    expect(idsOf(draftsWithout(onBoth, [perimeter], 1))).toEqual([`2 ${perimeter}`])
    expect(idsOf(draftsWithout(onBoth, [tripwire]))).toEqual([`1 ${perimeter}`, `2 ${perimeter}`])
    expect(draftsWithout(onBoth, [perimeter])).toBeUndefined()
  })
})

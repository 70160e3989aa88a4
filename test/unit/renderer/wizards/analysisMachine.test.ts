import { describe, expect, it } from 'vitest'
import { withCells } from '#common/analysis/cells.ts'
import { figuresOf, withFigure, withItem } from '#common/analysis/figures.ts'
import { heatMap } from '#common/catalog/analysis/advanced.ts'
import { fireSpot } from '#common/catalog/analysis/fireSpot.ts'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { doubleTripwire } from '#common/catalog/analysis/tripwire.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import type { AnySetting } from '#common/schema/setting.ts'
import {
  advanceAnalysis,
  type AnalysisMove,
  analysisStart,
  type AnalysisWizard,
  countOfChanges,
  issuesOfRules,
  mayWriteAnalysis,
  presetIn,
  type Rule,
  rulesPlan,
  valueChanges,
} from '#renderer/wizards/analysis/machine.ts'

const triangle = [
  { x: 10, y: 10 },
  { x: 50, y: 10 },
  { x: 30, y: 60 },
]

function ruleOf(setting: AnySetting, change: (values: AnyValues) => AnyValues = (values) => values): Rule {
  const had = erase(setting.sample)
  return { id: setting.id, setting, target: { channel: 1 }, offers: new Set(), had, draft: change(had) }
}

const redrawn = ruleOf(perimeter, (values) => withFigure(perimeter.fields, values, 'regions[0].outline', triangle))
const added = (outline: readonly AnyValues[]) => ruleOf(perimeter, (values) => withItem(values, 'regions', { sensitivity: 3, outline }))

function walk(...moves: readonly AnalysisMove[]): AnalysisWizard {
  return moves.reduce(advanceAnalysis, analysisStart)
}

const drawing: readonly AnalysisMove[] = [
  { type: 'ticked', setting: perimeter.id, on: true },
  { type: 'read', rules: [ruleOf(perimeter)] },
  { type: 'edited', rules: [redrawn] },
]

describe('the analysis wizard', () => {
  it('goes from what is chosen over drawing and review to the proof', () => {
    const reviewing = walk(...drawing, { type: 'went', to: 'review' }, { type: 'checked', findings: [] })
    expect(mayWriteAnalysis(reviewing)).toBe(true)
    expect(advanceAnalysis(reviewing, { type: 'wrote', job: 'job-1' })).toEqual({
      step: 'proof',
      job: 'job-1',
      was: { channel: 1, rules: [redrawn] },
    })
  })

  it('loses nothing on the way back', () => {
    const back = walk(...drawing, { type: 'went', to: 'review' }, { type: 'went', to: 'draw' }, { type: 'went', to: 'choose' })
    expect(back).toMatchObject({ step: 'choose', chosen: [perimeter.id], rules: [redrawn] })
  })

  it('forgets what was drawn on another channel: it is another picture', () => {
    const other = walk(...drawing, { type: 'went', to: 'choose' }, { type: 'channelChosen', channel: 2 })
    expect(other).toMatchObject({ channel: 2, rules: [] })
  })

  it('holds on to the preset its rules are of, and to nothing of another', () => {
    const having = new Set([perimeter.id])
    const at2: readonly AnalysisMove[] = [
      { type: 'ticked', setting: 'osd.texts', on: true },
      { type: 'ticked', setting: perimeter.id, on: true },
      { type: 'presetChosen', preset: 2, having },
    ]
    expect(walk(...at2)).toMatchObject({ preset: 2, chosen: [perimeter.id] }) // a text has no place of its own for a preset
    const drawn = walk(...at2, { type: 'read', rules: [{ ...redrawn, target: { channel: 1, part: 2 } }] })
    expect([presetIn(drawn), presetIn(walk(...drawing))]).toEqual([2, 0])
    const back = advanceAnalysis(drawn, { type: 'went', to: 'choose' })
    expect(back).toMatchObject({ preset: 2, chosen: [perimeter.id], rules: [{ target: { part: 2 } }] })
    expect(advanceAnalysis(back, { type: 'presetChosen', preset: 3, having })).toMatchObject({ preset: 3, rules: [] })
    expect(advanceAnalysis(back, { type: 'channelChosen', channel: 2 })).toMatchObject({ preset: 0, rules: [] })
  })

  it('plans for the preset', () => {
    const plan = rulesPlan([{ ...redrawn, target: { channel: 1, part: 2 } }], 'mac:00:11:22:33:44:55', 'analysis')
    expect(plan?.changes.map(({ target }) => target)).toEqual([{ channel: 1, part: 2 }])
  })

  it('comes to no review while nothing is changed, or something speaks against it', () => {
    expect(walk(...drawing.slice(0, 2), { type: 'went', to: 'review' }).step).toBe('draw')
    expect(walk(...drawing.slice(0, 2), { type: 'edited', rules: [added([])] }, { type: 'went', to: 'review' }).step).toBe('draw')
  })

  it('writes nothing before every check is in, nor where one fails', () => {
    const reviewing = walk(...drawing, { type: 'went', to: 'review' })
    expect(mayWriteAnalysis(reviewing)).toBe(false)
    const failed = advanceAnalysis(reviewing, { type: 'checked', findings: [{ check: 'valid', verdict: 'fail', facts: {} }] })
    expect(mayWriteAnalysis(failed)).toBe(false)
  })
})

describe('changes', () => {
  it('are counted as a person made them: an outline is one, and so is a region that is new', () => {
    expect(countOfChanges([redrawn])).toBe(1)
    expect(valueChanges(redrawn).length).toBeGreaterThan(3)
    expect(countOfChanges([added([...triangle.map((point) => ({ ...point }))])])).toBe(1)
    const always = ruleOf(perimeter, (values) => ({ ...values, enabled: false, schedule: [{ day: 'Monday', from: 0, to: 86_400 }] }))
    expect(countOfChanges([always])).toBe(2)
  })

  it('of two lines of one region are two', () => {
    const both = ruleOf(doubleTripwire, (values) =>
      ['regions[0].line', 'regions[0].line2'].reduce(
        (all, id) =>
          withFigure(doubleTripwire.fields, all, id, [
            { x: 1, y: 2 },
            { x: 3, y: 4 },
          ]),
        values,
      ),
    )
    expect(figuresOf(doubleTripwire.fields, both.draft)).toHaveLength(2)
    expect(countOfChanges([both])).toBe(2)
  })

  it('go into one plan, with the rules that changed alone', () => {
    expect(rulesPlan([ruleOf(doubleTripwire), redrawn], '001c27159356', 'analysis')?.changes.map(({ setting }) => setting)).toEqual([
      perimeter.id,
    ])
    expect(rulesPlan([ruleOf(perimeter)], '001c27159356', 'analysis')).toBeUndefined()
  })
})

describe('what speaks against writing', () => {
  it('is a region that is not drawn, and one of two corners', () => {
    expect(issuesOfRules([added([])])).toMatchObject([{ path: 'regions[1].outline', problem: 'tooFew' }])
    expect(issuesOfRules([added([{ x: 1, y: 1 }, { x: 2, y: 2 }])])).toMatchObject([{ path: 'regions[1].outline', problem: 'tooFew' }]) // prettier-ignore
  })

  it('is not what the device has already, though it is no region', () => {
    expect(perimeter.sample.regions[0]?.outline).toHaveLength(2)
    expect(issuesOfRules([ruleOf(perimeter, (values) => ({ ...values, record: false }))])).toEqual([])
  })

  it('is a place outside the picture, and one region more than the device takes', () => {
    const outside = [...triangle.slice(1), { x: 130, y: 10 }]
    expect(issuesOfRules([added(outside.map((point) => ({ ...point })))])).toMatchObject([
      { path: 'regions[1].outline[2].x', problem: 'tooLarge' },
    ])
    const { regions } = perimeter.fields
    const one = { ...perimeter, fields: { ...perimeter.fields, regions: { ...regions, max: 1 } } }
    expect(issuesOfRules([{ ...added(triangle.map((point) => ({ ...point }))), setting: one }])).toMatchObject([
      { path: 'regions', problem: 'tooMany' },
    ])
  })
})

describe('what a person changed of things in things', () => {
  const box = { left: 42, top: 26, width: 42, height: 26 }

  it('is one box of a fire spot, moved or new, however many numbers it has', () => {
    const moved = ruleOf(fireSpot, (values) =>
      withFigure(fireSpot.fields, values, 'regions[0].areas[0].box', [
        { x: 0, y: 0 },
        { x: 50, y: 50 },
      ]),
    )
    expect(new Set(valueChanges(moved).map(({ is, of }) => `${is} ${of}`))).toEqual(new Set(['figure regions[0].areas[0].box']))
    const more = ruleOf(fireSpot, (values) => withItem(values, 'regions[0].areas', box))
    expect(new Set(valueChanges(more).map(({ is, of }) => `${is} ${of}`))).toEqual(new Set(['item regions[0].areas[1]']))
    expect(countOfChanges([moved])).toBe(1)
  })

  it('is one painting of a grid, however many cells it has; a text where the grid is not understood', () => {
    const painted = ruleOf(heatMap, (values) =>
      withCells(
        heatMap.fields,
        values,
        Array.from({ length: 2304 }, () => true),
      ),
    )
    expect(valueChanges(painted)).toMatchObject([{ of: 'area', is: 'cells' }])
    expect(valueChanges(ruleOf(heatMap, (values) => ({ ...values, area: 'AAAA' })))).toMatchObject([{ of: 'area', is: 'value' }])
  })
})

import { describe, expect, it } from 'vitest'
import { analyses } from '#common/analysis/analyses.ts'
import { type ExchangedRule, readRegions, type RegionsFile, takeRegions, writeRegions } from '#common/analysis/exchange.ts'
import { figureLists, figuresOf } from '#common/analysis/figures.ts'
import { writeCells } from '#common/analysis/cells.ts'
import { heatMap } from '#common/catalog/analysis/advanced.ts'
import { fireSpot } from '#common/catalog/analysis/fireSpot.ts'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { tripwire } from '#common/catalog/analysis/tripwire.ts'
import { findSetting } from '#common/catalog/index.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { type AnySetting, validate } from '#common/schema/setting.ts'

const picture = { width: 1920, height: 1080 }
const about = { at: '2026-11-23T18:00:00Z', device: { model: 'IPV57-41CL', series: 'ipc' }, picture }

function ruleOf(setting: AnySetting, draft: AnyValues = erase(setting.sample)): ExchangedRule {
  return { setting, had: erase(setting.sample), draft, offers: new Set() }
}

const corners = (...places: readonly (readonly [number, number])[]) => places.map(([x, y]) => ({ x, y }))
const triangle = corners([10, 10], [50, 10], [30, 60])

/** A file as another device left it, with one region of the perimeter. */
function fileOf(settings: Record<string, AnyValues>, more: Partial<RegionsFile> = {}): RegionsFile {
  const file = readRegions(JSON.stringify({ format: 'sightline-regions', version: 1, ...about, settings, ...more }))
  if ('why' in file) throw new Error(file.why)
  return file
}
const perimeterFile = (...outlines: readonly AnyValues['regions'][]) =>
  fileOf({ 'analysis.perimeter': { regions: outlines.map((outline) => ({ sensitivity: 2, outline })) } })

const take = (file: RegionsFile, ...rules: readonly ExchangedRule[]) => takeRegions(file, rules, picture)

describe('regions as a file', () => {
  it('carry the boxes of fire spots, which lie a list deeper', () => {
    const box = { left: 42, top: 26, width: 42, height: 26 }
    const { drafts, faults } = take(
      fileOf({ 'analysis.fireSpot': { regions: [{ areas: [box, { ...box, left: 84 }] }] } }),
      ruleOf(fireSpot),
    )
    expect(faults).toEqual([])
    expect(drafts).toMatchObject([{ before: 1, after: 2, draft: { regions: [{ areas: [box, { left: 84 }] }] } }])
  })

  it('carry the cells of a heat map; the bytes behind them stay those of the device', () => {
    const cells = (on: number) => Array.from({ length: 64 * 36 }, (_, at) => at < on)
    const [here, there] = [2, 5].map((on) => writeCells(heatMap.sample.area, cells(on)))
    const behind = `${here?.slice(0, -4)}BQY=` // another value of the two bytes nobody knows
    const rule = ruleOf(heatMap, { ...erase(heatMap.sample), area: behind })
    const { drafts } = take(fileOf({ 'analysis.heatMap': { area: there ?? '' } }), rule)
    expect(drafts).toMatchObject([{ before: 2, after: 5 }])
    expect(drafts[0]?.draft).toMatchObject({ area: expect.stringMatching(/BQY=$/) as string })
  })

  it('are refused where a heat map is no map', () => {
    expect(take(fileOf({ 'analysis.heatMap': { area: 'AAAA' } }), ruleOf(heatMap)).faults).toMatchObject([{ why: 'refused', path: 'area' }])
  })

  const drawn = analyses.filter(({ setting }) => figureLists(setting.fields).length > 0).map(({ setting }) => setting.id)

  it.each(drawn)('come back into %s as they were, and change nothing there', (id) => {
    const rule = ruleOf(findSetting(id) ?? expect.fail(id))
    const file = readRegions(writeRegions([rule], about))
    if ('why' in file) throw new Error(file.why)
    const { drafts, faults } = take(file, rule)
    expect(faults).toEqual([])
    expect(figuresOf(rule.setting.fields, drafts[0]?.draft ?? {})).toEqual(figuresOf(rule.setting.fields, rule.draft))
    expect(validate(rule.setting, drafts[0]?.draft ?? {}, rule.had)).toEqual(validate(rule.setting, rule.had, rule.had))
  })

  it('have what is drawn, its way and its targets, and neither schedule nor linkages', () => {
    const { settings } = JSON.parse(writeRegions([ruleOf(perimeter), ruleOf(tripwire)], about)) as RegionsFile
    expect(Object.keys(settings['analysis.perimeter'] ?? {})).toEqual(['regions'])
    expect(settings['analysis.perimeter']?.['regions']).toEqual(perimeter.sample.regions)
    expect(JSON.stringify(settings['analysis.tripwire'])).toContain('"startX"')
    expect(Object.keys(settings['analysis.tripwire'] ?? {})).not.toContain('schedule')
  })

  it('say of what device and what picture they are', () => {
    expect(JSON.parse(writeRegions([ruleOf(perimeter)], about))).toMatchObject({ format: 'sightline-regions', version: 1, ...about })
  })
})

describe('taking them', () => {
  it('puts them in the place of those there are, and leaves switches, schedule and linkages alone', () => {
    const { drafts, faults } = take(perimeterFile(triangle, triangle), ruleOf(perimeter))
    const { regions, ...rest } = erase(perimeter.sample)
    expect(faults).toEqual([])
    expect(drafts).toMatchObject([{ setting: 'analysis.perimeter', before: 1, after: 2 }])
    expect(drafts[0]?.draft).toMatchObject(rest)
    const first = (regions as readonly AnyValues[])[0] ?? {}
    expect(drafts[0]?.draft['regions']).toEqual([
      { ...first, sensitivity: 2, outline: triangle },
      { ...first, sensitivity: 2, outline: triangle },
    ])
  })

  it('leaves out what this device knows nothing of', () => {
    const file = fileOf({
      'analysis.perimeter': { regions: [{ aura: 7, outline: triangle }], flavour: 'mint', enabled: false },
    })
    const [taken] = take(file, ruleOf(perimeter)).drafts
    expect(taken?.draft).toMatchObject({ enabled: true })
    expect(JSON.stringify(taken?.draft)).not.toMatch(/aura|flavour/)
  })

  it('may take away all there are', () => {
    expect(take(perimeterFile(), ruleOf(perimeter)).drafts).toMatchObject([{ before: 1, after: 0 }])
  })

  it('says first how the proportions of the pictures differ', () => {
    const other = fileOf({ 'analysis.perimeter': { regions: [] } }, { picture: { width: 704, height: 576 } })
    expect(takeRegions(other, [ruleOf(perimeter)], picture).wider).toBeCloseTo(-31.25, 2)
    expect(takeRegions(other, [ruleOf(perimeter)], { width: 352, height: 288 }).wider).toBe(0)
    expect(takeRegions(fileOf({ 'analysis.perimeter': {} }, { picture: { width: 1280, height: 720 } }), [], picture).wider).toBe(0)
  })
})

describe('a file that is no good', () => {
  it.each([
    ['text', 'hello', { why: 'notJson' }],
    ['nothing', '', { why: 'notJson' }],
    ['a number', '7', { why: 'notRegions' }],
    ['null', 'null', { why: 'notRegions' }],
    ['something else', '{"format":"sightline-site","version":1}', { why: 'notRegions' }],
    ['a later version', '{"format":"sightline-regions","version":2}', { why: 'otherVersion', version: '2' }],
    ['no version', '{"format":"sightline-regions"}', { why: 'notRegions' }],
    [
      'no picture',
      '{"format":"sightline-regions","version":1,"at":"","device":{"model":"","series":""},"settings":{}}',
      { why: 'damaged', path: 'picture' },
    ],
    ['no setting', JSON.stringify({ format: 'sightline-regions', version: 1, ...about, settings: {} }), { why: 'empty' }],
  ])('is refused with its reason: %s', (_name, text, fault) => expect(readRegions(text)).toEqual(fault))

  it.each([
    ['a region that is nothing', { regions: [null] }],
    ['regions in regions in words', { regions: ['x'] }],
    ['a picture of no size', undefined],
  ])('is damaged: %s', (_name, values) => {
    const settings = values ? { 'analysis.perimeter': values } : {}
    const size = values ? picture : { width: 0, height: 1 }
    expect(readRegions(JSON.stringify({ format: 'sightline-regions', version: 1, ...about, picture: size, settings }))).toMatchObject({
      why: 'damaged',
    })
  })

  it.each([
    ['a place outside the picture', [corners([10, 10], [110, 10], [30, 60])], { why: 'outside', path: 'regions[0].outline[1].x' }],
    [
      'a place that is a word',
      [[{ x: 'left', y: 1 }, ...triangle]],
      { why: 'refused', path: 'regions[0].outline[0].x', problem: 'wrongKind' },
    ],
    ['an outline that crosses itself', [corners([10, 10], [90, 90], [90, 10], [10, 90])], { why: 'crossing', path: 'regions[0].outline' }],
    ['more regions than it takes', Array.from({ length: 33 }, () => triangle), { why: 'tooMany', n: 33, max: 32 }],
  ])('is not taken for %s', (_name, outlines, fault) => {
    const { drafts, faults } = take(perimeterFile(...(outlines as AnyValues['regions'][])), ruleOf(perimeter))
    expect(drafts).toEqual([])
    expect(faults).toEqual([{ setting: 'analysis.perimeter', ...fault }])
  })

  it('names an analysis nobody knows, and one that is not open here, and takes the rest', () => {
    const file = fileOf({ 'analysis.dragons': {}, 'analysis.tripwire': { regions: [] }, 'analysis.perimeter': { regions: [] } })
    const { drafts, faults } = take(file, ruleOf(perimeter))
    expect(drafts.map(({ setting }) => setting)).toEqual(['analysis.perimeter'])
    expect(faults).toEqual([
      { setting: 'analysis.dragons', why: 'unknown' },
      { setting: 'analysis.tripwire', why: 'notOpen' },
    ])
  })

  it('holds the limit of the device, not the manual’s', () => {
    const { regions } = perimeter.fields
    const small = { ...perimeter, fields: { ...perimeter.fields, regions: { ...regions, max: 1 } } } as unknown as AnySetting
    expect(take(perimeterFile(triangle, triangle), ruleOf(small)).faults).toEqual([
      { setting: 'analysis.perimeter', why: 'tooMany', n: 2, max: 1 },
    ])
  })
})

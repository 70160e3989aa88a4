import { describe, expect, it } from 'vitest'
import { figureLists } from '#common/analysis/figures.ts'
import { newItem } from '#common/analysis/newItem.ts'
import { analyses, analysesFor } from '#common/analysis/analyses.ts'
import { alarmName } from '#common/catalog/alarm/kinds.ts'
import { listedAs } from '#common/catalog/analysis/supported.ts'
import { findSetting } from '#common/catalog/index.ts'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { masks } from '#common/catalog/privacy/masks.ts'
import { erase } from '#common/schema/infer.ts'
import type { AnySetting } from '#common/schema/setting.ts'

function next(setting: AnySetting, values: object) {
  const [list] = figureLists(setting.fields)
  return list ? newItem(list, setting, erase(values)) : expect.fail('no list')
}

describe('another region', () => {
  it('has what the last one has, but its outline', () => {
    const last = { sensitivity: 2, limitType: true, type: 'Vehicle', outline: [{ x: 1, y: 2 }] }
    expect(next(perimeter, { ...perimeter.sample, regions: [...perimeter.sample.regions, last] })).toEqual({
      sensitivity: 2,
      limitType: true,
      type: 'Vehicle',
    })
  })

  it('begins as the manual prints it, with its limits off, where it is the first', () => {
    expect(next(perimeter, { ...perimeter.sample, regions: [] })).toEqual({
      sensitivity: 5,
      limitType: false,
      type: 'Person or vehicle',
      limitSize: false,
      maxSize: 100_000,
      minSize: 1000,
    })
  })

  it('has the first number nobody has, and is in use', () => {
    expect(next(masks, masks.sample)).toMatchObject({ mask: 1, enabled: true })
    expect(next(masks, { masks: [] })).toMatchObject({ mask: 1, enabled: true, name: 'PrivacyMask4' })
  })
})

describe('the analyses', () => {
  it('are every one that devices list and the manual has a setting for, once each', () => {
    const listed = Object.keys(listedAs).filter((id) => findSetting(id)?.write === 'whole')
    const here = analyses.map(({ setting }) => setting.id)
    expect(new Set(here).size).toBe(here.length)
    expect(listed.filter((id) => !here.includes(id))).toEqual([])
  })

  it('are told by numbers the manual has names for', () => {
    for (const { tells } of analyses) if (tells) expect(alarmName(tells.kind, tells.subtype)).not.toMatch(/\d/)
  })

  it('of a device are those of its line that it is not known to lack', () => {
    const ids = analysesFor('ipc-lite', { 'analysis.tripwire': { unlisted: true }, 'analysis.perimeter': 'has' }).map(
      ({ setting }) => setting.id,
    )
    expect(ids).toContain('analysis.perimeter')
    expect(ids).toContain('alarm.motionOfRecorder')
    expect(ids).not.toContain('analysis.tripwire')
    expect(ids).not.toContain('alarm.motion')
  })
})

import { describe, expect, it } from 'vitest'
import { findSetting, settings } from '#common/catalog/index.ts'
import { erase } from '#common/schema/infer.ts'
import { abilitiesOf, limitedFields } from '#common/schema/limited.ts'
import { choice, int, list, text } from '#common/schema/make.ts'
import { validateFields } from '#common/schema/validate.ts'

const by = (more: object) => ({ limitedBy: { ability: 'a', ...more } })
const fields = {
  sensitivity: int('Sensitivity', { min: 0, max: 100, ...by({ min: 'from', max: 'to' }) }),
  step: int('Step', { min: 0, max: 9, ...by({ options: 'steps.step' }) }),
  mode: choice('Mode', { 0: 'Off', 1: 'Slow', 2: 'Fast' }, by({ options: 'modes.mode' })),
  name: text('Name', by({ options: 'modes.mode' })),
  regions: list('Regions', 'region', { max: 20, item: { x: int('X', { min: 0, max: 9999 }) }, ...by({ most: 'most' }) }),
}
const limited = (said: Parameters<typeof limitedFields>[1][string]) => limitedFields(fields, { a: said })

describe('fields limited by what a device says of itself', () => {
  it('take its range, its choices and its number of items', () => {
    const { sensitivity, step, mode, regions } = limited({
      from: 1,
      to: 5,
      steps: [{ step: 2 }, { step: 4 }],
      modes: [{ mode: 'Slow' }, { mode: 'Off' }],
      most: 4,
    })
    expect([sensitivity.min, sensitivity.max, step.min, step.max, mode.options, regions.max]).toEqual([
      1,
      5,
      2,
      4,
      { 0: 'Off', 1: 'Slow' },
      4,
    ])
    expect([sensitivity.limitedBy?.told, regions.limitedBy?.told]).toEqual([true, true])
  })

  it('take choices by what is sent, where the ability has other names', () => {
    expect(limited({ modes: [{ mode: '2' }] }).mode.options).toEqual({ 2: 'Fast' })
  })

  it.each([
    ['nothing', {}],
    ['a range the wrong way round', { from: 9, to: 1 }],
    ['-1, which means that there is none', { from: 0, to: -1, most: -1 }],
    ['names nobody knows', { modes: [{ mode: 'Turbo' }] }],
  ])('stay as the manual has them after %s', (_what, said) => {
    expect(limited(said)).toEqual(fields)
  })

  it('are the manual’s where the ability was not read', () => {
    expect(limitedFields(fields, {})).toEqual(fields)
    expect(abilitiesOf(fields)).toEqual(['a'])
  })
})

/** Their ability was printed from another device. */
const ofAnother = ['audio.microphone', 'serial.ptzKeyboard']
const withLimits = settings.filter(({ id, fields: own }) => abilitiesOf(own).length > 0 && !ofAnother.includes(id))

describe('the samples of the manual', () => {
  it.each(withLimits)('$id keeps to what the samples of its abilities say', ({ fields: own, sample }) => {
    const abilities = Object.fromEntries(abilitiesOf(own).map((id) => [id, erase(findSetting(id)?.sample ?? {})]))
    expect(validateFields(limitedFields(own, abilities), erase(sample))).toEqual([])
  })
})

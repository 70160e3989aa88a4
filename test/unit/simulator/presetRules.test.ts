import { describe, expect, it } from 'vitest'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { erase } from '#common/schema/infer.ts'
import { writeQueries } from '#common/schema/setting.ts'
import { formatQuery } from '#common/wire/pairs.ts'
import { virtualDevice } from '#test/support/askVirtual.ts'

/** A dome with the presets 1, 2 and 3 of the manual's example. */
function dome() {
  const { ask, device } = virtualDevice('ptz-dome')
  const told = (query: string) => ask('param', `action=get&type=perimeterParam&cameraID=1${query}`).trim().split(/\r?\n/)
  const set = (part: number, x: number) => {
    const rule = { ...erase(perimeter.sample), regions: [{ outline: [{ x, y: 10 }, { x: x + 10, y: 10 }, { x, y: 20 }] }] } // prettier-ignore
    const [query = []] = writeQueries(perimeter, { channel: 1, part, series: 'ptz' }, erase(perimeter.sample), rule)
    return ask('param', formatQuery(query))
  }
  return { ask, device, told, set }
}

describe('a dome with rules of its presets', () => {
  it('says that it has them, as the ability has it, manual line 13804', () => {
    expect(dome().ask('param', 'action=get&type=perimeterAbility&cameraID=1')).toContain('presetMode=1')
    expect(virtualDevice('ipc').ask('param', 'action=get&type=perimeterAbility&cameraID=1')).toContain('presetMode=0')
  })

  it('keeps them apart from each other and from the normal ones', () => {
    const { told, set } = dome()
    expect([set(1, 31), set(3, 55)]).toEqual(['OK', 'OK'])
    const firstX = (query: string) => told(query).find((line) => line.startsWith('pointX'))
    expect(['&presetID=1', '&presetID=2', '&presetID=3', '&presetID=0', ''].map(firstX)).toEqual([
      'pointX=31',
      undefined, // nobody has drawn anything there
      'pointX=55',
      'pointX=23.325359',
      'pointX=23.325359',
    ])
  })

  it('tells them in the order of the table: mode, number, rules, end, manual lines 13912 to 14227', () => {
    const { told, set } = dome()
    set(3, 55)
    const lines = told('&presetID=3')
    expect(lines.slice(0, 5)).toEqual(['presetMode=2', 'presetCount=1', 'presetBegin=1', 'presetID=3', 'enableFlag=1'])
    expect(lines.at(-1)).toBe('presetEnd=1')
    expect(told('').slice(0, 2)).toEqual(['presetMode=1', 'enableFlag=1'])
  })

  it('tells those of all presets at once, asked for -1', () => {
    const { told, set } = dome()
    set(3, 55)
    const lines = told('&presetID=-1')
    expect(lines.filter((line) => /^(?:preset|next_Preset|enableFlag)/.test(line))).toEqual([
      ...['presetMode=2', 'presetCount=3', 'presetBegin=1', 'presetID=1', 'enableFlag=0'],
      ...['next_PresetURL=2', 'presetID=2', 'enableFlag=0', 'next_PresetURL=3', 'presetID=3', 'enableFlag=1', 'presetEnd=3'],
    ])
  })

  it('has none for a preset it was not taught', () => {
    const { told, set, ask } = dome()
    expect([told('&presetID=7')[0], set(7, 10)]).toEqual(['error, Return=-23', 'error, Return=-23'])
    ask('ptz', 'action=presetAdd&cameraID=1&presetID=7&presetName=Gate')
    expect([set(7, 10), told('&presetID=7')[3]]).toEqual(['OK', 'presetID=7'])
  })

  it('keeps nothing of the kind as another camera: there the number means nothing', () => {
    const { ask } = virtualDevice('ipc')
    expect(ask('param', 'action=get&type=perimeterParam&cameraID=1&presetID=7')).not.toContain('preset')
  })
})

import { describe, expect, it } from 'vitest'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { tripwire } from '#common/catalog/analysis/tripwire.ts'
import { decode } from '#common/schema/decode.ts'
import { erase } from '#common/schema/infer.ts'
import { pairsOfPart } from '#common/schema/parted.ts'
import { readQuery, type TargetOfLine, writeQueries } from '#common/schema/setting.ts'
import { formatQuery, parseLines } from '#common/wire/pairs.ts'
import { printedRequests } from '#test/support/manual.ts'

const atPreset = (part?: number): TargetOfLine => ({ channel: 1, part, series: 'ptz' })

describe('rules of a preset position', () => {
  const asked = (target: TargetOfLine) => formatQuery(readQuery(perimeter, target))
  const [set = []] = writeQueries(perimeter, atPreset(3), erase(perimeter.sample), erase(perimeter.sample))

  it('are asked for by its number, the normal ones by 0 or, as all printed requests are, by none', () => {
    expect(asked(atPreset(3))).toBe('action=get&type=perimeterParam&cameraID=1&presetID=3')
    expect(asked(atPreset(0))).toBe('action=get&type=perimeterParam&cameraID=1&presetID=0')
    expect(asked(atPreset())).toBe('action=get&type=perimeterParam&cameraID=1')
  })

  it('are asked for by nobody but a PTZ camera', () => {
    expect(asked({ channel: 1, part: 3, series: 'ipc' })).toBe('action=get&type=perimeterParam&cameraID=1')
  })

  it('are set with its number and the mode of the table, manual line 13912', () => {
    expect(formatQuery(set)).toMatch(/^action=set&type=perimeterParam&cameraID=1&presetID=3&presetMode=2&enableFlag=1&/)
    const [normal = []] = writeQueries(perimeter, atPreset(0), erase(perimeter.sample), erase(perimeter.sample))
    expect(formatQuery(normal)).toMatch(/&cameraID=1&presetID=0&presetMode=1&enableFlag=1&/)
  })

  it('are set without either where no preset is meant, whatever mode the camera told', () => {
    const told = { ...erase(perimeter.sample), mode: 'Normal' }
    const [plain = []] = writeQueries(perimeter, atPreset(), told, told)
    expect(formatQuery(plain)).toMatch(/&cameraID=1&enableFlag=1&/)
    expect(formatQuery(plain)).not.toContain('preset')
  })
})

describe('a reply', () => {
  const printed = (id: string) =>
    printedRequests.find((one) => one.id === id)?.texts.find(({ source }) => source === 'return')?.printed ?? ''
  const read = (part: number | undefined, ...lines: readonly string[]) => {
    const { value, unknown } = decode(tripwire.fields, pairsOfPart(tripwire.request, atPreset(part), parseLines(lines.join('\n'))))
    return { starts: value.regions.map(({ startX }) => startX), mode: value.mode, unknown }
  }
  const body = printed('get-tripWireParam')
  const other = body.replace('lineCrossStartX=18.000000', 'lineCrossStartX=77.000000')

  it('is read as it is printed, manual line 14495, of whatever preset was asked for', () => {
    for (const part of [undefined, 0, 3]) expect(read(part, body)).toEqual({ starts: [18], mode: undefined, unknown: [] })
  })

  it('of one preset is read with the marks of the table around it, and with its number alone', () => {
    const marked = read(3, 'presetMode=2', 'presetCount=1', 'presetBegin=1', 'presetID=3', body, 'presetEnd=1')
    expect(marked).toEqual({ starts: [18], mode: 'Preset position', unknown: [] })
    expect(read(3, 'presetMode=2', 'presetID=3', body)).toEqual(marked)
    expect(read(3, 'presetMode=2', 'presetCount=1', 'resetBegin=1', 'presetID=3', body, 'p resetEnd=1')).toEqual(marked)
  })

  it('of all presets is that of the one that was asked for', () => {
    const all = [
      'presetMode=2',
      'presetCount=2',
      'presetBegin=1',
      'presetID=1',
      body,
      'next_PresetURL=2',
      'presetID=3',
      other,
      'presetEnd=2',
    ]
    expect([read(1, ...all).starts, read(3, ...all).starts]).toEqual([[18], [77]])
    expect(() => read(4, ...all)).toThrow('otherPart')
  })

  it('of another preset is none: its rules would be taken for those of this one', () => {
    expect(() => read(3, 'presetMode=1', 'presetID=0', body)).toThrow('presetID: otherPart, 0')
  })
})

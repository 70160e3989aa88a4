import { describe, expect, it } from 'vitest'
import { figureLists, figuresOf, withFigure } from '#common/analysis/figures.ts'
import { newItem } from '#common/analysis/newItem.ts'
import { osdCanvas, osdInfo } from '#common/catalog/osd/texts.ts'
import { erase } from '#common/schema/infer.ts'
import { validate } from '#common/schema/setting.ts'

const values = erase(osdCanvas.sample)
const text = (content: string, canvas = 2) => ({
  ...{ canvas, x: 0, y: 0, size: 'Small', align: 'Left' },
  lines: [{ line: 0, isShown: true, kind: 'Text', content }],
})
const issues = (...texts: object[]) => validate(osdCanvas, erase({ texts: [...osdCanvas.sample.texts, ...texts] }), values)

describe('a text on the picture', () => {
  it('is a figure of one place, in whole percent', () => {
    expect(figuresOf(osdCanvas.fields, values)).toMatchObject([{ id: 'texts[0].point', shape: 'point', points: [{ x: 67, y: 19 }] }])
    expect(withFigure(osdCanvas.fields, values, 'texts[0].point', [{ x: 10.4, y: 20.6 }])).toMatchObject({ texts: [{ x: 10, y: 21 }] })
  })

  it('begins as a text, with the first number that is free', () => {
    const [list] = figureLists(osdCanvas.fields)
    expect(list && newItem(list, osdCanvas, values)).toMatchObject({ canvas: 2, lines: [{ kind: 'Text' }] })
  })

  it('may be the time in the first place alone (manual 2.6.1.10.4)', () => {
    const time = { ...text(''), lines: [{ line: 0, isShown: true, kind: 'Time', content: 'YYYY-MM-DDhh:mm:ssww' }] }
    expect(issues()).toEqual([])
    expect(issues(time)).toMatchObject([{ path: 'texts[1].lines[0].kind', problem: 'notOneOf' }])
  })

  it('has none of the characters a device refuses (manual line 3478); a time may have them', () => {
    expect(issues(text('North gate 7'))).toEqual([])
    for (const character of '<>%&"/,\';=|+')
      expect(issues(text(`A${character}B`)), character).toMatchObject([{ path: 'texts[1].lines[0].content', problem: 'forbiddenText' }])
  })

  it('has a size that a device takes: of any other it says Other, and refuses it in a set (manual 2.6.1.10.4.3)', () => {
    expect(issues({ ...text('Gate'), size: 'Other' })).toEqual([
      { path: 'texts[1].size', problem: 'notOneOf', limits: { options: 'Large, Medium, Small' } },
    ])
  })
})

describe('a place of a recorder', () => {
  const at = (x: number, y: number) => ({ ...erase(osdInfo.sample), x, y })

  it('is a figure of one place, in hundredths of a percent', () => {
    expect(figuresOf(osdInfo.fields, at(800, 700))).toMatchObject([{ shape: 'point', points: [{ x: 8, y: 7 }], step: 0.01, digits: 2 }])
    expect(withFigure(osdInfo.fields, at(0, 0), 'point', [{ x: 12.345, y: 50 }])).toMatchObject({ x: 1235, y: 5000 })
  })

  it('goes no farther than a device takes it (manual line 3559)', () => {
    expect(withFigure(osdInfo.fields, at(0, 0), 'point', [{ x: 100, y: 100 }])).toMatchObject({ x: 8300, y: 9400 })
  })
})

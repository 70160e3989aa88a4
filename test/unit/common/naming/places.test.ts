import { describe, expect, it } from 'vitest'
import { nameIssues, wishesFor } from '#common/naming/places.ts'
import { osdCanvas, osdInfo } from '#common/catalog/osd/texts.ts'
import { erase } from '#common/schema/infer.ts'
import { validate } from '#common/schema/setting.ts'

const camera = { series: 'ipc', channels: 1 } as const
const both = ['device', 'picture'] as const

function given(wishes: ReturnType<typeof wishesFor>, setting: string, before: object) {
  return wishes.find((wish) => wish.setting.id === setting)?.give({ ...before })
}

describe('where a name is written', () => {
  it('is the device, or its pictures, or both', () => {
    const settings = (places: Parameters<typeof wishesFor>[2]) => wishesFor(camera, 'Gate 1', places).map(({ setting }) => setting.id)
    expect(settings(['device'])).toEqual(['device.name'])
    expect(settings(['picture'])).toEqual(['osd.texts'])
    expect(settings(both)).toEqual(['device.name', 'osd.texts'])
  })

  it('is every lens of a camera, and none of a recorder: its pictures have names of their own', () => {
    expect(wishesFor({ series: 'thermal', channels: 2 }, 'Gate 1', ['picture']).map(({ target }) => target)).toEqual([
      { channel: 1 },
      { channel: 2 },
    ])
    expect(wishesFor({ series: 'nvr', channels: 16 }, 'Gate 1', ['picture'])).toEqual([])
  })

  it('on a picture it is added beside the time, where there is no text', () => {
    const after = given(wishesFor(camera, 'Gate 1', both), 'osd.texts', osdCanvas.sample)
    expect(after).toMatchObject({ texts: [{ lines: [{ kind: 'Time' }] }, { canvas: 2, lines: [{ kind: 'Text', content: 'Gate 1' }] }] })
    expect(validate(osdCanvas, after ?? {}, erase(osdCanvas.sample))).toEqual([])
  })

  it('takes the place of the first text that is there, and is shown', () => {
    const text = {
      canvas: 3,
      x: 40,
      y: 5,
      size: 'Small',
      align: 'Left',
      lines: [{ line: 0, isShown: false, kind: 'Text', content: 'Old' }],
    }
    const after = given(wishesFor(camera, 'Gate 1', both), 'osd.texts', { texts: [...osdCanvas.sample.texts, text] })
    expect(after).toMatchObject({ texts: [{}, { canvas: 3, x: 40, lines: [{ isShown: true, content: 'Gate 1' }] }] })
  })

  it('changes nothing where all eight places are taken by other things', () => {
    const time = osdCanvas.sample.texts[0]
    const full = { texts: [1, 2, 3, 4, 5, 6, 7, 8].map((canvas) => ({ ...time, canvas })) }
    expect(given(wishesFor(camera, 'Gate 1', both), 'osd.texts', full)).toEqual(full)
  })

  it('is the name of the channel on the lite series', () => {
    const [wish] = wishesFor({ series: 'ipc-lite', channels: 1 }, 'Gate 1', ['picture'])
    expect(wish?.target).toEqual({ channel: 1, part: 2 })
    expect(wish?.give(erase(osdInfo.sample))).toMatchObject({ isShown: true, content: 'Gate 1' })
  })
})

describe('a name that is not taken', () => {
  it('is too long, in bytes, or has what devices refuse (manual 2.6.1.1.3, line 3478)', () => {
    expect(nameIssues('Gate 1', both)).toEqual([])
    expect(nameIssues('ü'.repeat(33), ['device'])).toMatchObject([{ problem: 'tooLong' }])
    expect(nameIssues('Gate/1', ['picture'])).toMatchObject([{ problem: 'forbiddenText' }])
    expect(nameIssues('Gate/1', ['device'])).toMatchObject([{ problem: 'forbiddenText' }])
  })
})

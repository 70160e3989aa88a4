import { describe, expect, it } from 'vitest'
import { channelInfo } from '#common/catalog/device/channels.ts'
import { erase } from '#common/schema/infer.ts'
import type { AskSetting } from '#renderer/composables/readSetting.ts'
import { channelsOf, layoutFor, picturesOf, stepFrom } from '#renderer/screens/wall/wallPictures.ts'
import { device } from '../screens/siteHost.ts'

const word = (channel: number) => `Channel ${channel}`
const gate = device(20, 'Gate', 'ready')
const recorder = device(40, 'Recorder', 'ready')
const nvr = { ...recorder, identity: { ...recorder.identity, series: 'nvr' as const, channels: 3 } }
const [sampleChannel] = channelInfo.sample.channels
const tells: AskSetting = (_key, setting) => {
  const channels = [1, 2, 10].map((channel) => ({ ...sampleChannel, channel, name: channel === 10 ? '' : `Cam ${channel}` }))
  return Promise.resolve({ setting, value: erase({ total: 3, channels }), unknown: [], raw: '', readAt: 0 })
}

describe('the pictures of a wall', () => {
  it('are one for each lens of a camera', async () => {
    const dual = { ...gate, identity: { ...gate.identity, channels: 2 } }
    expect(await channelsOf(dual)).toEqual([
      { channel: 1, name: '' },
      { channel: 2, name: '' },
    ])
    const known = new Map([[dual.key, await channelsOf(dual)]])
    expect(picturesOf([dual], known, word).map(({ name }) => name)).toEqual(['Gate, Channel 1', 'Gate, Channel 2'])
  })

  it('are those a recorder has, by its own ids and names', async () => {
    const known = new Map([[nvr.key, await channelsOf(nvr, tells)]])
    expect(picturesOf([nvr, gate], known, word).map(({ channel, name }) => [channel, name])).toEqual([
      [1, 'Recorder, Cam 1'],
      [2, 'Recorder, Cam 2'],
      [10, 'Recorder, Channel 10'],
      [1, 'Gate'],
    ])
  })

  it('are counted where a recorder does not tell', async () => {
    const channels = await channelsOf(nvr, () => Promise.reject(new Error('not now')))
    expect(channels.map(({ channel }) => channel)).toEqual([1, 2, 3])
  })
})

describe('the layout of a wall', () => {
  it.each([
    [0, 1],
    [1, 1],
    [2, 4],
    [5, 9],
    [16, 16],
    [40, 16],
  ])('of %i pictures shows %i at once', (count, layout) => {
    expect(layoutFor(count)).toBe(layout)
  })

  it.each<[string, number, number | undefined]>([
    ['ArrowRight', 5, 6],
    ['ArrowLeft', 5, 4],
    ['ArrowDown', 5, 9],
    ['ArrowUp', 5, 1],
    ['Home', 5, 0],
    ['End', 5, 13],
    ['ArrowUp', 1, undefined],
    ['ArrowLeft', 0, undefined],
    ['ArrowDown', 12, undefined],
    ['ArrowRight', 13, undefined],
    ['a', 5, undefined],
  ])('is walked by %s from %i to %s of 14 in four columns', (key, from, to) => {
    expect(stepFrom(key, from, 14, 4)).toBe(to)
  })
})

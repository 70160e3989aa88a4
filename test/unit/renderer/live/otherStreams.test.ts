import { describe, expect, it } from 'vitest'
import { type AvStream, avStream, streamAbility } from '#common/catalog/stream/avStream.ts'
import { AppFailure } from '#common/errors/appError.ts'
import { erase } from '#common/schema/infer.ts'
import type { ValueIn } from '#common/schema/setting.ts'
import { asH264, findOtherStreams, switchChange } from '#renderer/composables/otherStreams.ts'
import type { AskSetting } from '#renderer/composables/readSetting.ts'

type Ability = ValueIn<typeof streamAbility>['streams'][number]
const { sample } = avStream

const sub: AvStream = { ...sample, name: 'stream2', encoder: 'H.265', resolution: '704*576', frameRate: 25, bitRate: 512 }
const size = (resolution: string, more: object = {}) => ({
  audio: [],
  resolution,
  minFrameRate: 1,
  maxFrameRate: 25,
  minBitRate: 32,
  maxBitRate: 4096,
  ...more,
})
const able = (stream: number, ...encoders: Ability['encoders'][number]['encoder'][]): Ability => ({
  stream,
  encoders: encoders.map((encoder) => ({ encoder, resolutions: [size('704*576')] })),
})

/** A camera whose streams are encoded as given, the first being stream 1; all can be either unless told otherwise. */
function aCamera(encoders: readonly AvStream['encoder'][], abilities?: readonly Ability[]): AskSetting {
  return (_device, setting, target) => {
    const streams = abilities ?? encoders.map((_, index) => able(index + 1, 'H.265', 'H.264 Main', 'MJPEG'))
    const encoder = encoders[(target.stream ?? 0) - 1]
    const value = setting === streamAbility.id ? { streams } : encoder && { ...sub, encoder }
    if (!value || target.channel !== 3) throw new AppFailure({ kind: 'bug', message: `${setting} of nothing` })
    return Promise.resolve({ setting, value: erase(value), unknown: [], raw: '', readAt: 0 })
  }
}

const find = (ask: AskSetting, stream = 1) => findOtherStreams({ device: '001c27159356', channel: 3, stream }, ask)

describe('the other streams of a channel', () => {
  it('are those set to H.264, substreams before main', async () => {
    expect((await find(aCamera(['H.265', 'H.264 Main', 'H.264 High']))).playable).toEqual([2, 3])
    expect((await find(aCamera(['H.264', 'MJPEG', 'H.264 Main']), 2)).playable).toEqual([3, 1])
  })

  it('never are the one that could not be played, whatever its setting says', async () => {
    expect((await find(aCamera(['H.264', 'H.265']))).playable).toEqual([])
  })

  it('come with the offer to set a substream to H.264, and no other value', async () => {
    const { offer } = await find(aCamera(['H.265', 'H.265']))
    expect(offer).toMatchObject({ channel: 3, stream: 2 })
    expect(offer?.after).toEqual({ ...sub, encoder: 'H.264 Main' })
    expect(offer && switchChange(offer)).toEqual({
      setting: 'stream.video',
      target: { channel: 3, stream: 2 },
      before: sub,
      after: { ...sub, encoder: 'H.264 Main' },
    })
  })

  it('bring no offer for main alone, which is what a recorder keeps', async () => {
    expect((await find(aCamera(['H.265']))).offer).toBeUndefined()
  })

  it('bring no offer where the device does not let the substream be H.264', async () => {
    const abilities = [able(1, 'H.265', 'H.264 Main'), able(2, 'H.265', 'MJPEG')]
    expect((await find(aCamera(['H.265', 'H.265'], abilities))).offer).toBeUndefined()
  })
})

describe('a stream as H.264', () => {
  it('keeps its size where it may, else takes the largest below it, else the smallest there is', () => {
    const as = (...sizes: string[]) =>
      asH264(sub, { stream: 2, encoders: [{ encoder: 'H.264', resolutions: sizes.map((one) => size(one)) }] })?.resolution
    expect([as('1280*720', '704*576'), as('352*288', '640*360', '1280*720'), as('1920*1080', '1280*720')]).toEqual([
      '704*576',
      '640*360',
      '1280*720',
    ])
  })

  it('stays within what that size allows', () => {
    const resolutions = [size('704*576', { maxFrameRate: 15, minBitRate: 768 })]
    expect(asH264(sub, { stream: 2, encoders: [{ encoder: 'H.264 High', resolutions }] })).toMatchObject({
      encoder: 'H.264 High',
      frameRate: 15,
      bitRate: 768,
    })
  })

  it('is not made of an encoding that has no size', () => {
    expect(asH264(sub, { stream: 2, encoders: [{ encoder: 'H.264', resolutions: [] }] })).toBeUndefined()
  })
})

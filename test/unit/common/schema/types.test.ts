import { describe, expectTypeOf, it } from 'vitest'
import type { DeviceInfo } from '#common/catalog/device/deviceInfo.ts'
import type { LocalNetwork, NetworkCard } from '#common/catalog/network/localNetwork.ts'
import { streamAbility } from '#common/catalog/stream/avStream.ts'
import type { DateTime } from '#common/catalog/time/dateTime.ts'
import { decode } from '#common/schema/decode.ts'
import type { UnknownChoice } from '#common/schema/infer.ts'
import { choice, int, named, packed, points, text } from '#common/schema/make.ts'
import type { AnySetting, Setting } from '#common/schema/setting.ts'
import type { Pair } from '#common/wire/pairs.ts'

describe('the type of a value comes from its description', () => {
  it('and is readonly, with what is optional optional', () => {
    expectTypeOf<DateTime['year']>().toEqualTypeOf<number>()
    expectTypeOf<Pick<DateTime, 'clockFormat'>>().toEqualTypeOf<{ readonly clockFormat?: '12 h' | '24 h' | UnknownChoice }>()
    expectTypeOf<DeviceInfo['deviceId']>().toEqualTypeOf<string>()
    expectTypeOf<Pick<DeviceInfo, 'model'>>().toEqualTypeOf<{ readonly model?: string }>()
  })

  it('down into lists', () => {
    expectTypeOf<LocalNetwork>().toEqualTypeOf<{ readonly cards: readonly NetworkCard[] }>()
    expectTypeOf<NetworkCard['address']>().toEqualTypeOf<string>()
    const { value, unknown } = decode(streamAbility.fields, [])
    expectTypeOf(value.streams).items.toHaveProperty('stream').toEqualTypeOf<number>()
    expectTypeOf<(typeof value.streams)[number]['encoders'][number]['encoder']>().toEqualTypeOf<
      'H.264' | 'MJPEG' | 'H.264 Main' | 'H.264 High' | 'H.265' | UnknownChoice
    >()
    expectTypeOf(unknown).toEqualTypeOf<readonly Pair[]>()
  })

  it('whatever form a list has on the wire', () => {
    const fields = {
      outline: points('Outline', 'PointList'),
      channels: packed(
        'Channels',
        'triggerChannel',
        { betweenItems: '_', betweenParts: '', before: 'ch' },
        { item: { channel: int('C') } },
      ),
      extensions: named('Extensions', 'extendList', { item: { name: text('Name'), state: choice('State', { 0: 'off', 1: 'on' }) } }),
    }
    expectTypeOf(decode(fields, []).value).toEqualTypeOf<{
      readonly outline: readonly { readonly x: number; readonly y: number }[]
      readonly channels: readonly { readonly channel: number }[]
      readonly extensions: readonly { readonly name: string; readonly state: 'off' | 'on' | UnknownChoice }[]
    }>()
  })

  it('and every setting fits the catalog, which has forgotten it', () => {
    expectTypeOf<typeof streamAbility>().toExtend<AnySetting>()
    expectTypeOf<Setting<{ readonly name: ReturnType<typeof text> }>>().toExtend<AnySetting>()
  })
})

import { describe, expect, it } from 'vitest'
import { move, stop } from '#common/catalog/ptz/moving.ts'
import { decode } from '#common/schema/decode.ts'
import { guard } from '#common/catalog/ptz/guard.ts'
import { position } from '#common/catalog/ptz/position.ts'
import { presets } from '#common/catalog/ptz/presets.ts'
import { tours } from '#common/catalog/ptz/tours.ts'
import { actionQuery } from '#common/schema/action.ts'
import { nameOfGet, nameOfSet, readQuery, writeQueries } from '#common/schema/setting.ts'
import { formatQuery, parseLines } from '#common/wire/pairs.ts'
import { systemClock } from '#simulator/clock/clock.ts'
import { virtualDevice } from '#test/support/askVirtual.ts'

describe('a request without a type', () => {
  it('is asked for by its word alone', () => {
    expect(formatQuery(readQuery(presets, { channel: 2 }))).toBe('action=listPreset&cameraID=2')
    expect([nameOfGet(presets), nameOfGet(guard), nameOfSet(guard)]).toEqual(['listPreset', 'getKeeper', 'keeperSet'])
  })

  it('is set by its word alone, and read back', () => {
    const { ask } = virtualDevice('ptz-dome')
    const [set = []] = writeQueries(guard, { channel: 1 }, guard.sample, { does: 'Tour', number: 3, after: 20 })
    expect(formatQuery(set)).toBe('action=keeperSet&cameraID=1&keeperType=4&keeperID=3&time=20')
    expect(ask('ptz', formatQuery(set))).toBe('OK')
    const lines = ask('ptz', 'action=getKeeper&cameraID=1').trim().split(/\r?\n/)
    expect(lines).toEqual(['keeperType=4', 'keeperID=3', 'StatusId=2', 'time=20'])
  })

  it('is met by a fault of its word, and those of other words are not', () => {
    const { ask, device } = virtualDevice('ptz-dome')
    device.quirks.add('emptyAnswer:listPreset')
    expect(ask('ptz', 'action=listPreset&cameraID=1')).toBe('')
    expect(ask('ptz', 'action=listTour&cameraID=1')).toContain('tourBegin=1')
  })

  it('with a word nobody knows is refused', () => {
    expect(virtualDevice('ptz-dome').ask('ptz', 'action=listPresents&cameraID=1')).toContain('Return=-22')
  })
})

describe('one PTZ of several', () => {
  it('is named where it is picked, on a fisheye', () => {
    const query = (target: object) => formatQuery(actionQuery(move, target, { pan: 20, tilt: -5 }))
    expect(query({ part: 3, series: 'fisheye' })).toBe('action=rotate&cameraID=1&PTZID=3&pan=20&tilt=-5')
    expect(query({ series: 'fisheye' })).toBe('action=rotate&cameraID=1&pan=20&tilt=-5')
    expect(query({ part: 3, series: 'ptz' })).toBe('action=rotate&cameraID=1&pan=20&tilt=-5')
    expect(formatQuery(actionQuery(stop, { part: 3, series: 'fisheye' }, {}))).toBe('action=stop&cameraID=1&PTZID=3')
  })
})

describe('a dome', () => {
  /** A dome whose time goes on when it is told to. */
  function dome() {
    let now = 1_790_000_000_000
    const { ask } = virtualDevice('ptz-dome', { clock: { ...systemClock, now: () => now } })
    const told = (word: string) => ask('ptz', `cameraID=1&action=${word}`)
    const look = () => decode(position.fields, parseLines(told('getPosition'))).value
    return {
      told,
      look,
      after: (ms: number) => {
        now += ms
        return look()
      },
    }
  }

  it('moves at the speed it is told, until it is told to stop', () => {
    const { told, look, after } = dome()
    expect(look()).toEqual({ pan: 45, tilt: 30, zoom: 3 })
    expect(told('rotate&pan=63&tilt=-63')).toBe('OK')
    expect(after(250)).toEqual({ pan: 60, tilt: 15, zoom: 3 })
    expect(after(1000)).toEqual({ pan: 120, tilt: 0, zoom: 3 })
    expect(told('stop')).toBe('OK')
    expect(after(5000)).toEqual({ pan: 120, tilt: 0, zoom: 3 })
    told('zoom&pan=1')
    expect(after(1000)).toEqual({ pan: 120, tilt: 0, zoom: 8 })
  })

  it('refuses speeds it does not have', () => {
    const { told, after } = dome()
    expect(told('rotate&pan=64&tilt=0')).toContain('Return=-23')
    expect(after(1000)).toEqual({ pan: 45, tilt: 30, zoom: 3 })
  })

  it('goes back to a preset it was taught, until that is deleted', () => {
    const { told, look } = dome()
    expect(told('setPosition&pan=200.5&tilt=12&zoom=6')).toBe('OK')
    expect(told('presetAdd&presetID=7&presetName=Gate')).toBe('OK')
    told('setRelativePosition&pan=170&tilt=3&zoom=1')
    expect(look()).toEqual({ pan: 10.5, tilt: 15, zoom: 7 })
    expect(told('presetInvoke&presetID=7')).toBe('OK')
    expect(look()).toEqual({ pan: 200.5, tilt: 12, zoom: 6 })
    expect(told('listPreset')).toMatch(/presetID=7\s+presetName=Gate\s+presetEnd=4/)
    expect(told('presetDelete&presetID=7')).toBe('OK')
    expect(told('presetDelete&presetID=7')).toContain('Return=-23')
    expect(told('presetInvoke&presetID=7')).toContain('Return=-23')
  })

  it('makes a tour of presets it has, one by one', () => {
    const { told } = dome()
    expect(told('tourAddPreset&presetID=2&time=10')).toContain('Return=-23')
    expect(told('tourAddBegin&tourID=4')).toBe('OK')
    expect(told('tourAddPreset&presetID=2&time=10&speed=3')).toBe('OK')
    expect(told('tourAddPreset&presetID=99&time=10')).toContain('Return=-23')
    expect(told('tourAddEnd&tourID=4&tourName=Night')).toBe('OK')
    const { tours: kept } = decode(tours.fields, parseLines(told('listTour'))).value
    expect(kept.at(-1)).toEqual({ tour: 4, name: 'Night', presets: [{ preset: 2, stay: 10, speed: 3 }] })
    expect(kept).toHaveLength(3)
    told('tourDelete&tourID=4')
    expect(told('listTour')).not.toContain('Night')
  })

  it('switches its guard, which the guard position then tells', () => {
    const { told } = dome()
    told('keeperRun&StatusId=0')
    expect(told('getKeeper')).toContain('StatusId=0')
  })
})

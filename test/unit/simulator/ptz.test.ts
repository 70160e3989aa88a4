import { describe, expect, it } from 'vitest'
import { move, stop } from '#common/catalog/ptz/moving.ts'
import { guard } from '#common/catalog/ptz/guard.ts'
import { presets } from '#common/catalog/ptz/presets.ts'
import { actionQuery } from '#common/schema/action.ts'
import { nameOfGet, nameOfSet, readQuery, writeQueries } from '#common/schema/setting.ts'
import { formatQuery } from '#common/wire/pairs.ts'
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
  it('moves at speeds it has, and refuses others', () => {
    const { ask } = virtualDevice('ptz-dome')
    expect(ask('ptz', 'cameraID=1&action=rotate&pan=60&tilt=0')).toBe('OK')
    expect(ask('ptz', 'cameraID=1&action=rotate&pan=64&tilt=0')).toContain('Return=-23')
    expect(ask('ptz', 'cameraID=1&action=stop')).toBe('OK')
  })
})

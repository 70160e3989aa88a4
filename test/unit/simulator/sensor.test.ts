import { describe, expect, it } from 'vitest'
import { decode } from '#common/schema/decode.ts'
import { picture } from '#common/catalog/image/picture.ts'
import { temperatureAlarms } from '#common/catalog/thermal/alarms.ts'
import { aimOfSet, readQuery, writeQueries } from '#common/schema/setting.ts'
import { formatQuery, parseLines } from '#common/wire/pairs.ts'
import { virtualDevice } from '#test/support/askVirtual.ts'

describe('the schemes of a camera', () => {
  it('are kept apart', () => {
    const { ask } = virtualDevice()
    const brightness = (scheme: number) => /brightness=(\d+)/.exec(ask('sensor', formatQuery(readQuery(picture, { part: scheme }))))?.[1]
    expect(ask('sensor', 'action=set&type=imaging&cameraID=1&schemeID=2&brightness=77')).toBe('OK')
    expect([0, 1, 2, 3].map(brightness)).toEqual(['1', '1', '77', '1'])
    expect(ask('sensor', 'action=get&type=imaging&cameraID=1&schemeID=4')).toContain('Return=-23')
  })

  it('are one on a recorder and on a lite camera, and are not named to them', () => {
    expect(formatQuery(readQuery(picture, { channel: 1, series: 'nvr' }))).toBe('action=get&type=imaging&cameraID=1')
    expect(formatQuery(readQuery(picture, { channel: 1, series: 'ipc' }))).toBe('action=get&type=imaging&cameraID=1&schemeID=0')
    const { ask } = virtualDevice('lite')
    expect(ask('sensor', 'action=set&type=imaging&cameraID=1&brightness=77')).toBe('OK')
    expect(ask('sensor', 'action=get&type=imaging&cameraID=1&schemeID=3')).toContain('brightness=77\n')
  })
})

describe('zoomFocus, one action and type for many things', () => {
  it('drives the lens where one of the fixed parameters says so, and sets the setting where none does', () => {
    const { ask } = virtualDevice()
    expect(ask('sensor', 'action=set&type=zoomFocus&DNFocusSwitch=1')).toBe('OK')
    expect(ask('sensor', 'action=get&type=zoomFocus')).toBe('DNFocusSwitch=1\n')
    expect(ask('sensor', 'action=set&type=zoomFocus&zoomOut=1&duration=1500')).toBe('OK')
    expect(ask('sensor', 'action=set&type=zoomFocus&farFocus=1&duration=3001')).toContain('Return=-23')
    expect(ask('sensor', 'action=get&type=zoomFocus')).toBe('DNFocusSwitch=1\n')
  })

  it('is of the dome on a camera that pans, and of the lens on a lite camera', () => {
    expect(virtualDevice('ptz-dome').ask('sensor', 'action=get&type=zoomFocus')).toMatch(/^digitalZoom=0\s/)
    expect(virtualDevice('lite').ask('sensor', 'action=get&type=zoomFocus&cameraID=1')).toMatch(/^zoomEnable=0\s/)
  })
})

describe('temperature alarms', () => {
  it('are read by cameraID and set by camearaID, as the manual has both', () => {
    const { ask } = virtualDevice('thermal-dual')
    const { fields, request, sample } = temperatureAlarms
    const wanted = { alarms: sample.alarms.slice(0, 1) }
    expect(aimOfSet(request).channelKey).toBe('camearaID')
    const [set = []] = writeQueries(temperatureAlarms, { channel: 1 }, sample, wanted)
    expect(formatQuery(set)).toMatch(/^action=set&type=alarmDeploymentParam&camearaID=1&temperAlarm/)
    expect(ask('param', formatQuery(set))).toBe('OK')
    expect(ask('param', formatQuery(set).replace('camearaID', 'cameraID'))).toContain('Return=-23')
    const body = ask('param', formatQuery(readQuery(temperatureAlarms, { channel: 1 })))
    expect(decode(fields, parseLines(body))).toEqual({ value: wanted, unknown: [] })
  })
})

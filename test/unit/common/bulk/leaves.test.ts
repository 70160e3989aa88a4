import { describe, expect, it } from 'vitest'
import { leavesOf, patternOf } from '#common/bulk/leaves.ts'
import { findSetting, settings } from '#common/catalog/index.ts'

const leaves = (id: string) => leavesOf(findSetting(id) ?? expect.fail(id))
const own = (id: string) => leaves(id).flatMap((leaf) => (leaf.own ? [`${leaf.pattern} ${leaf.own}`] : []))

describe('what of a setting may be copied', () => {
  it('stands under the names on the way to it', () => {
    expect(leaves('time.ntp').map(({ pattern }) => pattern)).toContain('server')
    expect(patternOf('cards[1].mtu')).toBe('cards.mtu')
    expect(leaves('network.ipv4').map(({ pattern }) => pattern)).toContain('cards.mtu')
  })

  it.each(['network.ports', 'device.name', 'protocol.multicast'])('of %s is all the device’s own', (id) => {
    expect(leaves(id).length).toBeGreaterThan(0)
    expect(leaves(id).every((leaf) => leaf.own === 'identity')).toBe(true)
  })

  it.each([
    ['alarm.input', 'name identity'],
    ['serial.ptz', 'heads.address identity'],
    ['service.poe', 'address identity'],
    ['device.channelName', 'name identity'],
    ['alarm.output', 'name identity'],
    ['alarm.cameraInput', 'name identity'],
    ['device.domeAddress', 'address identity'],
    ['service.ddns', 'domain identity'],
  ])('of %s but %s is anybody’s', (id, words) => {
    expect(own(id)).toEqual([words])
  })

  it('of an address is all but what a network shares', () => {
    const others = leaves('network.ipv4').filter((leaf) => leaf.own === undefined)
    expect(others.map(({ pattern }) => pattern)).toEqual(['cards.mask', 'cards.gateway', 'cards.dns1', 'cards.dns2', 'cards.mtu'])
    expect(own('network.ipv4')).toContain('cards.address identity')
  })

  it('of temperatures is in the unit of each device', () => {
    expect(own('thermal.measuring')).toContain('ambient unit')
    expect(own('thermal.measuring')).not.toContain('unit unit')
    expect(own('thermal.areas')).toEqual(expect.arrayContaining(['areas.value unit', 'areas.outline.x picture']))
  })

  it('of regions is drawn on a picture', () => {
    expect(own('analysis.perimeter').length).toBeGreaterThan(0)
    expect(own('analysis.perimeter').every((words) => words.endsWith('picture'))).toBe(true)
    expect(own('analysis.perimeter').length).toBeLessThan(leaves('analysis.perimeter').length)
    expect(own('privacy.masks').length).toBe(leaves('privacy.masks').length)
  })

  it('is nothing that cannot be set, nothing read-only, and no secret', () => {
    for (const setting of settings.filter(({ write, backup }) => write === 'none' || backup === 'record-only'))
      expect(leavesOf(setting)).toEqual([])
    expect(leaves('service.ftp').map(({ pattern }) => pattern)).not.toContain('password')
    expect(leaves('network.ipv4').map(({ pattern }) => pattern)).not.toContain('cards.mac')
  })
})

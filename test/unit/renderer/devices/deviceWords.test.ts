import { describe, expect, it } from 'vitest'
import type { DeviceState } from '#common/device/device.ts'
import { i18n } from '#renderer/app/i18n.ts'
import { adapterText } from '#renderer/components/devices/adapterText.ts'
import {
  countdown,
  countGroups,
  lookOf,
  matches,
  nameOf,
  placeOf,
  shortFirmware,
  stateWord,
} from '#renderer/components/devices/deviceWords.ts'
import { rangeText } from '#renderer/components/devices/rangeText.ts'
import { cable, device, start, tunnel } from '../screens/siteHost.ts'

const { t } = i18n.global

describe('the state of a device', () => {
  it.each<[DeviceState, string, string]>([
    ['found', 'Sign in', 'ask'],
    ['asking', 'Asking', 'busy'],
    ['ready', 'Ready', 'ok'],
    ['clockOff', 'Clock off', 'warn'],
    ['firstPassword', 'First password', 'ask'],
    ['refused', 'Refused', 'fail'],
    ['locked', 'Locked', 'lock'],
    ['restarting', 'Restarting', 'busy'],
    ['gone', 'Gone', 'off'],
    ['sameAddress', 'Same address', 'fail'],
    ['otherSubnet', 'Other subnet', 'warn'],
  ])('%s is “%s” with the shape %s', (state, word, shape) => {
    expect([stateWord(device(1, '', state), t, start), lookOf(state).kind]).toEqual([word, shape])
  })

  it.each([
    [18 * 60_000, 'Locked 18 min'],
    [17 * 60_000 + 1, 'Locked 18 min'],
    [1, 'Locked 1 min'],
    [0, 'Try again'],
    [-5000, 'Try again'],
  ])('says %i ms before a lock ends “%s”', (left, word) => {
    expect(stateWord(device(1, '', 'locked', { waitUntil: start + left }), t, start)).toBe(word)
  })

  it.each([
    [59_000, 'Gone'],
    [250_000, 'Gone, 4 min'],
  ])('says %i ms after the last answer “%s”', (ago, word) => {
    expect(stateWord(device(1, '', 'gone', { goneSince: start - ago }), t, start)).toBe(word)
  })

  it('counts every state in exactly one of the four groups', () => {
    const states: DeviceState[] = ['ready', 'clockOff', 'gone', 'locked', 'refused', 'found', 'firstPassword', 'asking']
    expect(countGroups(states.map((state) => ({ state })))).toEqual({
      ready: 1,
      check: 2,
      blocked: 2,
      new: 3,
    })
  })
})

describe('the name of a device', () => {
  it('is its own', () => {
    expect(nameOf(device(0x54, 'Dock 03 ramp'))).toBe('Dock 03 ramp')
  })

  it('is what made it and the end of its MAC while it has none', () => {
    expect(nameOf(device(0xb0, ''))).toBe('IPCamera 15:93:B0')
  })
})

describe('finding a device by typing', () => {
  const dock = device(41, 'Dock 03 ramp')

  it.each(['dock', 'RAMP', '168.10.41', '93:29', 'ipv57', ' 159341 ', ''])('“%s” finds it', (text) => {
    expect(matches(dock, text)).toBe(true)
  })

  it('“dokc” does not', () => {
    expect(matches(dock, 'dokc')).toBe(false)
  })
})

describe('what stands in the list', () => {
  it.each([
    [1_062_000, '17:42'],
    [3_900_000, '1:05:00'],
    [4001, '0:05'],
    [-1, '0:00'],
  ])('counts %i ms down as %s', (left, clock) => {
    expect(countdown(left)).toBe(clock)
  })

  it('names a port only where it is not the usual one', () => {
    expect([placeOf({ address: '10.0.0.1', port: 80 }), placeOf({ address: '10.0.0.1', port: 8080 })]).toEqual([
      '10.0.0.1',
      '10.0.0.1:8080',
    ])
  })

  it('shortens a firmware to the part that tells versions apart, and leaves others whole', () => {
    expect([shortFirmware('v3.5.0804.1003.3.0'), shortFirmware('beta')]).toEqual(['3.5.0804', 'beta'])
  })

  it('says of each adapter why it is not searched', () => {
    const off = { ...tunnel, name: 'Wi-Fi', skipped: 'down' as const }
    expect([cable, tunnel, off].map((adapter) => adapterText(adapter, t))).toEqual([
      'Cable 192.168.10.5/24',
      'Tunnel0 skipped: VPN',
      'Wi-Fi off',
    ])
  })

  it('writes the end of a range in full where the subnets differ', () => {
    expect([rangeText({ from: '10.0.0.1', to: '10.0.0.254' }), rangeText({ from: '10.0.0.1', to: '10.0.1.254' })]).toEqual([
      '10.0.0.1 – .254',
      '10.0.0.1 – 10.0.1.254',
    ])
  })
})

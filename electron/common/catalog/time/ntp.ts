import { defineAction } from '../../schema/action.ts'
import type { Issue } from '../../schema/field.ts'
import { address, choice, flag, int, optional } from '../../schema/make.ts'
import { defineSetting, type ValueIn } from '../../schema/setting.ts'

/** Bounds of the interval, manual 2.6.11.2.4: "{11,99999} (greater than 10s, Units are minutes[1,1440])". */
const seconds = { min: 11, max: 99_999 } as const
const minutes = { min: 1, max: 1440 } as const

/**
 * Time server.
 *
 * NTPIP must be an address in the manual (-8 otherwise); a host name was seen on a device, so both are taken.
 * The set example puts the switch after the protocol version, the get before it; the order of the set is kept.
 */
export const ntp = defineSetting({
  id: 'time.ntp',
  title: 'Time server (NTP)',
  manual: '2.6.11.2',
  request: { cgi: 'param', type: 'NTP', scope: 'device', cgiOf: { 'ipc-lite': 'network', nvr: 'network' } },
  write: 'whole',
  backup: 'restore',
  fields: {
    version: optional(choice('Protocol', { 1: 'IPv4', 2: 'IPv6' }, { key: 'IPProtoVer' })),
    enabled: flag('Ask a time server', { key: 'enableFlag' }),
    server: address('Server', 'host', { key: 'NTPIP', mayBeEmpty: true }),
    port: optional(int('Port', { key: 'NTPPort', min: 0, max: 65_535 })),
    unit: optional(choice('Unit of the interval', { 0: 's', 1: 'min' }, { key: 'NTPCheckTimeUnit' })), // must stand before NTPCheckTime
    interval: optional(int('Ask every', { key: 'NTPCheckTime', min: 1, max: 99_999 })), // in the unit before it, s where there is none
  },
  sample: { version: 'IPv4', enabled: true, server: '192.168.1.7', port: 3, interval: 3600 },
  check: ({ unit, interval }) => (interval === undefined ? [] : intervalIssues(interval, unit === 'min' ? minutes : seconds)),
})

/** Lets the device ask its time server once. Answers a sentence: `The ntp test success!!` or `failed!!`. */
export const ntpTest = defineAction({
  id: 'time.ntpTest',
  title: 'Test the time server',
  manual: '2.6.11.2.3',
  request: { cgi: 'system', action: 'test', type: 'NTP', scope: 'device' },
  args: {},
  reply: 'text',
  damage: 'none',
  sample: {},
})

function intervalIssues(interval: number, limits: typeof seconds | typeof minutes): readonly Issue[] {
  if (interval >= limits.min && interval <= limits.max) return []
  return [{ path: 'interval', problem: interval < limits.min ? 'tooSmall' : 'tooLarge', limits }]
}

export type Ntp = ValueIn<typeof ntp>

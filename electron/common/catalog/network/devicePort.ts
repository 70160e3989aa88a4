import { int, optional } from '../../schema/make.ts'
import { defineSetting, type ValueIn } from '../../schema/setting.ts'

const port = { min: 1, max: 65_535 } as const

/** Ports the device listens on. Moving httpPort moves the device. An NVR calls the RTSP port `dataPort`, the control port `clientPort`. */
export const devicePort = defineSetting({
  id: 'network.ports',
  title: 'Ports',
  manual: '2.6.1.4',
  request: { cgi: 'param', type: 'devicePort', scope: 'device' },
  write: 'whole',
  backup: 'identity',
  fields: {
    control: optional(int('Control port', { key: 'controlPort', alsoRead: ['clientPort'], ...port })),
    http: int('HTTP port', { key: 'httpPort', ...port }),
    rtsp: optional(int('RTSP port', { key: 'rtspPort', alsoRead: ['dataPort'], ...port })),
    rtmp: optional(int('RTMP port', { key: 'rtmpPort', special: { 0: 'off' }, ...port })),
    https: optional(int('HTTPS port', { key: 'httpsPort', special: { 0: 'off' }, ...port })),
    ssl: optional(int('SSL control port', { key: 'sslPort', special: { 0: 'off' }, ...port })), // 0 when off, seen on an IPC
  },
  sample: { control: 30_001, http: 80, rtsp: 554, rtmp: 8080, https: 443, ssl: 20_001 },
  check: (ports) => {
    const used = Object.entries(ports).filter(([, number]) => number !== 0)
    return used
      .filter(([name, number]) => used.some(([other, same]) => other < name && same === number))
      .map(([name, number]) => ({ path: name, problem: 'samePort' as const, limits: { port: number } }))
  },
})

export type DevicePort = ValueIn<typeof devicePort>

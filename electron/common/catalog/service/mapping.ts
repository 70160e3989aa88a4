import { address, choice, flag, int, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite, recorderAndLite } from '../shared/lines.ts'
import { port } from './words.ts'

const head = {
  enabled: flag('Port mapping', { key: 'mapEnable' }),
  method: choice('Method', { 1: 'Automatic', 2: 'Manual' }, { key: 'mapMethod' }),
} as const

const own = { min: 1025, max: 65_534, as: 'port' } as const

function status(label: string, key: string) {
  return choice(label, { 0: 'Not effective', 1: 'Effective' }, { key, readOnly: true })
}

/** Ports a camera asks its router to pass on. What came of it, address and status, can only be read. */
export const portMapping = defineSetting({
  id: 'service.portMapping',
  title: 'Port mapping',
  manual: '2.6.11.7',
  request: { cgi: 'param', type: 'portMapping', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite, // lite answers as a recorder does, line 10253
  fields: {
    ...head,
    httpEnabled: flag('HTTP', { key: 'httpEnable' }),
    httpPort: int('HTTP external port', { key: 'httpExternalPort', ...port }),
    httpAddress: text('HTTP external address', { key: 'httpExternalIp', readOnly: true }),
    httpStatus: status('HTTP status', 'httpStatus'),
    rtspEnabled: flag('RTSP', { key: 'rtspEnable' }),
    rtspPort: int('RTSP external port', { key: 'rtspExternalPort', ...port }),
    rtspAddress: text('RTSP external address', { key: 'rtspExternalIp', readOnly: true }),
    rtspStatus: status('RTSP status', 'rtspStatus'),
    controlEnabled: flag('Control', { key: 'controlEnable' }),
    controlPort: int('Control external port', { key: 'controlExternalPort', ...port }),
    controlAddress: text('Control external address', { key: 'controlExternalIp', readOnly: true }),
    controlStatus: status('Control status', 'controlStatus'),
    httpsEnabled: flag('HTTPS', { key: 'httpsEnable' }),
    httpsPort: int('HTTPS external port', { key: 'httpsExternalPort', ...port }),
    httpsAddress: text('HTTPS external address', { key: 'httpsExternalIp', readOnly: true }),
    httpsStatus: status('HTTPS status', 'httpsStatus'),
    sslEnabled: flag('SSL', { key: 'sslEnable' }),
    sslPort: int('SSL external port', { key: 'sslExternalPort', ...port }),
    sslAddress: text('SSL external address', { key: 'sslExternalIp', readOnly: true }),
    sslStatus: status('SSL status', 'sslStatus'),
  },
  sample: {
    enabled: true,
    method: 'Automatic',
    httpEnabled: true,
    httpPort: 801,
    httpAddress: '113.87.162.248',
    httpStatus: 'Not effective',
    rtspEnabled: true,
    rtspPort: 5542,
    rtspAddress: '113.87.162.248',
    rtspStatus: 'Not effective',
    controlEnabled: true,
    controlPort: 30_011,
    controlAddress: '113.87.162.248',
    controlStatus: 'Not effective',
    httpsEnabled: true,
    httpsPort: 4431,
    httpsAddress: '113.87.162.248',
    httpsStatus: 'Not effective',
    sslEnabled: true,
    sslPort: 20_011,
    sslAddress: '113.87.162.248',
    sslStatus: 'Not effective',
  },
})

/** The same of a recorder, in keys of its own. The ports count where the method is manual (manual lines 10400 to 10415). */
export const portMappingOfRecorder = defineSetting({
  id: 'service.portMappingOfRecorder',
  title: 'Port mapping of a recorder',
  manual: '2.6.11.7',
  request: { cgi: 'param', type: 'portMapping', scope: 'device', setCgi: 'network' },
  write: 'whole',
  backup: 'restore',
  series: recorderAndLite,
  fields: {
    ...head,
    control: int('Control port', { key: 'clientPort', ...own }),
    http: int('HTTP port', { key: 'httpPort', ...own }),
    rtsp: int('RTSP port', { key: 'dataPort', ...own }),
    https: int('HTTPS port', { key: 'httpsPort', ...own }),
  },
  sample: { enabled: true, method: 'Automatic', control: 30_003, http: 1027, rtsp: 1127, https: 1327 },
})

/** Network of the ports that feed cameras. The gateway is spelt `geteway` (manual line 11180). */
export const poe = defineSetting({
  id: 'service.poe',
  title: 'PoE ports',
  manual: '2.6.11.17',
  request: { cgi: 'param', type: 'POE', scope: 'device', setCgi: 'network' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    address: address('Address', 'v4', { key: 'ip' }),
    mask: address('Subnet mask', 'mask', { key: 'netmask' }),
    gateway: address('Gateway', 'v4', { key: 'geteway', mayBeEmpty: true }),
    automatic: flag('Add cameras automatically', { key: 'autoPoe' }),
  },
  sample: { address: '169.254.10.121', mask: '255.255.0.0', gateway: '169.254.10.1', automatic: true },
})

/** Ports of the recorder behind which its cameras are reached; the last follows from the first. */
export const natPort = defineSetting({
  id: 'service.natPort',
  title: 'NAT ports of cameras',
  manual: '2.6.11.18',
  request: { cgi: 'param', type: 'natPort', scope: 'device', setCgi: 'network' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    first: int('First port', { key: 'natStartPort', ...port }),
    last: int('Last port', { key: 'natEndPort', readOnly: true, ...port }),
    count: int('Ports', { key: 'natPortNum', readOnly: true }),
  },
  sample: { first: 40_001, last: 40_080, count: 80 },
})

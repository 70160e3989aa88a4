import { address, choice } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'

/** Address a camera was given over its own dial-up line. Printed with a get only. */
export const adslNetwork = defineSetting({
  id: 'network.adsl',
  title: 'ADSL address',
  manual: '2.6.1.3',
  request: { cgi: 'param', type: 'ADSLNetwork', scope: 'device', query: { IPProtoVer: '1' } },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: {
    version: choice('Protocol', { 1: 'IPv4', 2: 'IPv6' }, { key: 'IPProtoVer', readOnly: true }),
    address: address('Address', 'v4', { key: 'IPAddress', mayBeEmpty: true }),
  },
  sample: { version: 'IPv4', address: '' },
})

import { flag } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'

/** Whether the device announces itself. The manual's sample says it does not. */
export const bonjourService = defineSetting({
  id: 'network.bonjour',
  title: 'Bonjour',
  manual: '2.6.11.13',
  request: { cgi: 'param', type: 'bonjourService', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: ['ipc', 'thermal', 'body-thermal', 'lpr', 'fisheye', 'ptz'],
  fields: { enabled: flag('Bonjour', { key: 'enable' }) },
  sample: { enabled: false },
})

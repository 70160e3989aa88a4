import { text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'

/**
 * The device's own name. The manual has a set only; the name is read back from deviceInfo, so the get asks for that.
 * Forbidden characters from the table, manual 2.6.1.1.3.
 */
export const deviceName = defineSetting({
  id: 'device.name',
  title: 'Device name',
  manual: '2.6.1.1.2',
  request: { cgi: 'param', type: 'deviceInfo', setType: 'deviceName', scope: 'device' },
  write: 'whole',
  backup: 'identity',
  fields: {
    name: text('Name', { key: 'deviceName', max: 64, forbid: '<>%&\\"/,\';=|+' }), // length is ours: the manual gives none
  },
  sample: { name: 'test' },
})

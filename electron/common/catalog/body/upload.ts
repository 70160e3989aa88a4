import { defineAction } from '../../schema/action.ts'
import { address, choice, int, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'

const lines = ['body-thermal'] as const

/**
 * Where captures are posted to as they are taken. Writing it switches it on; there is an action of its own that switches it off.
 *
 * The get says PlatformPort in its sample and PlatPort in its table (manual lines 25108 and 25127), the set PlatPort. Switched off,
 * the camera says that alone (line 25103).
 */
export const upload = defineSetting({
  id: 'body.upload',
  title: 'Upload of captures',
  manual: '2.6.18.10',
  request: { cgi: 'param', type: 'AIThermalPic', scope: 'device', setWord: 'open' },
  write: 'whole',
  backup: 'restore',
  series: lines,
  fields: {
    status: choice('Upload', { open: 'on', close: 'off' }, { key: 'PicStatus', readOnly: true }),
    server: optional(address('Server', 'host', { key: 'PlatAddress' })),
    port: optional(int('Port', { key: 'PlatformPort', setKey: 'PlatPort', min: 1, max: 65_535, as: 'port' })),
    path: optional(text('Path', { key: 'PlatUrl', as: 'path', help: '/ where none is given.' })),
    user: optional(text('User', { key: 'PlatUsername' })),
    password: optional(text('Password', { key: 'PlatPassword', secret: true })),
  },
  sample: { status: 'on', server: '192.168.1.20', port: 80, path: '/upload_dir/', user: 'admin', password: 'admin' },
  check: ({ server }) => (server === undefined ? [{ path: 'server', problem: 'missing' }] : []),
})

/** Has the camera forget where captures are posted to. */
export const endUpload = defineAction({
  id: 'body.endUpload',
  title: 'End upload of captures',
  manual: '2.6.18.10.6',
  request: { cgi: 'param', action: 'close', type: 'AIThermalPic', scope: 'device' },
  args: {},
  reply: 'ok',
  damage: 'none',
  series: lines,
  sample: {},
})

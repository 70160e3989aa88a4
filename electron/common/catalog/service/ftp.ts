import { defineAction } from '../../schema/action.ts'
import { choice, flag, int, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras, camerasButLite } from '../shared/lines.ts'
import { port } from './words.ts'

const server = text('Server', { key: 'ftpAddress', help: 'Name or address of the FTP server.' })
const serverPort = int('Port', { key: 'ftpPort', ...port })
const account = text('User name', { key: 'account' })
const password = text('Password', { key: 'ftpPassword', secret: true })
const path = text('Folder', { key: 'ftpPath', as: 'path' })
const secure = flag('FTP over TLS (FTPS)', { key: 'ftpSecurityEnable', series: camerasButLite })

/** Where pictures or video go on alarm. */
export const ftp = defineSetting({
  id: 'service.ftp',
  title: 'FTP upload',
  manual: '2.6.11.8',
  request: { cgi: 'param', type: 'ftp', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: [...camerasButLite, 'nvr'],
  fields: {
    enabled: flag('FTP upload', { key: 'ftpEnable' }),
    server,
    port: serverPort,
    account,
    password,
    path,
    media: optional(choice('Send', { 1: 'Snapshots', 2: 'Video' }, { key: 'mediaType' })),
    recordTime: optional(int('Length of video', { key: 'recordTime', min: 5, max: 60, unit: 's', series: cameras })),
    secure: optional(secure),
  },
  sample: {
    enabled: true,
    server: 'baidu.com',
    port: 23,
    account: '123',
    password: '321',
    path: 'path',
    media: 'Video',
    recordTime: 6,
    secure: true,
  },
})

/** Signs in to the server with what is given, or with what the camera has where nothing is. */
export const ftpTest = defineAction({
  id: 'service.ftpTest',
  title: 'Test FTP upload',
  manual: '2.6.11.8.1',
  request: { cgi: 'param', action: 'get', type: 'FTPTest', scope: 'device' },
  args: {
    server: optional(server),
    port: optional(serverPort),
    account: optional(account),
    password: optional(password),
    path: optional(path),
    secure: optional(secure),
  },
  reply: 'ok',
  damage: 'none',
  series: camerasButLite,
  sample: {},
})

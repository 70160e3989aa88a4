import { defineAction } from '../../schema/action.ts'
import { choice, flag, int, numbered, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras, camerasButLite } from '../shared/lines.ts'
import { forbidden, port } from './words.ts'

const server = text('Server', { key: 'serverAddr', min: 1, help: 'Name or address of the mail server.' })
const serverPort = int('Port', { key: 'serverPort', ...port })
const account = text('User name', { key: 'SMTPUserName', min: 1, max: 32, forbid: forbidden })
const password = text('Password', { key: 'SMTPPassword', min: 1, max: 20, forbid: forbidden, secret: true })
const sender = text('From', { key: 'senderEmailAddress', min: 1, max: 128, as: 'email' })
const encryption = choice('Encryption', { 0: 'None', 1: 'SSL/TLS', 2: 'STARTTLS' }, { key: 'transportMode' })
const recipients = numbered('Recipients', {
  min: 1,
  max: 5,
  item: { address: text('Address', { key: 'recipientEmailAddress{n}', max: 128, as: 'email' }) },
})

/**
 * Mail a device sends on alarm.
 *
 * The interval ends at 60 in the table (manual line 9766), which is marked IPC; the recorder's example sends 99 (line 9669), so 99 is
 * taken. The number of pictures and their interval stand in the table alone (lines 9768 and 9772).
 */
export const email = defineSetting({
  id: 'service.email',
  title: 'E-mail (SMTP)',
  manual: '2.6.11.1',
  request: { cgi: 'param', type: 'SMTP', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  fields: {
    server,
    port: serverPort,
    account,
    password,
    sender,
    recipients,
    encryption,
    quality: optional(choice('Picture quality', { 1: 'High', 2: 'Medium', 3: 'Low' }, { key: 'attachmentImageQuality', series: cameras })),
    anonymous: optional(flag('Send without signing in', { key: 'anonymousSendEnable', series: cameras })),
    interval: optional(int('Interval', { key: 'sendInterval', min: 0, max: 99, unit: 's', help: 'Least time between two messages.' })),
    pictures: optional(int('Pictures', { key: 'imageNum', min: 0, max: 5, series: cameras, help: 'Pictures attached to one message.' })),
    pictureInterval: optional(int('Picture interval', { key: 'imageInterval', min: 1, max: 5, series: cameras })),
  },
  sample: {
    server: 'asdf',
    port: 2001,
    account: 'tang',
    password: 'tag',
    sender: 'tag',
    recipients: [{ address: '1' }, { address: '' }, { address: '' }, { address: 'heheh' }, { address: '' }],
    encryption: 'None',
    quality: 'Medium',
    anonymous: true,
    interval: 10,
  },
  check: ({ recipients: all }) => (all[0]?.address === '' ? [{ path: 'recipients[0].address', problem: 'missing' }] : []),
})

/** Sends a message with what is given, or with what the device has where nothing is. */
export const emailTest = defineAction({
  id: 'service.emailTest',
  title: 'Send a test e-mail',
  manual: '2.6.11.1.1',
  request: { cgi: 'param', action: 'get', type: 'SMTPTest', scope: 'device' },
  args: {
    server: optional(server),
    port: optional(serverPort),
    account: optional(account),
    password: optional(password),
    sender: optional(sender),
    recipients: optional(recipients),
    encryption: optional(encryption),
  },
  reply: 'ok',
  damage: 'none',
  series: camerasButLite,
  sample: {},
})

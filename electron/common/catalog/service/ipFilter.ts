import { defineAction } from '../../schema/action.ts'
import { address, choice, flag, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite, recorderAndLite } from '../shared/lines.ts'

const item = {
  first: address('First address', 'v4', { key: 'startIp' }),
  last: address('Last address', 'v4', { key: 'endIp' }),
} as const

const described = { ...item, note: optional(text('Description', { key: 'describe' })) } as const

const enabled = flag('IP filter', { key: 'ipFilterEnable' })

/** Addresses that may reach a camera, or may not. A wrong list shuts its owner out. The table names the next marks alone (line 10613). */
export const ipFilter = defineSetting({
  id: 'service.ipFilter',
  title: 'IP filter',
  help: 'An allow list without your own address shuts you out.',
  manual: '2.6.11.9',
  request: { cgi: 'param', type: 'ipFilter', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    enabled,
    type: choice('List in force', { 1: 'Block list', 2: 'Allow list' }, { key: 'ipFilterType' }),
    blocked: optional(list('Block list', 'blacklist', { markers: { next: 'next_BlacklistURL' }, item: described })),
    allowed: optional(list('Allow list', 'whitelist', { markers: { next: 'next_WhitelistURL' }, item: described })),
  },
  sample: {
    enabled: false,
    type: 'Block list',
    blocked: [{ first: '128.128.101.15', last: '128.128.101.200', note: 'testb' }],
    allowed: [{ first: '192.168.2.189', last: '192.168.2.200', note: 'testw' }],
  },
})

const marks = { count: 'blackListCount', begin: 'blackListBegin', next: 'next_BlackListURL', end: 'blackListEnd' } as const
const whiteMarks = { count: 'whiteListCount', begin: 'whiteListBegin', next: 'next_WhiteListURL', end: 'whiteListEnd' } as const

/**
 * The same of a recorder, with marks of its own. A set adds (manual line 10554); removing is an action.
 *
 * Both examples have 0 with a block list first (lines 10555 and 10557), the table starts at 1 (line 10581): our reading is that a
 * recorder counts the two from 0.
 */
export const ipFilterOfRecorder = defineSetting({
  id: 'service.ipFilterOfRecorder',
  title: 'IP filter of a recorder',
  help: 'Addresses written here are added to those the recorder has.',
  manual: '2.6.11.9',
  request: { cgi: 'param', type: 'ipFilter', scope: 'device', setCgi: 'network' },
  write: 'whole',
  backup: 'restore',
  series: recorderAndLite,
  fields: {
    enabled,
    type: choice('List in force', { 0: 'Block list', 1: 'Allow list' }, { key: 'ipFilterType' }),
    blocked: optional(list('Block list', 'blackList', { markers: marks, item })),
    allowed: optional(list('Allow list', 'whiteList', { markers: whiteMarks, item })),
  },
  sample: {
    enabled: true,
    type: 'Block list',
    blocked: [
      { first: '128.128.101.15', last: '128.128.101.200' },
      { first: '128.128.101.202', last: '128.128.221.200' },
    ],
    allowed: [{ first: '128.128.101.222', last: '255.255.255.255' }],
  },
})

/** Takes addresses out of a recorder's lists. */
export const ipFilterRemove = defineAction({
  id: 'service.ipFilterRemove',
  title: 'Remove addresses from the IP filter',
  manual: '2.6.11.9.2',
  request: { cgi: 'network', action: 'set', type: 'ipFilter', scope: 'device' },
  args: {
    enabled,
    type: choice('List in force', { 0: 'Block list', 1: 'Allow list' }, { key: 'ipFilterType' }),
    what: choice('Change', { remove: 'Remove' }, { key: 'ipFilterParamAction' }), // third in the example, line 10557
    blocked: optional(list('Block list', 'blackList', { markers: marks, item })),
    allowed: optional(list('Allow list', 'whiteList', { markers: whiteMarks, item })),
  },
  reply: 'ok',
  damage: 'none',
  series: recorderAndLite,
  sample: {
    enabled: true,
    type: 'Block list',
    what: 'Remove',
    blocked: [{ first: '128.128.101.202', last: '128.128.221.200' }],
  },
})

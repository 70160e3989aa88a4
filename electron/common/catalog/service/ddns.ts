import { defineAction } from '../../schema/action.ts'
import { choice, flag, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras, recorderAndLite } from '../shared/lines.ts'
import { forbidden } from './words.ts'

const domain = text('Domain name', { key: 'domainName', min: 1, max: 64, forbid: forbidden })
const account = text('User name', { key: 'DDNSAccounts', min: 1, max: 32, forbid: forbidden })
const password = text('Password', { key: 'DDNSPassword', min: 1, max: 32, forbid: forbidden, secret: true })
const card = text('Network card', { key: 'DDNSNetworkCardName', help: 'Card whose address is announced.' })
const provider = choice(
  'Provider',
  { 1: '3322.org', 2: 'DynDNS', 3: 'No-IP' },
  { key: 'providerID', limitedBy: { ability: 'service.ddnsAbility', options: 'providers.provider' } },
)

/** Providers and cards a camera can use for its dynamic name. */
export const ddnsAbility = defineSetting({
  id: 'service.ddnsAbility',
  title: 'DDNS providers',
  manual: '2.6.11.3.1',
  request: { cgi: 'param', type: 'DDNSAbility', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: {
    supported: flag('DDNS', { key: 'supportDDNS' }),
    server: text('Server', { key: 'DDNSAddress' }),
    providers: list('Providers', 'DDNSProvider', {
      endValue: 'one',
      item: {
        provider: int('Number', { key: 'DDNSProviderID' }),
        name: text('Name', { key: 'DDNSProviderName' }),
        host: text('Host', { key: 'DDNSProviderHostHostName' }), // spelt so, manual line 9884
      },
    }),
    cards: list('Network cards', 'networkCard', { endValue: 'one', item: { name: text('Name', { key: 'networkCardName' }) } }),
  },
  sample: {
    supported: false,
    server: '',
    providers: [
      { provider: 1, name: '3322_ddns', host: '3322.org' },
      { provider: 2, name: 'dyndns_ddns', host: 'dyndns.org' },
      { provider: 3, name: 'no-ip_ddns', host: 'no-ip.com' },
    ],
    cards: [{ name: 'eth0' }],
  },
})

/** The same of a recorder, which answers with its settings; their set is not in the manual (line 9898). */
export const ddnsOfRecorder = defineSetting({
  id: 'service.ddnsOfRecorder',
  title: 'DDNS of a recorder',
  manual: '2.6.11.3.1',
  request: { cgi: 'param', type: 'DDNS', scope: 'device', getWord: 'ability' },
  write: 'none',
  backup: 'record-only',
  series: recorderAndLite,
  fields: {
    entries: list('Services', 'DDNS', {
      markers: { end: 'DDNSEND' },
      item: { enabled: flag('DDNS', { key: 'enable' }), provider: text('Provider', { key: 'providerName' }), domain, account, password },
    }),
  },
  sample: { entries: [{ enabled: false, provider: 'no_ip', domain: '1234', account: 'tang', password: '1' }] },
})

/** Dynamic name of a camera. */
export const ddns = defineSetting({
  id: 'service.ddns',
  title: 'Dynamic DNS (DDNS)',
  manual: '2.6.11.3',
  request: { cgi: 'param', type: 'DDNS', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    enabled: flag('DDNS', { key: 'enableFlag' }),
    provider: optional(provider),
    domain,
    account,
    password,
    card: optional(card),
  },
  sample: { enabled: true, provider: '3322.org', domain: '1234', account: 'tang', password: '1', card: 'eth0' },
})

/** Asks the provider once, with what is given; a recorder takes nothing and uses what it has. */
export const ddnsTest = defineAction({
  id: 'service.ddnsTest',
  title: 'Test dynamic DNS',
  manual: '2.6.11.3.3',
  request: { cgi: 'param', action: 'test', type: 'DDNS', scope: 'device' },
  args: {
    provider: optional(provider),
    domain: optional(domain),
    account: optional(account),
    password: optional(password),
    card: optional(card),
  },
  reply: 'ok',
  damage: 'none',
  sample: {},
})

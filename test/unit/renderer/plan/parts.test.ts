import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Step } from '#common/plan/plan.ts'
import ChangeList from '#renderer/components/plan/ChangeList.vue'
import { formatDuration } from '#renderer/components/plan/duration.ts'
import FindingsList from '#renderer/components/plan/FindingsList.vue'
import ProofRows from '#renderer/components/plan/ProofRows.vue'
import SeenList from '#renderer/components/plan/SeenList.vue'
import StepLog from '#renderer/components/plan/StepLog.vue'
import type { SettingChange } from '#renderer/components/plan/usePlanText.ts'
import WayBack from '#renderer/components/plan/WayBack.vue'
import { theWords } from './words.ts'

const global = { plugins: [theWords().i18n] }

describe('the change list', () => {
  it.each<[string, Omit<SettingChange, 'label'>, string, string]>([
    ['an empty value', { setting: 'network.ipv4', path: 'cards[0].dns1', before: '', after: '10.0.0.1' }, 'none', '10.0.0.1'],
    ['a value that goes', { setting: 'network.ipv4', path: 'cards[0].gateway', before: '10.0.0.1', after: '' }, '10.0.0.1', 'none'],
    ['a value with a unit', { setting: 'network.ipv4', path: 'cards[0].mtu', before: 1500, after: 1400, unit: 'B' }, '1500 B', '1400 B'],
    ['a switch', { setting: 'network.bonjour', path: 'enabled', before: true, after: false }, 'On', 'Off'],
    ['where an address comes from', { setting: 'network.ipv4', path: 'cards[0].automatic', before: true, after: false }, 'DHCP', 'Fixed'],
    ['a port switched off', { setting: 'network.ports', path: 'https', before: 0, after: 443 }, 'Off', '443'],
    ['a minute of the day', { setting: 'time.zone', path: 'beginMinute', before: 60, after: 120, unit: 'min' }, '01:00', '02:00'],
    ['a month', { setting: 'time.zone', path: 'beginMonth', before: 3, after: 10 }, 'March', 'October'],
    ['a weekday', { setting: 'time.zone', path: 'endWeekday', before: 0, after: 5 }, 'Sunday', 'Friday'],
    ['an offset', { setting: 'time.clock', path: 'offset', before: 21.34, after: 0 }, '+21.340 s', '±0.000 s'],
    ['a zone', { setting: 'time.zone', path: 'zone', before: 299, after: 230 }, '299', '230 GMT+09:00 Seoul'],
  ])('shows %s in words', (_name, change, before, after) => {
    const cells = mount(ChangeList, { props: { changes: [{ label: 'Value', ...change }] }, global })
      .findAll('tbody tr:not(.group) td')
      .map((cell) => cell.text())
    expect([cells[1], cells[3]]).toEqual([before, after])
  })

  it('groups by card and setting, and tells what a change means', () => {
    const list = mount(ChangeList, {
      props: {
        changes: [
          { setting: 'network.ipv4', path: 'cards[0].address', label: 'Address', group: 'Card 1', before: '10.0.0.2', after: '10.0.0.3' },
          { setting: 'network.ports', path: 'http', label: 'HTTP port', before: 80, after: 8080 },
        ],
        note: ({ path }: SettingChange) => (path === 'http' ? 'Moves the device' : undefined),
      },
      global,
    })
    expect(list.findAll('.group').map((row) => row.text())).toEqual(['Card 1, IPv4', 'Ports'])
    expect(list.findAll('.hint').map((cell) => cell.text())).toEqual(['', 'Moves the device'])
  })
})

describe('the preflight', () => {
  it('counts what holds, what is to look at and what failed', () => {
    const findings = [
      { check: 'budget', verdict: 'ok', facts: { left: 2 } },
      { check: 'clock', verdict: 'warn', facts: { offset: 9 } },
      { check: 'unchanged', verdict: 'fail', facts: {} },
    ] as const
    expect(mount(FindingsList, { props: { findings }, global }).get('[role=status]').text()).toBe('1 hold, 1 to look at, 1 failed')
  })

  it('says that it is at work until the checks are in', () => {
    const list = mount(FindingsList, { props: { findings: undefined }, global })
    expect(list.get('section').attributes('aria-busy')).toBe('true')
    expect(list.get('[role=status]').text()).toBe('Checking')
  })
})

describe('the proof', () => {
  it('fills up: asked, stored, and how many are proven', () => {
    const proof = mount(ProofRows, {
      props: {
        rows: [
          { setting: 'network.bonjour', path: 'enabled', label: 'Bonjour', asked: 'on', stored: 'on', verdict: 'equal' },
          { setting: 'network.ipv4', path: 'cards[0].gateway', label: 'Gateway', asked: '10.0.0.1', stored: 'none', verdict: 'different' },
          { setting: 'network.ipv4', path: 'cards[0].mtu', label: 'MTU', unit: 'B', asked: '1400', verdict: 'waits' },
          {
            setting: 'time.clock',
            path: 'offset',
            label: 'Clock',
            unit: 's',
            group: '21.34',
            asked: '0',
            stored: '0.0213',
            verdict: 'equal',
          },
        ],
      },
      global,
    })
    expect(proof.findAll('li').map((row) => row.text().replace(/\s+/g, ' '))).toEqual([
      'Announces itselfOn= equals On',
      'Gateway10.0.0.1≠ differs from none',
      'MTU1400 B… not compared with not read yet',
      'Off by± 0.25 s= equals +0.021 s',
    ])
    expect(proof.get('[role=status]').text()).toBe('Asked and stored: 2 of 4 proven')
  })
})

describe('the named steps', () => {
  it('number, name, detail and time, with the limit of what waits', () => {
    const steps: readonly Step[] = [
      { kind: 'backUp', state: 'done', tookMs: 18, facts: { settings: 3, bytes: 1234 } },
      { kind: 'measure', state: 'done', tookMs: 5000, facts: { offsetSeconds: -0.5, uncertaintySeconds: 0.004 } },
      { kind: 'write', setting: 'network.ipv4', state: 'failed', tookMs: 61, facts: {} },
      { kind: 'findAgain', state: 'waits', limitMs: 90_000, facts: {} },
    ]
    const rows = mount(StepLog, { props: { steps }, global }).findAll('tr')
    expect(rows.map((row) => row.findAll('td, th').map((cell) => cell.text()))).toEqual([
      ['Done', '1 Back up', '3 settings, 1.2 kB', '18 ms'],
      ['Done', '2 Measure', '−0.500 s, ± 0.004 s', '5 s'],
      ['Failed', '3 Write IPv4', 'Not written, or not known', '61 ms'],
      ['Waits', '4 Find again', 'By ID and MAC, without signing in', 'up to 90 s'],
    ])
  })

  it.each([
    [61.4, '61 ms'],
    [1090, '1.09 s'],
    [14_230, '14.2 s'],
    [90_000, '90 s'],
  ])('%d ms are %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })
})

describe('what was seen', () => {
  it('tells the time since the write, and who it was', () => {
    const seen = [{ what: 'identity', atMs: 13_900, facts: { address: '10.0.0.3', port: 80, mac: '00:1C:27:00:00:01' } }] as const
    expect(mount(SeenList, { props: { seen }, global }).get('li').text()).toBe('+13.9 s10.0.0.3 is the same device, 00:1C:27:00:00:01')
  })
})

describe('the ways back', () => {
  const props = { ways: ['waitOn', 'tryOldAddress', 'searchAll', 'byHand'], from: { address: '10.0.0.2', port: 80 } } as const

  it('name their deed, the old address with its number', () => {
    const buttons = mount(WayBack, { props, global }).findAll('button')
    expect(buttons.map((button) => button.text())).toEqual(['Wait on', 'Try 10.0.0.2 again', 'Search everywhere', 'Give an address'])
  })

  it('looks where a person says, once that is an address', async () => {
    const ways = mount(WayBack, { props, global })
    await ways.findAll('button')[3]?.trigger('click')
    const [address] = ways.findAll('input')
    await address?.setValue('10.0.0.')
    expect(ways.get('.problem').text()).toBe('Address is not an address')
    expect(ways.findAll('button').at(-1)?.attributes('disabled')).toBeDefined()
    await address?.setValue('10.0.0.9')
    await ways.findAll('button').at(-1)?.trigger('click')
    expect(ways.emitted('look')).toEqual([[{ address: '10.0.0.9', port: 80 }]])
  })
})

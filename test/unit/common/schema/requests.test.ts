import { describe, expect, it } from 'vitest'
import { settings } from '#common/catalog/index.ts'
import { erase } from '#common/schema/infer.ts'
import { flag, int, list, optional } from '#common/schema/make.ts'
import { defineSetting, readQuery, type SettingRequest, setCgiOf, writeQueries } from '#common/schema/setting.ts'
import { formatQuery } from '#common/wire/pairs.ts'

/** A setting of one number that is asked for and sent in a way of its own. */
function settingOf(request: SettingRequest) {
  return defineSetting({
    id: 'test.setting',
    title: 'Test',
    manual: '1',
    request,
    write: 'whole',
    backup: 'restore',
    fields: { value: int('Value') },
    sample: { value: 7 },
  })
}

const sent = (request: SettingRequest, target = {}) => writeQueries(settingOf(request), target, { value: 1 }, { value: 7 }).map(formatQuery)

describe('what a set sends besides its values', () => {
  it('are its parameters that are always the same, after what it is about and before the values', () => {
    expect(sent({ cgi: 'param', type: 'diskAlarm', scope: 'channel', setQuery: { alarmInID: '1' } }, { channel: 2 })).toEqual([
      'action=set&type=diskAlarm&cameraID=2&alarmInID=1&value=7',
    ])
  })

  it('are not those of the get, nor the other way round', () => {
    const request = { cgi: 'param', type: 'localNetwork', scope: 'device', query: { IPProtoVer: '1' }, setQuery: { all: 'true' } } as const
    expect(sent(request)).toEqual(['action=set&type=localNetwork&all=true&value=7'])
    expect(formatQuery(readQuery(settingOf(request), {}))).toBe('action=get&type=localNetwork&IPProtoVer=1')
  })

  it('are words, type, program and spelling of its own where it has them', () => {
    const request = {
      cgi: 'param',
      setCgi: 'sensor',
      type: 'getStatisticsCfg',
      setType: 'setStatisticsCfg',
      setWord: 'modify',
      setChannelKey: 'CameraId',
      scope: 'channel',
    } as const
    expect(sent(request, { channel: 3 })).toEqual(['action=modify&type=setStatisticsCfg&CameraId=3&value=7'])
    expect(setCgiOf(request).cgi).toBe('sensor')
    expect(formatQuery(readQuery(settingOf(request), { channel: 3 }))).toBe('action=get&type=getStatisticsCfg&cameraID=3')
  })

  it('are nothing where nothing can be set, and where no item of a list changed', () => {
    const one = settingOf({ cgi: 'param', type: 'ports', scope: 'device' })
    expect(writeQueries({ ...one, write: 'none' }, {}, { value: 1 }, { value: 7 })).toEqual([])
    const each = defineSetting({
      id: 'test.each',
      title: 'Test',
      manual: '1',
      request: { cgi: 'param', type: 'cards', scope: 'device' },
      write: { each: 'cards' },
      backup: 'restore',
      fields: { cards: list('Card', 'card', { item: { id: int('Number'), mtu: int('MTU') } }) },
      sample: { cards: [] },
    })
    const [first, second] = [
      { id: 1, mtu: 1500 },
      { id: 2, mtu: 1500 },
    ]
    expect(writeQueries(each, {}, { cards: [first, second] }, { cards: [first, second] })).toEqual([])
    const both = {
      cards: [
        { ...first, mtu: 1400 },
        { ...second, mtu: 1400 },
      ],
    }
    expect(writeQueries(each, {}, { cards: [first, second] }, both, 0).map(formatQuery)).toEqual([
      'action=set&type=cards&id=2&mtu=1400',
      'action=set&type=cards&id=1&mtu=1400',
    ])
  })

  it('stand in every set of the catalog that has them', () => {
    const having = settings.filter(({ request, write }) => request.setQuery && write === 'whole')
    expect(having.map(({ id }) => id)).toContain('alarm.disk')
    for (const setting of having) {
      const sample = setting.sample as Parameters<typeof writeQueries>[2]
      const [query] = writeQueries(setting, {}, sample, sample)
      for (const [key, value] of Object.entries(setting.request.setQuery ?? {})) expect(query).toContainEqual({ key, value })
    }
  })
})

describe('a set that empties a list which only an order empties', () => {
  const rule = defineSetting({
    id: 'test.rule',
    title: 'Test',
    manual: '1',
    request: { cgi: 'param', type: 'rule', scope: 'device' },
    write: 'whole',
    backup: 'restore',
    fields: {
      enabled: flag('Enabled', { key: 'on' }),
      clear: optional(flag('Delete', { order: true, empties: { list: 'regions', whileOff: 'enabled' } })),
      regions: list('Regions', 'region', { item: { size: int('Size') } }),
    },
    sample: { enabled: true, regions: [{ size: 1 }] },
  })
  const [one, none] = [[{ size: 1 }], []]
  const queries = (before: object, after: object) =>
    writeQueries(rule, {}, erase(before), erase(after)).map((query) => formatQuery(query).replace('action=set&type=rule&', ''))

  it('switches it off, gives the order, and switches it on again where it is to be on', () => {
    const region = 'regionCount=1&regionBegin=1&size=1&regionEnd=1'
    expect(queries({ enabled: true, regions: one }, { enabled: true, regions: none })).toEqual([
      `on=0&${region}`,
      'on=0&clear=1&regionCount=0',
      'on=1&regionCount=0',
    ])
    expect(queries({ enabled: false, regions: one }, { enabled: false, regions: none })).toEqual(['on=0&clear=1&regionCount=0'])
  })

  it.each(settings.filter(({ fields, sample }) => 'clearArea' in fields && 'regions' in sample))(
    'is so in $id, whose switch stands before the order, manual line 13958',
    (rule) => {
      const had = { ...erase(rule.sample), enabled: true }
      const sent = writeQueries(rule, { channel: 1 }, had, { ...had, regions: [] })
      expect(sent.map((query) => query.filter(({ key }) => /^(?:enableFlag|clearArea)$/.test(key)).map(({ key, value }) => `${key}=${value ?? ''}`)))
        .toEqual([['enableFlag=0'], ['enableFlag=0', 'clearArea=1'], ['enableFlag=1']]) // prettier-ignore
    },
  )

  it('is one set wherever something stays', () => {
    expect(queries({ enabled: true, regions: one }, { enabled: true, regions: [{ size: 2 }] })).toHaveLength(1)
    expect(queries({ enabled: true, regions: none }, { enabled: false, regions: none })).toHaveLength(1)
  })
})

import { describe, expect, it } from 'vitest'
import { settings } from '#common/catalog/index.ts'
import { matching, offersFor } from '#common/console/offers.ts'
import { recognise, staleAfter, weightOf } from '#common/console/recognise.ts'
import { readTyped, type TypedRequest } from '#common/console/typed.ts'
import { readQuery, setCgiOf } from '#common/schema/setting.ts'

function typed(text: string): TypedRequest {
  const read = readTyped(text)
  if (typeof read === 'string') throw new Error(`${text} is ${read}`)
  return read
}

const weight = (text: string) => weightOf(recognise(typed(text)))
const idOf = (text: string) => {
  const found = recognise(typed(text))
  return found.as === 'unknown' ? undefined : found.entry.id
}

describe('what a request costs', () => {
  it.each([
    ['param.cgi?action=get&type=dateTime', 'reads'],
    ['param.cgi?ACTION=get&TYPE=datetime', 'reads'],
    ['network.cgi?action=get&type=NTP', 'reads'],
    ['param.cgi?action=set&type=dateTime', 'changes'],
    ['image.cgi', 'reads'],
    ['operate.cgi?action=restart', 'restarts'],
    ['operate.cgi?action=reset', 'destroys'],
    ['record.cgi?action=format', 'destroys'],
    ['param.cgi?action=get&type=SMTPTest', 'acts'],
    ['ptz.cgi?action=rotate', 'acts'],
    ['param.cgi?action=set&type=UpdateStatus', 'acts'],
    ['param.cgi?action=set&type=appVerification&appVerificationAction=CLEAN', 'destroys'],
    ['param.cgi?action=get&type=nobodyKnows', 'unknown'],
    ['operate.cgi?action=get&type=dateTime', 'unknown'],
    ['param.cgi?action=get&type=dateTime&action=set', 'unknown'],
    ['param.cgi?action=get&type=dateTime&Type=deviceInfo', 'unknown'],
    ['alarm.cgi?action=attach', 'goesOn'],
    ['param.cgi?action=set&type=importConfig', 'file'],
  ])('%s is %s', (text, expected) => {
    expect(weight(text)).toBe(expected)
  })

  it('is a read for every get of the catalog, and a change for every set that is no action as well', () => {
    for (const setting of settings) {
      const request = { program: `/cgi-bin/${setting.request.cgi}.cgi`, query: readQuery(setting, {}) }
      expect([setting.id, weightOf(recognise(request))]).toEqual([setting.id, 'reads'])
      if (setting.write === 'none') continue
      const { type, setType = type, setWord = 'set', setQuery = {} } = setting.request
      const query = Object.entries({ action: setWord, ...(setType === undefined ? {} : { type: setType }), ...setQuery }).map(
        ([key, value]) => ({ key, value }),
      )
      const set = weightOf(recognise({ program: `/cgi-bin/${setCgiOf(setting.request).cgi}.cgi`, query }))
      expect([setting.id, ['changes', 'acts', 'destroys'].includes(set)]).toEqual([setting.id, true])
    }
  })
})

describe('what is meant', () => {
  it('is told from others of its type by the parameters that are always the same', () => {
    expect(idOf('param.cgi?action=get&type=localNetwork&IPProtoVer=1')).toBe('network.ipv4')
    expect(idOf('param.cgi?action=get&type=localNetwork&IPProtoVer=2&netCardId=1')).toBe('network.ipv6')
  })

  it('makes what was read of that setting old, and of none where it only read', () => {
    expect(staleAfter(recognise(typed('param.cgi?action=get&type=dateTime')))).toEqual([])
    expect(staleAfter(recognise(typed('param.cgi?action=set&type=localNetwork')))).toEqual(
      expect.arrayContaining(['network.ipv4', 'network.ipv6']),
    )
    expect(staleAfter(recognise(typed('param.cgi?action=set&type=deviceName')))).toEqual(['device.info', 'device.name'])
    expect(staleAfter(recognise(typed('param.cgi?action=set&type=nobodyKnows')))).toBe('all')
    expect(staleAfter(recognise(typed('operate.cgi?action=reset')))).toBe('all')
  })
})

describe('what the catalog offers', () => {
  const offers = offersFor('ipc', { channel: 2 })

  it('is found by words of its title and of its request, about the channel one looks at', () => {
    expect(matching(offers, 'get dateTime').map(({ text }) => text)).toContain('/cgi-bin/param.cgi?action=get&type=dateTime')
    const motion = matching(offers, 'motion').find((one) => one.weight === 'reads' && one.text.includes('cameraID'))
    expect(motion?.text).toContain('cameraID=2')
  })

  it('has nothing for words nothing has, nor for none, and never more than a screen holds', () => {
    expect(matching(offers, 'zeppelin')).toEqual([])
    expect(matching(offers, '  ')).toEqual([])
    expect(matching(offers, 'param.cgi').length).toBe(8)
  })

  it('can be sent as it stands: a request each, none that needs a file or never ends', () => {
    expect(offers.length).toBeGreaterThan(300)
    for (const { text, weight: said } of offers) expect([text, weight(text)]).toEqual([text, said])
    expect(offers.filter((one) => one.weight === 'file' || one.weight === 'goesOn')).toEqual([])
  })

  it('are those of the product line, on its own program', () => {
    expect(matching(offersFor('nvr', {}), 'get NTP')[0]?.text).toBe('/cgi-bin/network.cgi?action=get&type=NTP')
  })
})

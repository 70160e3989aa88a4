import type { Answer } from 'dns-packet'
import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { createServiceCache, type ServiceEvent } from '#node/discovery/serviceCache.ts'

const type = '_http._tcp.local'
const name = `Axis M1.2 cam.${type}`
const pointer: Answer = { type: 'PTR', name: type, data: name, ttl: 4500 }
const server: Answer = { type: 'SRV', name, data: { target: 'Camera.local', port: 80 }, ttl: 120 }
const texts: Answer = {
  type: 'TXT',
  name,
  data: [Buffer.from('MacAddress=00:1C:27:15:93:56'), Buffer.from('macaddress=second')],
  ttl: 4500,
}
const lives = (address: string, more: object = {}): Answer => ({
  type: 'A',
  name: 'camera.local',
  data: address,
  ttl: 120,
  flush: true,
  ...more,
})

const cacheOf = (max = 2000) => createServiceCache({ types: [type], silentAfterMs: 45_000, max })
const whats = (events: readonly ServiceEvent[]) => events.map((event) => (event.what === 'lost' ? `lost: ${event.why}` : event.what))
const sender = '192.168.0.9'

describe('an announcement', () => {
  it('is a service, its name with the dots that belong to it', () => {
    const cache = cacheOf()
    expect(cache.hear([pointer, server, texts, lives('192.168.0.120')], sender, 0)).toEqual([
      {
        what: 'up',
        service: {
          id: name.toLowerCase(),
          label: 'Axis M1.2 cam',
          port: 80,
          addresses: ['192.168.0.120'],
          sender,
          txt: { macaddress: '00:1C:27:15:93:56' },
        },
      },
    ])
  })

  it('may come in pieces, in any order, for any letters', () => {
    const pieces = [pointer, { ...server, name: name.toUpperCase() } as Answer, texts, lives('192.168.0.120')]
    fc.assert(
      fc.property(fc.shuffledSubarray(pieces, { minLength: 4 }), (order) => {
        const cache = cacheOf()
        // A responder repeats itself: what came before its pointer is heard the second time.
        const events = [...order, ...order].flatMap((record, index) => cache.hear([record], sender, index))
        expect(whats(events)[0]).toBe('up')
        expect(cache.services().map(({ addresses, port }) => [addresses, port])).toEqual([[['192.168.0.120'], 80]])
      }),
    )
  })

  it('that is repeated word for word is no news', () => {
    const cache = cacheOf()
    cache.hear([pointer, server, texts, lives('192.168.0.120')], sender, 0)
    expect(cache.hear([pointer, server, texts, lives('192.168.0.120')], sender, 1000)).toEqual([])
  })

  it('of another type is not listened to', () => {
    const printer = `Office._ipp._tcp.local`
    const cache = cacheOf()
    cache.hear([{ type: 'PTR', name: '_ipp._tcp.local', data: printer, ttl: 4500 }], sender, 0)
    expect(cache.missing(0)).toEqual([])
  })

  it('of a host with a dot in its name leads to questions for it in both readings', () => {
    const cache = cacheOf()
    cache.hear([pointer, { ...server, data: { target: 'Kuppel Süd 1.2.local', port: 80 } }, texts], sender, 0)
    expect(cache.missing(0)).toEqual([
      { labels: ['kuppel süd 1', '2', 'local'], type: 'A' },
      { labels: ['kuppel süd 1.2', 'local'], type: 'A' },
    ])
  })

  it('that lacks records leads to questions for them, by labels', () => {
    const cache = cacheOf()
    cache.hear([pointer], sender, 0)
    const labels = ['Axis M1.2 cam', '_http', '_tcp', 'local']
    expect(cache.missing(0)).toEqual([
      { labels, type: 'SRV' },
      { labels, type: 'TXT' },
    ])
    cache.hear([server, texts], sender, 1)
    expect(cache.missing(1)).toEqual([{ labels: ['camera', 'local'], type: 'A' }])
    cache.hear([lives('192.168.0.120')], sender, 2)
    expect(cache.missing(2)).toEqual([])
  })

  it('without any address has that of its sender, after waiting for a better one', () => {
    const cache = cacheOf()
    cache.hear([pointer, server, texts], sender, 0)
    cache.missing(0)
    expect(cache.giveUpOnAddresses(2000)).toEqual([])
    expect(cache.giveUpOnAddresses(2500)).toMatchObject([{ what: 'up', service: { addresses: [], sender } }])
  })
})

describe('an address that changes', () => {
  const start = () => {
    const cache = cacheOf()
    cache.hear([pointer, server, texts, lives('192.168.0.120')], sender, 0)
    return cache
  }

  it('is told', () => {
    const cache = start()
    expect(cache.hear([lives('192.168.0.50')], sender, 1000)).toMatchObject([{ what: 'changed', service: { addresses: ['192.168.0.50'] } }])
  })

  it('comes first, where the responder does not say that the old one is void', () => {
    const cache = start()
    cache.hear([lives('192.168.0.50', { flush: false })], sender, 1000)
    expect(cache.services()[0]?.addresses).toEqual(['192.168.0.50', '192.168.0.120'])
  })

  it('and a new port are told in one', () => {
    const cache = start()
    const events = cache.hear([{ ...server, data: { target: 'camera.local', port: 8080 } }, lives('192.168.0.50')], sender, 1000)
    expect(events).toMatchObject([{ what: 'changed', service: { port: 8080, addresses: ['192.168.0.50'] } }])
  })

  it('is asked for in the last fifth of its life', () => {
    const cache = start()
    expect([cache.missing(95_000), cache.missing(96_000)]).toEqual([[], [{ labels: ['camera', 'local'], type: 'A' }]])
  })
})

describe('a service is lost', () => {
  const heard = (ttl = 4500) => {
    const cache = cacheOf()
    cache.hear([{ ...pointer, ttl }, server, texts, lives('192.168.0.120')], sender, 0)
    return cache
  }

  it('by its goodbye', () => {
    expect(whats(heard().hear([{ ...pointer, ttl: 0 }], sender, 10))).toEqual(['lost: goodbye'])
  })

  it('when its time to live is over', () => {
    const cache = heard(10)
    expect([whats(cache.expire(9999)), whats(cache.expire(10_000))]).toEqual([[], ['lost: ttl']])
  })

  it('after 45 s without a word, long before its time to live is over', () => {
    const cache = heard()
    expect([whats(cache.expire(44_999)), whats(cache.expire(45_000))]).toEqual([[], ['lost: silent']])
  })

  it('not while it repeats the same answers', () => {
    const cache = heard(60)
    cache.hear([{ ...pointer, ttl: 60 }], sender, 40_000)
    expect(whats(cache.expire(80_000))).toEqual([])
  })

  it('and comes up again when it is heard again', () => {
    const cache = heard()
    cache.expire(45_000)
    expect(whats(cache.hear([pointer, server, texts, lives('192.168.0.120')], sender, 50_000))).toEqual(['up'])
  })
})

describe('hostile announcements', () => {
  it('end at a number of services', () => {
    const cache = cacheOf(10)
    for (let index = 0; index < 100; index += 1) {
      const invented = `x${index}.${type}`
      const records: readonly Answer[] = [
        { ...pointer, data: invented },
        { ...server, name: invented, data: { target: 'camera.local', port: 80 } },
        lives('192.168.0.1'),
      ]
      cache.hear(records, sender, index)
    }
    expect(cache.services()).toHaveLength(10)
  })

  it('with names of the language itself are names like others', () => {
    const cache = cacheOf()
    const proto = `__proto__.${type}`
    const records: readonly Answer[] = [
      { ...pointer, data: proto },
      { ...server, name: proto },
      { ...texts, name: proto, data: [Buffer.from('__proto__=x'), Buffer.from('constructor=y')] },
      lives('192.168.0.1'),
    ]
    expect(whats(cache.hear(records, sender, 0))).toEqual(['up'])
  })
})

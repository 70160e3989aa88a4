import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { copied } from '#common/bulk/copied.ts'
import { leavesOf } from '#common/bulk/leaves.ts'
import { settings } from '#common/catalog/index.ts'
import { localNetwork } from '#common/catalog/network/localNetwork.ts'
import { ftp } from '#common/catalog/service/ftp.ts'
import { diff } from '#common/schema/diff.ts'
import { int, list, text } from '#common/schema/make.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'

const card = (address: string, mtu: number): AnyValues => ({ card: 1, address, mask: '255.255.255.0', mtu })
const chosen = (...patterns: readonly string[]) => new Set(patterns)

describe('copying a part', () => {
  it('leaves everything else as the device has it', () => {
    const after = copied(localNetwork.fields, { cards: [card('10.0.0.5', 1500)] }, { cards: [card('10.0.0.9', 1400)] }, chosen('cards.mtu'))
    expect(after).toEqual({ cards: [card('10.0.0.5', 1400)] })
  })

  it('touches only the items both have', () => {
    const source = { cards: [card('10.0.0.9', 1400), card('10.0.1.9', 1300)] }
    expect(copied(localNetwork.fields, { cards: [card('a', 1500)] }, source, chosen('cards.mtu'))).toEqual({ cards: [card('a', 1400)] })
    const own = { cards: [card('a', 1500), card('b', 1500)] }
    expect(copied(localNetwork.fields, own, { cards: [card('x', 1400)] }, chosen('cards.mtu'))).toEqual({
      cards: [card('a', 1400), card('b', 1500)],
    })
  })

  it('gives a list the length of the other where all of an item is chosen, without its secrets', () => {
    const fields = { sites: list('Site', 'site', { item: { url: text('Address'), password: text('Password', { secret: true }) } }) }
    const own = { sites: [{ url: 'a', password: 'mine' }] }
    const source = {
      sites: [
        { url: 'x', password: 'theirs' },
        { url: 'y', password: 'theirs' },
      ],
    }
    expect(copied(fields, own, source, chosen('sites.url'))).toEqual({ sites: [{ url: 'x', password: 'mine' }, { url: 'y' }] })
    expect(copied(fields, source, own, chosen('sites.url'))).toEqual({ sites: [{ url: 'a', password: 'theirs' }] })
  })

  it('gives a device nothing it has no word for, and takes nothing away', () => {
    const source: AnyValues = { cards: [{ card: 1, mtu: 1400 }] }
    expect(copied(localNetwork.fields, { cards: [{ card: 1 }] }, source, chosen('cards.mtu'))).toEqual({ cards: [{ card: 1 }] })
    expect(copied(localNetwork.fields, source, { cards: [{ card: 1 }] }, chosen('cards.mtu'))).toEqual(source)
  })

  it('leaves what a device has not got as it says it, and gives nobody else that', () => {
    const fields = { volume: int('Volume', { min: 0, max: 100 }) }
    expect(copied(fields, { volume: -1 }, { volume: 50 }, chosen('volume'))).toEqual({ volume: -1 })
    expect(copied(fields, { volume: 50 }, { volume: -1 }, chosen('volume'))).toEqual({ volume: 50 })
  })

  it('never gives away a secret', () => {
    const after = copied(
      ftp.fields,
      { password: 'mine', account: 'a' },
      { password: 'theirs', account: 'b' },
      chosen('password', 'account'),
    )
    expect(after['account']).toBe('b')
    expect(after['password']).toBe('mine')
  })
})

describe.each(settings.filter((setting) => leavesOf(setting).length > 0).map((setting) => [setting.id, setting] as const))(
  'copying of %s',
  (_id, setting) => {
    const sample = erase(setting.sample)
    const all = leavesOf(setting).map(({ pattern }) => pattern)

    it('changes nothing where nothing is chosen, or both have the same', () => {
      fc.assert(
        fc.property(
          fc.subarray(all),
          (some) => diff(setting.fields, sample, copied(setting.fields, sample, sample, new Set(some))).length === 0,
        ),
        { numRuns: 5 },
      )
      expect(diff(setting.fields, sample, copied(setting.fields, sample, {}, new Set()))).toEqual([])
    })
  },
)

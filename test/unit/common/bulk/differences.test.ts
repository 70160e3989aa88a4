import { describe, expect, it } from 'vitest'
import { differences } from '#common/bulk/differences.ts'
import { localNetwork } from '#common/catalog/network/localNetwork.ts'
import { ntp } from '#common/catalog/time/ntp.ts'
import { ftp } from '#common/catalog/service/ftp.ts'
import type { AnyValues } from '#common/schema/infer.ts'

const had: AnyValues = { version: 'IPv4', enabled: true, server: '10.0.0.1', port: 123, interval: 3600 }
const told = (...values: readonly AnyValues[]) => values.map((value, at) => ({ device: `d${at + 1}`, value }))

describe('what differs', () => {
  it('is nothing among devices that have the same', () => {
    expect(differences(ntp.fields, told(had, had, had))).toEqual([])
  })

  it('is a value with who has it, the most common first', () => {
    expect(differences(ntp.fields, told({ ...had, server: '10.0.0.9' }, had, had))).toEqual([
      {
        path: 'server',
        label: ntp.fields.server.label,
        camps: [
          { value: '10.0.0.1', devices: ['d2', 'd3'] },
          { value: '10.0.0.9', devices: ['d1'] },
        ],
      },
    ])
  })

  it('names who has no such place, and keeps the order of the items', () => {
    const card = (mtu: number): AnyValues => ({ card: 1, mtu })
    const [second, third] = differences(localNetwork.fields, told({ cards: [card(1500)] }, { cards: [card(1500), card(1400)] }))
    expect([second?.path, third?.path]).toEqual(['cards[1].card', 'cards[1].mtu'])
    expect(third?.camps).toEqual([
      { value: undefined, devices: ['d1'] },
      { value: 1400, devices: ['d2'] },
    ])
  })

  it('of the first device is put where its fields are, whoever answers first', () => {
    const [a, b] = [
      { ...had, server: 'x', port: 1 },
      { ...had, server: 'y', port: 2 },
    ]
    const paths = (values: readonly AnyValues[]) => differences(ntp.fields, told(...values)).map(({ path }) => path)
    expect(paths([a, b])).toEqual(paths([b, a]))
  })

  it('says nothing of secrets', () => {
    expect(differences(ftp.fields, told({ password: 'a' }, { password: 'b' }))).toEqual([])
  })
})

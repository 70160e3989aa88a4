import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { deviceKey, type FoundBy } from '#common/device/device.ts'
import { applyLoss, applyMemory, applyMiss, applySighting, presences, type SeenDevices, type Sighting } from '#common/discovery/merge.ts'
import { camera } from '#test/support/identities.ts'

const nobody: SeenDevices = new Map()
const at = (last: number, port = 80) => ({ address: `192.168.0.${last}`, port })
const lan = [{ name: 'eth0', address: '192.168.0.10', prefix: 24, used: true }]
const goneAfterMs = 45_000
const [one, two] = [camera(1), camera(2)]
const key = deviceKey(one)

function seen(...sightings: readonly Sighting[]): SeenDevices {
  return sightings.reduce((devices, sighting, index) => applySighting(devices, sighting, index * 1000), nobody)
}

function standing(devices: SeenDevices, of = key): string {
  const presence = presences(devices, lan).get(of)
  return Object.entries(presence ?? {})
    .filter(([, is]) => is)
    .map(([name]) => name)
    .join(' ')
}

describe('sightings become devices', () => {
  it('one row for a device that was found in two ways', () => {
    const devices = seen({ identity: one, endpoint: at(5), foundBy: 'bonjour' }, { identity: one, endpoint: at(5), foundBy: 'sweep' })
    expect([...devices.values()].map(({ foundBy }) => foundBy)).toEqual([['bonjour', 'sweep']])
  })

  it('the MAC decides, whatever deviceID, name and firmware say', () => {
    const renamed = { ...one, deviceId: 'other', name: 'Gate', firmware: 'v9' }
    const devices = seen({ identity: one, endpoint: at(5), foundBy: 'sweep' }, { identity: renamed, endpoint: at(5), foundBy: 'sweep' })
    expect([...devices.values()].map(({ identity }) => identity)).toEqual([renamed])
  })

  it('a device that moved keeps its row and its former addresses', () => {
    const devices = seen(
      { identity: one, endpoint: at(5), foundBy: 'hand' },
      { identity: one, endpoint: at(6), foundBy: 'bonjour' },
      { identity: one, endpoint: at(7), foundBy: 'bonjour' },
    )
    expect(devices.get(key)).toMatchObject({
      endpoint: at(7),
      before: [
        { endpoint: at(5), until: 1000 },
        { endpoint: at(6), until: 2000 },
      ],
    })
  })

  it('a device of an earlier visit is gone until it answers', () => {
    const remembered = applyMemory(nobody, { identity: one, endpoint: at(5), foundBy: 'remembered' }, 0)
    expect(standing(remembered)).toBe('gone')
    const back = applySighting(remembered, { identity: one, endpoint: at(9), foundBy: 'bonjour' }, 1)
    expect([standing(back), back.get(key)?.endpoint, back.get(key)?.foundBy]).toEqual(['', at(9), ['remembered', 'bonjour']])
  })
})

describe('a device that does not answer', () => {
  const there = seen({ identity: one, endpoint: at(5), foundBy: 'bonjour' })
  const silent = { key, endpoint: at(5), why: 'silent' } as const

  it('is still there after one question: a packet may be lost', () => {
    expect(standing(applyMiss(there, silent, 1000, goneAfterMs))).toBe('')
  })

  it('is gone after two, since the second', () => {
    const devices = applyMiss(applyMiss(there, silent, 1000, goneAfterMs), silent, 6000, goneAfterMs)
    expect([standing(devices), devices.get(key)?.goneSince]).toEqual(['gone', 6000])
  })

  it('is gone after one when it also said goodbye', () => {
    expect(standing(applyMiss(there, { ...silent, isLast: true }, 1000, goneAfterMs))).toBe('gone')
  })

  it('is not blamed for silence at an address it has left', () => {
    expect(applyMiss(there, { ...silent, endpoint: at(4), isLast: true }, 1000, goneAfterMs)).toBe(there)
  })

  it('comes back to the same row', () => {
    const gone = applyMiss(there, { ...silent, isLast: true }, 1000, goneAfterMs)
    const back = applySighting(gone, { identity: one, endpoint: at(5), foundBy: 'sweep' }, 2000)
    expect([back.size, standing(back), back.get(key)?.misses, back.get(key)?.firstSeen]).toEqual([1, '', 0, 0])
  })
})

describe('two devices on one address', () => {
  const both = seen({ identity: one, endpoint: at(120), foundBy: 'bonjour' }, { identity: two, endpoint: at(120), foundBy: 'bonjour' })
  const other = { key, endpoint: at(120), why: 'other' } as const

  it('are both marked', () => {
    expect([standing(both), standing(both, deviceKey(two))]).toEqual(['sameAddress', 'sameAddress'])
  })

  it('stay marked while both answer by turns', () => {
    const missed = applyMiss(applyMiss(both, other, 15_000, goneAfterMs), other, 30_000, goneAfterMs)
    expect(standing(missed)).toBe('sameAddress')
  })

  it('are one device and one that is gone when one has not been heard for 45 s', () => {
    const missed = applyMiss(both, other, 45_000, goneAfterMs)
    expect([standing(missed), standing(missed, deviceKey(two))]).toEqual(['gone', ''])
  })

  it('are not marked any more once one has moved', () => {
    const moved = applySighting(both, { identity: one, endpoint: at(121), foundBy: 'bonjour' }, 5000)
    expect([standing(moved), standing(moved, deviceKey(two))]).toEqual(['', ''])
  })

  it('are not meant when they have ports of their own', () => {
    const behindOneRouter = seen(
      { identity: one, endpoint: at(1, 8001), foundBy: 'hand' },
      { identity: two, endpoint: at(1, 8002), foundBy: 'hand' },
    )
    expect(standing(behindOneRouter)).toBe('')
  })
})

describe('a device that is only announced', () => {
  const far = { address: '10.9.9.9', port: 80 }
  const claim: Sighting = { identity: { ...one, firmware: '' }, endpoint: far, foundBy: 'bonjour', claimed: true }

  it('on a foreign subnet is shown as that', () => {
    expect(standing(seen(claim))).toBe('otherSubnet')
  })

  it('is gone when its announcement is, and not before', () => {
    const asked = applyMiss(seen(claim), { key, endpoint: far, why: 'silent', isLast: true }, 1000, goneAfterMs)
    expect([standing(asked), standing(applyLoss(asked, key, 2000))]).toEqual(['otherSubnet', 'gone'])
  })

  it('cannot take the place of one that answers', () => {
    const devices = seen({ identity: one, endpoint: at(5), foundBy: 'hand' }, claim)
    expect(devices.get(key)).toMatchObject({ endpoint: at(5), claimed: false, identity: one })
  })

  it('tells where one went that answered before, and keeps what it said', () => {
    const there = seen({ identity: one, endpoint: at(5), foundBy: 'hand' })
    const gone = applyMiss(there, { key, endpoint: at(5), why: 'silent', isLast: true }, 1000, goneAfterMs)
    const announced = applySighting(gone, claim, 2000)
    expect(announced.get(key)).toMatchObject({ endpoint: far, claimed: true, identity: one })
    expect(standing(announced)).toBe('otherSubnet')
  })

  it('is believed once it answers', () => {
    const devices = seen(claim, { identity: one, endpoint: far, foundBy: 'bonjour' })
    expect([devices.get(key)?.claimed, standing(devices)]).toEqual([false, ''])
  })
})

const someSighting = fc.record({
  identity: fc.integer({ min: 1, max: 6 }).map((tail) => camera(tail)),
  endpoint: fc.integer({ min: 1, max: 4 }).map((last) => at(last)),
  foundBy: fc.constantFrom<FoundBy>('bonjour', 'sweep', 'hand'),
})

describe('whatever the order of sightings', () => {
  it('the same devices are found, by the same ways', () => {
    const shuffled = fc
      .array(someSighting, { maxLength: 12 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })))
    const found = (devices: SeenDevices) => new Map([...devices].map(([who, { foundBy }]) => [who, new Set(foundBy)]))
    fc.assert(
      fc.property(shuffled, ([all, again]) => {
        expect(found(seen(...again))).toEqual(found(seen(...all)))
      }),
    )
  })

  it('no device is ever lost, and its row is always its own', () => {
    type Step = (devices: SeenDevices, now: number) => SeenDevices
    const step = fc.oneof(
      someSighting.map(
        (sighting): Step =>
          (devices, now) =>
            applySighting(devices, sighting, now),
      ),
      someSighting.map(
        (sighting): Step =>
          (devices, now) =>
            applySighting(devices, { ...sighting, claimed: true }, now),
      ),
      fc.record({ who: someSighting, why: fc.constantFrom('silent', 'other'), isLast: fc.boolean() }).map(({ who, why, isLast }): Step => {
        const miss = { key: deviceKey(who.identity), endpoint: who.endpoint, why: why, isLast }
        return (devices, now) => applyMiss(devices, miss, now, goneAfterMs)
      }),
      someSighting.map(
        (sighting): Step =>
          (devices, now) =>
            applyLoss(devices, deviceKey(sighting.identity), now),
      ),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let devices = nobody
        steps.forEach((take, index) => {
          const before = new Set(devices.keys())
          devices = take(devices, index * 10_000)
          expect([...before].filter((who) => !devices.has(who))).toEqual([])
          for (const [who, device] of devices) expect(deviceKey(device.identity)).toBe(who)
        })
      }),
    )
  })
})

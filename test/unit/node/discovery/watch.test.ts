import { describe, expect, it } from 'vitest'
import type { DeviceIdentity, Endpoint } from '#common/device/device.ts'
import { camera } from '#test/support/identities.ts'
import { watchANetwork } from '#test/support/watchedNetwork.ts'

const at = (last: number) => ({ address: `192.168.0.${last}`, port: 80 })
const one = camera(1)

async function watching(identity: DeviceIdentity, endpoint: Endpoint) {
  const site = watchANetwork()
  site.network.at(endpoint, identity)
  site.roster.see({ identity, endpoint, foundBy: 'hand' })
  site.watch.start()
  await site.settle()
  return site
}

describe('a device that is there', () => {
  it('is looked at every 15 s and not more often', async () => {
    const { network, pass } = await watching(one, at(5))
    await pass(60_000)
    expect(network.asked.length).toBeGreaterThanOrEqual(3)
    expect(network.asked.length).toBeLessThanOrEqual(4)
  })

  it('is one of many, and the looks are spread', async () => {
    const site = watchANetwork()
    const all = Array.from({ length: 200 }, (_, index) => ({
      identity: camera(index),
      endpoint: { address: `192.168.${index}.5`, port: 80 },
    }))
    for (const { identity, endpoint } of all) {
      site.network.at(endpoint, identity)
      site.roster.see({ identity, endpoint, foundBy: 'sweep' })
    }
    site.watch.start()
    await site.pass(15_000)
    const before = site.network.asked.length
    await site.pass(1000)
    expect(site.network.asked.length - before).toBeLessThanOrEqual(15)
    await site.pass(15_000)
    expect(new Set(site.network.asked).size).toBe(200)
  })
})

describe('200 devices that lose their power together', () => {
  it('are all marked within a minute, and all stay listed', async () => {
    const site = watchANetwork()
    const all = Array.from({ length: 200 }, (_, index) => ({
      identity: camera(index),
      endpoint: { address: `192.168.${index}.5`, port: 80 },
    }))
    for (const { identity, endpoint } of all) {
      site.network.at(endpoint, identity)
      site.roster.see({ identity, endpoint, foundBy: 'sweep' })
    }
    site.watch.start()
    await site.pass(30_000)
    for (const { endpoint } of all) site.network.at(endpoint, () => 'never')
    await site.pass(60_000)
    expect([...site.roster.all().values()].filter(({ goneSince }) => goneSince !== undefined)).toHaveLength(200)
  })
})

describe('a device that leaves', () => {
  it.each([['refuses connections', false] as const, ['never answers again', true] as const])(
    'and %s is marked within a minute',
    async (_, isMute) => {
      const { network, pass, clock, roster, standing } = await watching(one, at(5))
      await pass(14_000) // just after a look would be best; just before is the worst
      const left = clock.now()
      if (isMute) network.at(at(5), () => 'never')
      else network.unplug(at(5))
      await pass(60_000)
      expect(standing(one)).toBe('gone')
      const [device] = roster.all().values()
      expect((device?.goneSince ?? Infinity) - left).toBeLessThanOrEqual(60_000)
      expect(roster.all().size).toBe(1)
    },
  )

  it('for one question only was never gone', async () => {
    const { network, pass, standings } = await watching(one, at(5))
    await pass(14_000)
    network.unplug(at(5))
    await pass(3000)
    network.at(at(5), one)
    await pass(60_000)
    expect(standings).toEqual([`${one.mac.toLowerCase().replaceAll(':', '')} here`])
  })

  it('and comes back has its row again', async () => {
    const { network, pass, roster, standing } = await watching(one, at(5))
    network.unplug(at(5))
    await pass(60_000)
    network.at(at(5), one)
    await pass(20_000)
    expect([standing(one), roster.all().size]).toEqual(['here', 1])
  })

  it('and leaves its address to another is gone, and the other is listed', async () => {
    const other = camera(2)
    const { network, pass, standing } = await watching(one, at(5))
    network.at(at(5), other)
    await pass(20_000)
    expect([standing(one), standing(other)]).toEqual(['sameAddress', 'sameAddress'])
    await pass(60_000)
    expect([standing(one), standing(other)]).toEqual(['gone', 'here'])
  })
})

describe('the devices of the site', () => {
  it('of earlier visits are looked for where they were', async () => {
    const site = watchANetwork({ known: () => [{ identity: one, endpoint: at(5) }] })
    site.watch.start()
    await site.pass(1000)
    expect(site.standing(one)).toBe('gone')
    site.network.at(at(5), one)
    await site.pass(16_000)
    expect(site.standing(one)).toBe('here')
  })

  it('that were moved by ourselves are looked for at the new address', async () => {
    let endpoint: Endpoint = at(5)
    const site = watchANetwork({ known: () => [{ identity: one, endpoint }] })
    site.network.at(at(5), one)
    site.roster.see({ identity: one, endpoint: at(5), foundBy: 'hand' })
    site.watch.start()
    await site.pass(16_000)
    site.network.unplug(at(5))
    site.network.at(at(50), one)
    endpoint = at(50)
    await site.pass(20_000)
    expect([site.standing(one), site.roster.all().size, [...site.roster.all().values()][0]?.endpoint]).toEqual(['here', 1, at(50)])
  })

  it('that a person forgot are not brought back by a look', async () => {
    let known = [{ identity: one, endpoint: at(5) }]
    const site = watchANetwork({ known: () => known })
    site.network.at(at(5), one)
    site.watch.start()
    await site.pass(1000)
    known = []
    await site.pass(60_000)
    expect(site.roster.all().size).toBe(0)
  })
})

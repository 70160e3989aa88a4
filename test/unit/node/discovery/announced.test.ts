import { describe, expect, it } from 'vitest'
import { deviceKey } from '#common/device/device.ts'
import { aPrinter, camera } from '#test/support/identities.ts'
import { serviceOf, watchANetwork } from '#test/support/watchedNetwork.ts'

const at = (last: number) => ({ address: `192.168.0.${last}`, port: 80 })
const [one, two, three] = [camera(1), camera(2), camera(3)]

describe('an announced device', () => {
  it('is asked who it is: the announcement is only a hint', async () => {
    const { network, hear, sightings } = watchANetwork()
    network.at(at(5), two)
    await hear('up', serviceOf(one, at(5)))
    expect(sightings).toEqual([{ identity: two, endpoint: at(5), foundBy: 'bonjour' }])
  })

  it('is asked at its near address first, and nowhere else when that answers', async () => {
    const { network, hear } = watchANetwork()
    network.at(at(5), one)
    await hear('up', serviceOf(one, at(5), { addresses: ['10.0.0.7', '192.168.0.5'], sender: '192.168.0.6' }))
    expect(network.asked).toEqual(['192.168.0.5:80'])
  })

  it('is asked where the announcement came from when its own address does not answer', async () => {
    const { network, hear, sightings } = watchANetwork()
    network.at(at(6), one)
    await hear('up', serviceOf(one, at(5), { sender: '192.168.0.6' }))
    expect(sightings).toMatchObject([{ endpoint: at(6) }])
  })

  it('is not taken for whoever else sent its announcement', async () => {
    const { network, hear, sightings } = watchANetwork()
    network.at(at(6), two)
    await hear('up', serviceOf(one, at(5), { sender: '192.168.0.6' }))
    expect(sightings).toEqual([])
  })

  it('that is still starting is asked again after pauses of 1, 3, 9 and then 15 s', async () => {
    const { network, hear, pass, sightings } = watchANetwork()
    await hear('up', serviceOf(one, at(5)))
    await pass(42_500)
    expect(network.asked).toHaveLength(5)
    network.at(at(5), one)
    await pass(15_000)
    expect(sightings).toHaveLength(1)
  })

  it('that moves is asked at the new address and keeps its row', async () => {
    const { network, hear, roster } = watchANetwork()
    network.at(at(5), one)
    await hear('up', serviceOf(one, at(5)))
    network.unplug(at(5))
    network.at(at(50), one)
    await hear('changed', serviceOf(one, at(50)))
    expect([...roster.all().values()]).toMatchObject([{ endpoint: at(50), before: [{ endpoint: at(5) }] }])
  })

  it('that takes its announcement back but still answers is not gone: somebody switched Bonjour off', async () => {
    const { network, hear, standing } = watchANetwork()
    network.at(at(5), one)
    await hear('up', serviceOf(one, at(5)))
    await hear('lost', serviceOf(one, at(5)))
    expect(standing(one)).toBe('here')
  })

  it('that takes its announcement back and is silent is gone at once', async () => {
    const { network, hear, standing } = watchANetwork()
    network.at(at(5), one)
    await hear('up', serviceOf(one, at(5)))
    network.unplug(at(5))
    await hear('lost', serviceOf(one, at(5)))
    expect(standing(one)).toBe('gone')
  })
})

describe('a printer that announces a page', () => {
  it('is counted, not listed, and asked again once a minute at most', async () => {
    const { network, hear, pass, sightings, announced } = watchANetwork()
    network.at(at(9), aPrinter)
    await hear('up', serviceOf(one, at(9), { txt: {}, label: 'Office printer' }))
    await pass(59_000)
    expect([sightings.length, announced.count('bonjour'), network.asked.length]).toEqual([0, { answers: 1, others: 1 }, 1])
  })
})

describe('a device on a foreign subnet', () => {
  const far = { address: '10.9.9.9', port: 80 }

  it('is shown with what it announces, because it cannot be asked', async () => {
    const { hear, sightings, standing } = watchANetwork()
    await hear('up', serviceOf(one, far, { label: 'IPCamera 1.2' }))
    expect(sightings).toMatchObject([{ claimed: true, endpoint: far, identity: { mac: one.mac, name: 'IPCamera 1.2', model: one.model } }])
    expect(standing(one)).toBe('otherSubnet')
  })

  it('stays shown while it is announced, however often it is asked in vain', async () => {
    const { hear, pass, watch, standing } = watchANetwork()
    watch.start()
    await hear('up', serviceOf(one, far))
    await pass(120_000)
    expect(standing(one)).toBe('otherSubnet')
  })

  it('is gone with its announcement', async () => {
    const { hear, standing } = watchANetwork()
    await hear('up', serviceOf(one, far))
    await hear('lost', serviceOf(one, far))
    expect(standing(one)).toBe('gone')
  })

  it('is a device like others when a router leads there', async () => {
    const { network, hear, standing } = watchANetwork()
    network.at(far, one)
    await hear('up', serviceOf(one, far))
    expect(standing(one)).toBe('here')
  })

  it('is not shown when it does not say that it is a device', async () => {
    const { hear, sightings } = watchANetwork()
    await hear('up', serviceOf(one, far, { txt: {} }))
    expect(sightings).toEqual([])
  })
})

describe('new cameras on one factory address', () => {
  it('are all listed, though only one at a time answers', async () => {
    const { network, hear, roster, standing } = watchANetwork()
    network.at(at(120), one)
    for (const each of [one, two, three]) await hear('up', serviceOf(each, at(120)))
    expect([...roster.all().keys()].sort()).toEqual([one, two, three].map(deviceKey))
    expect([one, two, three].map(standing)).toEqual(['sameAddress', 'sameAddress', 'sameAddress'])
  })

  it('stay listed as that while they answer by turns', async () => {
    const { network, hear, pass, watch, standing, standings } = watchANetwork()
    let turn = 0
    watch.start()
    network.at(at(120), () => [one, one, one, two][(turn += 1) % 4] ?? one)
    for (const each of [one, two]) await hear('up', serviceOf(each, at(120)))
    await pass(300_000)
    expect([standing(one), standing(two)]).toEqual(['sameAddress', 'sameAddress'])
    expect(standings.filter((one) => one.endsWith('otherSubnet'))).toEqual([])
  })

  it('are one each when they got addresses of their own', async () => {
    const { network, hear, pass, watch, standing } = watchANetwork()
    watch.start()
    network.at(at(120), one)
    for (const each of [one, two]) await hear('up', serviceOf(each, at(120)))
    network.at(at(121), two)
    await hear('changed', serviceOf(two, at(121)))
    await pass(60_000)
    expect([standing(one), standing(two)]).toEqual(['here', 'here'])
  })

  it('are not invented: a recorder that announces the MAC of its other card is one device', async () => {
    const { network, hear, roster } = watchANetwork()
    network.at(at(7), one)
    await hear('up', serviceOf(one, at(7), { txt: { macaddress: two.mac } }))
    expect(roster.all().size).toBe(1)
  })
})

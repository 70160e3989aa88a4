import { describe, expect, it, vi } from 'vitest'
import type { DeviceKey, Endpoint } from '#common/device/device.ts'
import { createTrust } from '#node/devices/trust.ts'

const gate = '001c27000001'
const yard = '001c27000002'
const at = (address: string): Endpoint => ({ address, port: 443, scheme: 'https' })
const certificate = (digit: string) => ({ sha256: digit.repeat(64), subject: 'CN=IPCamera', validFrom: 0, validTo: 0 })
const [one, two] = [certificate('1'), certificate('2')]

function aTrust(owners: Readonly<Record<string, DeviceKey>> = {}) {
  const onChanged = vi.fn()
  return { onChanged, trust: createTrust({ ownerOf: ({ address }) => owners[address], onChanged }) }
}

describe('which certificate a device may show', () => {
  it('is none until a person has accepted it, at that place only', () => {
    const { trust } = aTrust()
    expect(trust.judge(at('10.0.0.1'), one)).toEqual({ kind: 'certificate', shown: one })
    trust.accept(at('10.0.0.1'), one, undefined)
    expect(trust.judge(at('10.0.0.1'), one)).toBeUndefined()
    expect(trust.judge(at('10.0.0.1'), two)).toMatchObject({ kind: 'certificate', shown: two })
    expect(trust.judge(at('10.0.0.2'), one)).toMatchObject({ kind: 'certificate' })
  })

  it('is its own wherever it goes, never that of another', () => {
    const { trust } = aTrust()
    trust.pin(gate, one)
    trust.pin(yard, two)
    expect(trust.judge(at('10.0.0.9'), one, gate)).toBeUndefined()
    expect(trust.judge(at('10.0.0.9'), two, gate)).toMatchObject({ kind: 'certificate', shown: two, pinned: one, deviceId: gate })
  })

  it('is told to whoever stops the device when it is another', () => {
    const { trust, onChanged } = aTrust({ '10.0.0.1': gate })
    trust.pin(gate, one)
    trust.judge(at('10.0.0.1'), two)
    expect(onChanged).toHaveBeenCalledWith(gate, expect.objectContaining({ shown: two, pinned: one }))
  })

  it('does not change because a device claims to be one that has another already', () => {
    const { trust } = aTrust()
    trust.pin(gate, one)
    trust.accept(at('10.0.0.2'), two, undefined)
    expect(trust.claim(gate, at('10.0.0.2'))).toBe(false)
    expect(trust.pinOf(gate)).toEqual(one)
    expect(trust.claim(yard, at('10.0.0.2'))).toBe(true)
    expect(trust.pinOf(yard)).toEqual(two)
  })

  it('is forgotten with the device', () => {
    const { trust } = aTrust()
    trust.accept(at('10.0.0.1'), one, undefined)
    trust.claim(gate, at('10.0.0.1'))
    trust.forget(gate)
    expect(trust.judge(at('10.0.0.1'), one)).toMatchObject({ kind: 'certificate' })
  })
})

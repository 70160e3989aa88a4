import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { areas } from '#common/catalog/thermal/areas.ts'
import { ntp } from '#common/catalog/time/ntp.ts'
import { fail } from '#common/errors/appError.ts'
import type { SettingSnapshot } from '#common/ipc/contract.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import type { AnySetting } from '#common/schema/setting.ts'
import { useDeviceTemperature } from '#renderer/screens/settings/useDeviceTemperature.ts'
import type { Sheet } from '#renderer/screens/settings/useSettings.ts'
import { hostWith, start } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({ bridge: (await import('./siteHost.ts')).bridge }))

function sheetOf(setting: AnySetting, value: AnyValues = erase(setting.sample)): Sheet {
  const snapshot: SettingSnapshot = { setting: setting.id, value, unknown: [], raw: '', asked: '', readAt: start, tookMs: 1 }
  return { setting, target: { channel: 2 }, snapshot, had: value, draft: value }
}

function looking(answer: () => AnyValues) {
  const read = vi.fn(async (_key: string, id: string) => ({ ...sheetOf(areas).snapshot, setting: id, value: answer() }))
  hostWith([], { 'settings.read': read })
  const sheet = shallowRef<Sheet>()
  const { unit } = effectScope().run(() => useDeviceTemperature('001c27159341', sheet)) ?? expect.fail('no scope')
  return {
    unit,
    read,
    async look(next: Sheet) {
      sheet.value = next
      await flushPromises()
    },
  }
}

describe('the unit of the temperatures one looks at', () => {
  it('is the one the setting says itself, and the device is not asked for it', async () => {
    const { unit, read, look } = looking(() => ({}))
    await look(sheetOf(areas, { ...erase(areas.sample), unit: '°F' }))
    expect([unit.value, read.mock.calls.length]).toEqual(['°F', 0])
  })

  it('is the one the device is set to, asked anew with each reading: somebody may have changed it', async () => {
    let now = '°C'
    const { unit, look } = looking(() => ({ unit: now }))
    await look(sheetOf(areas))
    expect(unit.value).toBe('°C')
    now = '°F'
    await look(sheetOf(areas))
    expect(unit.value).toBe('°F')
  })

  it('is nobody’s guess where the device does not tell', async () => {
    const { unit, read, look } = looking(() => fail({ kind: 'unreachable', why: 'timeout' }))
    await look(sheetOf(areas))
    expect([unit.value, read.mock.calls.length]).toEqual([undefined, 1])
  })

  it('is not asked for where there are no temperatures', async () => {
    const { unit, read, look } = looking(() => ({ unit: '°C' }))
    await look(sheetOf(ntp))
    expect([unit.value, read.mock.calls.length]).toEqual([undefined, 0])
  })
})

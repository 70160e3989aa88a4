import { enableAutoUnmount } from '@vue/test-utils'
import { nextTick, shallowRef } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AlarmLine, AlarmState, Ear } from '#common/alarm/alarm.ts'
import { alarmName } from '#common/catalog/alarm/kinds.ts'
import AlarmsScreen from '#renderer/screens/alarms/AlarmsScreen.vue'
import { useAlarmSound } from '#renderer/composables/useAlarmSound.ts'
import { useAlarmsStore } from '#renderer/stores/alarms.ts'
import { useDevicesStore } from '#renderer/stores/devices.ts'
import { device, hostWith, setWindow, show, start } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({
  bridge: (await import('./siteHost.ts')).bridge,
}))

enableAutoUnmount(afterEach)
afterEach(() => document.body.replaceChildren())

const gate = device(41, 'Gate', 'ready', { signedInAs: 'admin' })
const dock = device(42, 'Dock')

function line(id: number, more: Partial<Extract<AlarmLine, { what: 'alarm' }>> = {}): AlarmLine {
  const alarm = { kind: 'Analysis', subtype: 21, source: 1, active: true, time: '2026-11-22 14:32:08' }
  return { what: 'alarm', id, device: gate.key, at: start + id * 1000, isTold: true, ...alarm, ...more }
}

const attached: Ear = { device: gate.key, state: 'attached', since: start }

async function screen(state: AlarmState, devices = [gate, dock]) {
  setWindow()
  const listen = vi.fn(async (keys: readonly string[] | null) => ({ ears: keys === null ? [attached] : [], lines: state.lines }))
  const host = hostWith(devices, { 'alarms.state': async () => state, 'alarms.listen': listen })
  let store: ReturnType<typeof useAlarmsStore> | undefined
  const view = await show(AlarmsScreen, {}, '/devices', async (pinia) => {
    await useDevicesStore(pinia).start()
    store = useAlarmsStore(pinia)
    await store.start()
  })
  return { ...view, host, listen, store: store as ReturnType<typeof useAlarmsStore> }
}

const nothing: AlarmState = { ears: [], lines: [] }

describe('the alarms', () => {
  it('of everyone who is signed in are listened to when one opens them', async () => {
    const { listen, text } = await screen(nothing)
    expect(listen.mock.calls).toEqual([[null]])
    expect(text()).toContain('1 tells by itself')
  })

  it('are not listened to again once a person has stopped it', async () => {
    const { listen, press, text } = await screen(nothing)
    await press('Stop listening')
    expect(listen.mock.calls.at(-1)).toEqual([[]])
    expect(text()).toContain('Alarms that come now are not heard')
    await press('Listen')
    expect(listen.mock.calls.at(-1)).toEqual([null])
  })

  it('need somebody who is signed in', async () => {
    const { listen, text } = await screen(nothing, [dock])
    expect(listen).not.toHaveBeenCalled()
    expect(text()).toContain('Sign in to devices')
  })

  it('that are told again by a host that comes back stand there once', async () => {
    const { host, store } = await screen({ ears: [attached], lines: [line(1)] })
    host.emit('alarms.heard', [line(1), line(2, { active: false })])
    expect(store.lines.map(({ id }) => id)).toEqual([1, 2])
  })

  it('heard before the state has come are not lost', async () => {
    const { host, store } = await screen({ ears: [attached], lines: [] })
    host.emit('alarms.heard', [line(3)])
    host.emit('alarms.heard', [line(2, { subtype: 24 })])
    expect(store.lines.map(({ id }) => id)).toEqual([2, 3])
  })

  it('say why a device is not heard', async () => {
    const { text } = await screen({
      ears: [{ device: gate.key, state: 'waiting', since: start, againAt: start + 5000, error: { kind: 'unreachable', why: 'timeout' } }],
      lines: [],
    })
    expect(text()).toMatch(/Gate\s*Away/)
    expect(text()).toContain('net.timeout')
  })
})

describe('the sound of alarms', () => {
  const setUp = (on: boolean) => {
    const [lines, hasSound, play] = [shallowRef<readonly AlarmLine[]>([]), shallowRef(on), vi.fn()]
    useAlarmSound(lines, hasSound, play)
    const hear = (next: readonly AlarmLine[]) => {
      lines.value = next
      return nextTick()
    }
    return { play, hear }
  }

  it('is heard when one begins, and once in a storm of them', async () => {
    const { play, hear } = setUp(true)
    await hear([line(1)])
    await hear([line(1), line(2), line(3)])
    expect(play).toHaveBeenCalledTimes(1)
  })

  it('is not heard for an end, and not at all unless a person has turned it on', async () => {
    const [on, off] = [setUp(true), setUp(false)]
    await on.hear([line(1, { active: false })])
    await off.hear([line(1)])
    expect([on.play, off.play].map((play) => play.mock.calls.length)).toEqual([0, 0])
  })
})

describe('the name of an alarm', () => {
  it.each([
    ['Analysis', 21, 'Tripwire'],
    ['Analysis', 24, 'Perimeter'],
    ['Further analysis', 52, 'Smart motion'],
    ['Analysis', 77, 'Analysis 77'],
    ['?8', 1, '?8 1'],
  ])('%s %i is %s', (kind, subtype, name) => {
    expect(alarmName(kind, subtype)).toBe(name)
  })
})

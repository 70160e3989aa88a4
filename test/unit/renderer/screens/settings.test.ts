import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { chapters, findSetting } from '#common/catalog/index.ts'
import type { Known } from '#common/device/capabilities.ts'
import { type AppError, fail } from '#common/errors/appError.ts'
import type { DeedResult, Handlers } from '#common/ipc/contract.ts'
import type { Plan } from '#common/plan/plan.ts'
import { encode } from '#common/schema/encode.ts'
import { erase } from '#common/schema/infer.ts'
import { formatLines } from '#common/wire/pairs.ts'
import SettingsScreen from '#renderer/screens/settings/SettingsScreen.vue'
import { useCapabilitiesStore } from '#renderer/stores/capabilities.ts'
import { useDevicesStore } from '#renderer/stores/devices.ts'
import { device, hostWith, setWindow, show, start } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({ bridge: (await import('./siteHost.ts')).bridge }))

enableAutoUnmount(afterEach)
beforeEach(() => {
  setWindow()
  vi.useFakeTimers({ now: start, toFake: ['Date', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

const dock = device(41, 'Dock 03 ramp', 'ready', { signedInAs: 'admin' })

async function screen(settingId: string | undefined, more: Partial<Handlers> = {}, of = dock) {
  const reads: string[] = []
  const runs: Plan[] = []
  hostWith([of], {
    'settings.read': async (_key, id, target) => {
      reads.push([id, ...Object.values(target)].join(' '))
      const setting = findSetting(id) ?? fail({ kind: 'bug', message: id })
      const value = erase(setting.sample)
      const raw = formatLines(encode(setting.fields, value))
      return {
        setting: id,
        value,
        unknown: [{ key: 'netLinkMode', value: '3' }],
        raw: `${raw}\nnetLinkMode=3`,
        asked: `GET ${id}`,
        readAt: start,
        tookMs: 62,
      }
    },
    'plans.check': async () => [],
    'plans.run': async (plan) => {
      runs.push(plan)
      return { job: 'j1' }
    },
    ...more,
  })
  const shown = await show(SettingsScreen, { deviceKey: of.key, settingId }, '/devices', async (pinia) => {
    await useCapabilitiesStore(pinia).start()
    return useDevicesStore(pinia).start()
  })
  await shown.settled()
  return { ...shown, reads, runs, review: () => shown.button('Review and write') }
}

describe('the settings of a device', () => {
  it('are read when they are looked at, and shown as the catalog names them', async () => {
    const { reads, text, field } = await screen('network.ports')
    expect(reads).toEqual(['network.ports'])
    expect(field('HTTP porthttpPort').value).not.toBe('')
    expect(text()).toContain(`read ${new Date(start).toTimeString().slice(0, 8)} in 62 ms`)
  })

  it('tell that one must sign in first, and ask the device nothing', async () => {
    const { reads, text } = await screen('network.ports', {}, device(42, 'Dock 04'))
    expect(reads).toEqual([])
    expect(text()).toContain('Sign in to Dock 04 first')
  })

  it('show letter by letter what the device said, and what the manual does not know', async () => {
    const { text } = await screen('network.ports')
    expect(text()).toContain('netLinkMode=3')
    expect(text()).toContain('1 line is not in the manual')
  })

  it('say why one of them cannot be had', async () => {
    const refused: AppError = { kind: 'device', code: -22, meaning: 'unknown type', remedy: 'none' } as unknown as AppError
    const { text } = await screen('network.ports', { 'settings.read': async () => fail(refused) })
    expect(text()).toContain('−22')
  })

  it('that cannot be set have no editor that takes anything', async () => {
    await screen('device.info')
    const inputs = [...document.querySelectorAll<HTMLInputElement>('.form input, .form select')]
    expect(inputs.length).toBeGreaterThan(3)
    expect(inputs.filter(({ disabled }) => !disabled)).toEqual([])
  })
})

describe('what a device is known to lack', () => {
  const capabilities = (settings: Readonly<Record<string, Known>>): Partial<Handlers> => ({
    'capabilities.of': async () => ({ model: dock.identity.model, firmware: dock.identity.firmware, settings, abilities: {} }),
  })

  it('is not offered, and shown with its reason when a person wants to see everything', async () => {
    const lacks = { 'network.bonjour': { code: -22 }, 'network.ports': { status: 404 }, 'analysis.loitering': { unlisted: true } } as const
    const { text, press, field } = await screen('network.ipv4', capabilities(lacks))
    expect(text()).not.toContain('not here, −22')
    field('Show what this device lacks').click()
    await nextTick()
    expect(text()).toContain('not here, −22')
    expect(text()).toContain('not here, HTTP 404')
    await press(new RegExp(`^${chapters['analysis']?.title ?? ''}`))
    expect(text()).toContain('not among its analyses')
  })

  it('is found out with one press, which can be stopped', async () => {
    const [ask, stop] = [vi.fn(async () => null), vi.fn(async () => null)]
    const asking = [{ device: dock.key, done: 3, of: 90 }]
    const { press } = await screen('network.ipv4', { 'capabilities.ask': ask })
    await press('Ask what it has')
    expect(ask.mock.calls).toEqual([[dock.key]])
    document.body.replaceChildren()
    const under = await screen('network.ipv4', { 'capabilities.asking': async () => asking, 'capabilities.stop': stop })
    expect(under.text()).toContain('3 of 90')
    await under.press('Stop')
    expect(stop.mock.calls).toEqual([[dock.key]])
  })
})

describe('the limits of a device', () => {
  it('are asked for with the setting they hold for, and stand at its fields in place of the manual’s', async () => {
    const { reads, text } = await screen('alarm.motion', {
      'capabilities.of': async () => ({
        model: dock.identity.model,
        firmware: dock.identity.firmware,
        settings: {},
        abilities: { 'alarm.motionAbility': { minSensitivity: 1, maxSensitivity: 7 } },
      }),
    })
    expect(text()).toContain('This device takes 1 to 7')
    expect(reads).toEqual(['alarm.motion 1'])
  })

  it('that nobody has told yet are asked for first', async () => {
    const { reads } = await screen('alarm.motion')
    expect(reads).toEqual(['alarm.motionAbility', 'alarm.motion 1'])
  })
})

describe('a change to a setting', () => {
  it('is listed, nothing written, and can be discarded', async () => {
    const { type, text, press, review, runs } = await screen('network.ports')
    expect(review().disabled).toBe(true)
    await type('HTTP porthttpPort', '8081')
    expect(text()).toContain('1 change')
    expect(text()).toContain('Nothing has been written')
    expect(review().disabled).toBe(false)
    await press('Discard')
    expect(text()).not.toContain('Nothing has been written')
    expect(runs).toEqual([])
  })

  it.each([['99999'], ['1e309'], ['−0'], ['12.5'], ['🙂'], ['x'.repeat(300)]])(
    'that the catalog refuses, %s, stands at its field and cannot be reviewed',
    async (typed) => {
      const { type, review } = await screen('network.ports')
      await type('HTTP porthttpPort', typed)
      expect(document.querySelector('[aria-invalid=true]')).not.toBeNull()
      expect(review().disabled).toBe(true)
    },
  )

  it('goes down the write road with what the device had', async () => {
    const { type, press, runs, settled } = await screen('network.ports')
    await type('HTTP porthttpPort', '8081')
    await press('Review and write')
    await settled()
    await press('Write 1 change and prove')
    const sample = erase(findSetting('network.ports')?.sample ?? {})
    const http = Object.keys(sample).find((name) => /http$/i.test(name)) ?? ''
    expect(runs).toMatchObject([
      { device: dock.key, kind: 'settings', changes: [{ setting: 'network.ports', before: sample, after: { ...sample, [http]: 8081 } }] },
    ])
  })

  it('stays while one looks at another setting, and both are written together', async () => {
    const { type, press, wrapper, runs, settled, reads } = await screen('network.ports')
    await type('HTTP porthttpPort', '8081')
    await wrapper.setProps({ settingId: 'network.bonjour' })
    await settled()
    document.querySelector<HTMLInputElement>('.form input[role=switch]')?.click()
    await settled()
    await wrapper.setProps({ settingId: 'network.ports' })
    await settled()
    expect(reads).toEqual(['network.ports', 'network.bonjour'])
    await press('Review and write')
    await settled()
    await press(/^Write \d+ changes and prove$/)
    expect(runs[0]?.changes.map(({ setting }) => setting)).toEqual(['network.ports', 'network.bonjour'])
  })
})

describe('an action', () => {
  const answers: Partial<Handlers> = { 'actions.run': async () => ({ text: '', answered: true, tookMs: 12 }) }

  it('is done by its button, once, with what was given', async () => {
    const asked: unknown[] = []
    const { press, text } = await screen('time.ntpTest', {
      'actions.run': async (...args) => {
        asked.push(args)
        return { text: 'The ntp test success!!', answered: true, tookMs: 12 }
      },
    })
    await press(/ now$/)
    expect(asked).toEqual([[dock.key, 'time.ntpTest', {}, {}]])
    expect(text()).toContain('The ntp test success!!')
  })

  it('that restarts the device says so before', async () => {
    const { text } = await screen('device.restart', answers)
    expect(text()).toContain('its picture and recordings stop')
  })

  it('that destroys asks for the name of the device, typed', async () => {
    const { button, type, press, text } = await screen('maintenance.format', answers)
    expect(button(/ now$/).disabled).toBe(true)
    await type('Type the name of the device, Dock 03 ramp', 'Dock 03')
    expect(button(/ now$/).disabled).toBe(true)
    expect(text()).toContain('That is not its name')
    await type('Type the name of the device, Dock 03 ramp', 'Dock 03 ramp')
    await press(/ now$/)
    expect(text()).toContain('says OK')
  })

  it('that a device refuses says why', async () => {
    const refused = { kind: 'device', code: -22, meaning: 'unknown type', remedy: 'none' } as unknown as AppError
    const { press, text } = await screen('time.ntpTest', { 'actions.run': async () => fail(refused) })
    await press(/ now$/)
    expect(text()).toContain('−22')
  })
})

describe('an action that goes on by itself', () => {
  /** The host, what it was asked, and its answers, given one by one where a test holds them back. */
  async function held(answer: (id: string) => Promise<DeedResult> = async () => done) {
    const asked: unknown[] = []
    const shown = await screen('ptz.move', {
      'actions.run': (_key, id, _target, args) => {
        asked.push([id, args])
        return answer(id)
      },
    })
    const knob = shown.button(/ while held$/)
    const send = async (event: Event, to: EventTarget = knob) => {
      to.dispatchEvent(event)
      await shown.settled()
    }
    return {
      ...shown,
      asked,
      send,
      down: () => send(new PointerEvent('pointerdown', { button: 0, pointerId: 1, bubbles: true })),
      up: () => send(new PointerEvent('pointerup', { button: 0, pointerId: 1, bubbles: true })),
    }
  }

  const done: DeedResult = { text: '', answered: true, tookMs: 12 }
  const begun = ['ptz.move', { pan: 0, tilt: 0 }]
  const ended = ['ptz.stop', {}]

  it('begins when its button is pressed and ends when it is let go', async () => {
    const { asked, down, up } = await held()
    await down()
    expect(asked).toEqual([begun])
    await up()
    expect(asked).toEqual([begun, ended])
  })

  it.each([
    ['the button loses the pointer', () => new Event('pointercancel')],
    ['the focus goes elsewhere', () => new FocusEvent('blur')],
  ])('ends when %s', async (_how, event) => {
    const { asked, down, send } = await held()
    await down()
    await send(event())
    expect(asked).toEqual([begun, ended])
  })

  it.each([
    ['another window comes before it', 'blur'],
    ['the window is closed', 'pagehide'],
  ])('ends when %s, once', async (_how, event) => {
    const { asked, down, up, send } = await held()
    await down()
    await send(new Event(event), window)
    expect(asked).toEqual([begun, ended])
    await up()
    expect(asked).toEqual([begun, ended])
  })

  it('ends when another action is looked at', async () => {
    const { asked, down, wrapper, settled } = await held()
    await down()
    await wrapper.setProps({ settingId: 'time.ntpTest' })
    await settled()
    expect(asked).toEqual([begun, ended])
  })

  it('ends when the screen is left', async () => {
    const { asked, down, wrapper, settled } = await held()
    await down()
    wrapper.unmount()
    await settled()
    expect(asked).toEqual([begun, ended])
  })

  it('is held by the space bar as well, however often the key repeats', async () => {
    const { asked, send } = await held()
    await send(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
    await send(new KeyboardEvent('keydown', { key: ' ', repeat: true, bubbles: true }))
    expect(asked).toEqual([begun])
    await send(new KeyboardEvent('keyup', { key: ' ', bubbles: true }))
    expect(asked).toEqual([begun, ended])
  })

  it('let go before it was answered ends after the answer, which it must not overtake', async () => {
    let resolve: (result: DeedResult) => void = () => undefined
    const late = new Promise<DeedResult>((settle) => (resolve = settle))
    const { asked, down, up, settled } = await held((id) => (id === 'ptz.move' ? late : Promise.resolve(done)))
    await down()
    await up()
    expect(asked).toEqual([begun])
    resolve(done)
    await settled()
    expect(asked).toEqual([begun, ended])
  })

  it('that got no answer is ended all the same: the device may have heard it', async () => {
    const { asked, down, up } = await held(async (id) => (id === 'ptz.move' ? fail({ kind: 'unreachable', why: 'timeout' }) : done))
    await down()
    await up()
    expect(asked).toEqual([begun, ended])
  })

  it('that cannot be ended is told to twice, then says that it may go on, and can be told again', async () => {
    let isDeaf = true
    const { asked, down, up, text, press } = await held(async (id) =>
      id === 'ptz.stop' && isDeaf ? fail({ kind: 'unreachable', why: 'timeout' }) : done,
    )
    await down()
    await up()
    expect(asked).toEqual([begun, ended, ended])
    expect(text()).toContain('Dock 03 ramp may still be moving')
    isDeaf = false
    await press('Tell it to stop again')
    expect(asked).toEqual([begun, ended, ended, ended])
    expect(text()).not.toContain('may still be moving')
  })
})

describe('the tree', () => {
  it('shows chapters, opens the one that is looked at, and finds by key', async () => {
    const { text, type, button } = await screen('network.ports')
    expect(button('Ports').getAttribute('aria-current')).toBe('page')
    await type('Setting, key, value', 'subgetway')
    expect(button(/^IPv4/).textContent).toContain('subGetway')
    expect(text()).toContain('2 found')
  })

  it('leaves out what the line does not have, until asked for all', async () => {
    const { text, button } = await screen('network.ports', {}, { ...dock, identity: { ...dock.identity, series: 'nvr' } })
    expect(text()).not.toContain('not on this line')
    document.querySelector<HTMLInputElement>('nav input[role=switch]')?.click()
    await Promise.resolve()
    expect(button(/^IPv6/).textContent).toContain('not on this line')
  })

  it('asks for channel and stream where a setting needs them', async () => {
    const { reads, field, settled } = await screen('stream.video', {}, { ...dock, identity: { ...dock.identity, channels: 2 } })
    expect(reads).toEqual(['stream.video 1 1'])
    const select = field('Channel') as unknown as HTMLSelectElement
    select.value = '2'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await settled()
    expect(reads).toEqual(['stream.video 1 1', 'stream.video 2 1'])
  })
})

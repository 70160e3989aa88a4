import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findSetting } from '#common/catalog/index.ts'
import { fail } from '#common/errors/appError.ts'
import type { Handlers } from '#common/ipc/contract.ts'
import type { Perspective } from '#common/perspective/kept.ts'
import { erase } from '#common/schema/infer.ts'
import PerspectiveScreen from '#renderer/screens/perspective/PerspectiveScreen.vue'
import { useCapabilitiesStore } from '#renderer/stores/capabilities.ts'
import { useDevicesStore } from '#renderer/stores/devices.ts'
import { device, hostWith, setWindow, show, start } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({ bridge: (await import('./siteHost.ts')).bridge }))

enableAutoUnmount(afterEach)
beforeEach(() => {
  setWindow()
  vi.useFakeTimers({ now: start, toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

const dock = device(41, 'Dock 03 ramp', 'ready', { signedInAs: 'admin' })

/** Three people of 1.75 m as a camera 5 m up shows them that looks 18° down, 80° wide. */
const marked: Perspective = {
  version: 1,
  channel: 1,
  lens: { fieldOfView: 80, aspect: 16 / 9 },
  target: { width: 0.5, height: 1.75 },
  marks: [
    { kind: 'upright', from: { x: 50, y: 76.4228 }, to: { x: 50, y: 57.611 }, length: 1.75 },
    { kind: 'upright', from: { x: 50, y: 58.5602 }, to: { x: 50, y: 44.7339 }, length: 1.75 },
    { kind: 'upright', from: { x: 50, y: 45.4195 }, to: { x: 50, y: 35.5544 }, length: 1.75 },
  ],
}

async function screen(kept: Perspective | null, more: Partial<Handlers> = {}) {
  const written: Perspective[] = []
  hostWith([dock], {
    'perspective.read': async () => kept,
    'perspective.keep': async (_key, perspective) => {
      written.push(perspective)
      return null
    },
    'settings.read': async (_key, id) => {
      const value = erase((findSetting(id) ?? fail({ kind: 'bug', message: id })).sample)
      return { setting: id, value, unknown: [], raw: '', asked: '', readAt: start, tookMs: 1 }
    },
    ...more,
  })
  const shown = await show(PerspectiveScreen, { deviceKey: dock.key }, '/devices', async (pinia) => {
    await useCapabilitiesStore(pinia).start()
    return useDevicesStore(pinia).start()
  })
  await shown.settled()
  return {
    ...shown,
    written,
    /** A person stops for a moment. */
    async pause() {
      await vi.advanceTimersByTimeAsync(1000)
      await shown.settled()
    },
  }
}

describe('the perspective of a device', () => {
  it('is there again as it was marked, and is not written anew for being looked at', async () => {
    const { text, field, written, pause } = await screen(marked)
    expect(text()).toContain('The camera hangs 5.0 m above the ground and looks 18° down.')
    expect(field('Width of the lens').value).toBe('80')
    await pause()
    expect(written).toEqual([])
  })

  it('is not written where nobody marked anything', async () => {
    const { type, written, pause } = await screen(null)
    await type('Width of the lens', '70')
    await pause()
    expect(written).toEqual([])
  })

  it('is kept once a person stops changing it, and at once when the screen is left', async () => {
    const { type, written, pause, wrapper, settled } = await screen(marked)
    await type('Upright 1, height', '1.8')
    await type('Upright 1, height', '1.85')
    expect(written).toEqual([])
    await pause()
    expect(written.map(({ marks }) => marks[0]?.length)).toEqual([1.85])
    await type('Upright 2, height', '2')
    wrapper.unmount()
    await settled()
    expect(written.map(({ marks }) => marks[1]?.length)).toEqual([1.75, 2])
  })

  it('says so when the disk takes nothing, and keeps what is on the screen', async () => {
    const { type, field, text, pause } = await screen(marked, {
      'perspective.keep': async () => fail({ kind: 'storage', why: 'full', file: '/site/devices/x' }),
    })
    await type('Upright 1, height', '1.9')
    await pause()
    expect(document.querySelector('[role=alert]')?.textContent).toMatch(/disk|space|full/i)
    expect([field('Upright 1, height').value, text().includes('The camera hangs')]).toEqual(['1.9', true])
  })

  it('fills nothing in before a camera follows from the marks', async () => {
    const { field, button, settled } = await screen({ ...marked, marks: marked.marks.slice(0, 1) })
    const rule = field('Rule') as unknown as HTMLSelectElement
    rule.value = 'analysis.perimeter'
    rule.dispatchEvent(new Event('change', { bubbles: true }))
    await settled()
    expect([button('Fill in the sizes').disabled, button('Review and write').disabled]).toEqual([true, true])
  })
})

import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, nextTick, shallowRef } from 'vue'
import { createI18n } from 'vue-i18n'
import LiveView from '#renderer/components/live/LiveView.vue'
import { liveMessages } from '#renderer/components/live/messages.ts'
import type { PreviewState, UseLivePreviewReturn } from '#renderer/composables/useLivePreview.ts'

const preview = shallowRef<PreviewState>({ state: 'opening', since: 0 })

vi.mock('#renderer/composables/useLivePreview.ts', () => ({
  useLivePreview: (): UseLivePreviewReturn => ({
    preview,
    isReduced: computed(() => preview.value.state === 'reduced'),
    offer: shallowRef(undefined),
    openAgain: () => undefined,
    attachVideo: () => undefined,
    attachImage: () => undefined,
  }),
}))

function shown(state: PreviewState) {
  preview.value = state
  const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { live: liveMessages } } })
  return mount(LiveView, {
    props: { target: { device: '159356', channel: 1, stream: 1 }, device: 'Dock 03 ramp' },
    global: { plugins: [i18n] },
  })
}

beforeEach(() => {
  vi.useFakeTimers({ now: 100_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the tag on the picture', () => {
  const live = { viewing: 'v', device: '159356', channel: 1, stream: 1, since: 0 } as const
  it.each<[PreviewState, string]>([
    [{ state: 'opening', since: 98_800 }, 'Opening, 1.2 s'],
    [{ state: 'playing', since: 0, behindMs: 212 }, 'Live, 212 ms behind'],
    [{ state: 'stalled', since: 97_000 }, 'Stalled 3 s, asks again'],
    [{ state: 'reduced', since: 0, picturesPerSecond: 2 }, 'Reduced, 2 a second'],
    [{ state: 'reduced', since: 0, picturesPerSecond: 2.46 }, 'Reduced, 2.5 a second'],
    [{ state: 'closed', since: 0, live: { ...live, state: 'closed', why: 'nobodyLooks' } }, 'Closed, nobody looks'],
    [{ state: 'closed', since: 0, live: { ...live, state: 'closed', why: 'refused' } }, 'Closed, sign in to see it'],
    [{ state: 'closed', since: 0 }, 'No picture'],
  ])('for %j reads “%s”', (state, words) => {
    expect(shown(state).find('figcaption').text()).toBe(words)
  })

  it.each<[PreviewState, string]>([
    [{ state: 'playing', since: 0, behindMs: 212, instead: { of: 'H.265', stream: 2 } }, 'Sub stream: this computer cannot play H.265'],
    [{ state: 'playing', since: 0, behindMs: 212, instead: { of: 'H.265', stream: 1 } }, 'Main stream: this computer cannot play H.265'],
    [{ state: 'playing', since: 0, behindMs: 212, instead: { of: 'H.265', stream: 4 } }, 'Stream 4: this computer cannot play H.265'],
    [{ state: 'reduced', since: 0, picturesPerSecond: 2, instead: { of: 'H.265' } }, 'This computer cannot play H.265'],
    [{ state: 'reduced', since: 0, picturesPerSecond: 2, instead: { of: '' } }, 'This computer cannot play this coding'],
  ])('for %j says why it is not what was asked for: “%s”', (state, words) => {
    expect(shown(state).find('figcaption .why').text()).toBe(words)
  })

  it('counts while a picture opens', async () => {
    const view = shown({ state: 'opening', since: 100_000 })
    await vi.advanceTimersByTimeAsync(2500)
    await nextTick()
    expect(view.find('figcaption').text()).toBe('Opening, 2.5 s')
  })

  it('is read aloud when the state changes, not when a number does', async () => {
    const view = shown({ state: 'playing', since: 0, behindMs: 212 })
    const before = view.find('[role=status]').text()
    preview.value = { state: 'playing', since: 0, behindMs: 180 }
    await nextTick()
    expect([before, view.find('[role=status]').text()]).toEqual(['The picture is live', 'The picture is live'])
    expect(view.find('figcaption').attributes('role')).toBeUndefined()
  })
})

describe('a picture that is old', () => {
  it('stays, greyed, while it stalls', () => {
    expect(shown({ state: 'stalled', since: 0 }).find('video').classes()).toContain('old')
    expect(shown({ state: 'playing', since: 0, behindMs: 200 }).find('video').classes()).not.toContain('old')
  })
})

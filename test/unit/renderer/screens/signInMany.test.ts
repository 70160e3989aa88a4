import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SignInOutcome } from '#common/ipc/contract.ts'
import SignInDialog from '#renderer/screens/devices/SignInDialog.vue'
import { device, hostWith, show, start } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({
  bridge: (await import('./siteHost.ts')).bridge,
}))

enableAutoUnmount(afterEach)
beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

const [dock, gate, yard] = [device(41, 'Dock'), device(42, 'Gate'), device(43, 'Yard')]
const outcomes: readonly SignInOutcome[] = [
  { device: dock.key },
  {
    device: gate.key,
    error: { kind: 'signIn', why: 'wrongPassword', attemptsLeft: 1 },
  },
  {
    device: yard.key,
    error: {
      kind: 'unreachable',
      why: 'timeout',
      address: '192.168.10.43',
      request: 'get deviceInfo',
    },
  },
]

describe('one account for many devices', () => {
  it('is tried once on each, and every answer is named', async () => {
    const many = vi.fn(async () => outcomes)
    hostWith([], { 'signIn.many': many })
    const { type, submit, text } = await show(SignInDialog, {
      devices: [dock, gate, yard],
    })
    await type('Password', 'sesame')
    await submit()
    expect(many.mock.calls).toEqual([[[dock.key, gate.key, yard.key], { user: 'admin', password: 'sesame' }]])
    const parts = [/1 of 3 signed in/, /Dock\s*Signed in/, /Gate.*not right.*−508/, /Yard.*took longer.*net\.timeout/]
    expect(parts.filter((part) => !part.test(text()))).toEqual([])
    expect(document.documentElement.outerHTML).not.toContain('sesame')
  })

  it('leaves out who is signed in to, gone, locked or without a first password, and says so', async () => {
    const many = vi.fn(async () => [{ device: dock.key }])
    hostWith([], { 'signIn.many': many })
    const { type, submit, text } = await show(SignInDialog, {
      devices: [
        dock,
        device(2, 'Ready one', 'ready', { signedInAs: 'anna' }),
        device(3, 'Gone one', 'gone'),
        device(4, 'Locked one', 'locked', { waitUntil: start + 1000 }),
        device(5, 'Fresh one', 'firstPassword'),
      ],
    })
    const parts = [/signed in as anna/, /it is gone/, /it is locked/, /first password of its own/]
    expect(parts.filter((part) => !part.test(text()))).toEqual([])
    await type('Password', 'sesame')
    await submit()
    expect(many.mock.calls).toEqual([[[dock.key], { user: 'admin', password: 'sesame' }]])
  })
})

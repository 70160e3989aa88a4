import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AccountsState } from '#common/accounts/accounts.ts'
import { fail } from '#common/errors/appError.ts'
import type { Handlers } from '#common/ipc/contract.ts'
import SignInDialog from '#renderer/screens/devices/SignInDialog.vue'
import SignInPanel from '#renderer/screens/devices/SignInPanel.vue'
import { useAccountsStore } from '#renderer/stores/accounts.ts'
import { device, hostWith, show } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({
  bridge: (await import('./siteHost.ts')).bridge,
}))

enableAutoUnmount(afterEach)
afterEach(() => document.body.replaceChildren())

const [gate, yard, dock] = [device(41, 'Gate'), device(42, 'Yard'), device(43, 'Dock')]
const memory: AccountsState = { keptIn: 'memory', canChoose: true, isLocked: false, accounts: [] }
const ofGate: AccountsState = { keptIn: 'keyStore', canChoose: false, isLocked: false, accounts: [{ device: gate.key, user: 'anna' }] }

async function shown(component: unknown, props: Record<string, unknown>, state: AccountsState, more: Partial<Handlers> = {}) {
  const host = hostWith([], { 'accounts.state': async () => state, ...more })
  const view = await show(component, props, '/devices', (pinia) => useAccountsStore(pinia).start())
  return { ...view, host }
}

describe('a device whose account is remembered', () => {
  it('is signed in to with one press, and not before', async () => {
    const remembered = vi.fn(async () => [{ device: gate.key }])
    const { press } = await shown(SignInPanel, { device: gate }, ofGate, { 'signIn.remembered': remembered })
    expect(remembered).not.toHaveBeenCalled()
    await press('Sign in as anna')
    expect(remembered.mock.calls).toEqual([[[gate.key]]])
  })

  it('says why the remembered account was refused, and takes another', async () => {
    const many = vi.fn(async () => [{ device: gate.key }])
    const { press, type, submit, text } = await shown(SignInPanel, { device: gate }, ofGate, {
      'signIn.remembered': async () => [{ device: gate.key, error: { kind: 'signIn', why: 'wrongPassword', attemptsLeft: 1 } }],
      'signIn.many': many,
    })
    await press('Sign in as anna')
    expect(text()).toContain('The password is not right.')
    await type('Password', 'sesame')
    await submit()
    expect(many.mock.calls).toEqual([[[gate.key], { user: 'admin', password: 'sesame' }]])
  })

  it('lets go of it on request', async () => {
    const forget = vi.fn(async () => null)
    const { press, host, text, settled } = await shown(SignInPanel, { device: gate }, ofGate, { 'accounts.forget': forget })
    await press('Forget this account')
    expect(forget.mock.calls).toEqual([[[gate.key]]])
    host.emit('accounts.changed', { ...ofGate, accounts: [] })
    await settled()
    expect(text()).not.toContain('Sign in as anna')
  })

  it('is given its first password by hand: what was remembered was for the device it was before', async () => {
    const { text } = await shown(SignInPanel, { device: { ...gate, state: 'firstPassword' } }, ofGate)
    expect(text()).not.toContain('Sign in as anna')
  })
})

describe('ticking “Remember”', () => {
  it.each([
    ['Remember on this computer', 'Locked by the key store', ofGate],
    ['Remember on this computer', 'In the file under your passphrase', { ...memory, keptIn: 'file' }],
    ['Remember until Sightline ends', 'offers a file under a passphrase', memory],
    ['Remember until Sightline ends', 'has no key store', { ...memory, canChoose: false, withoutKeyStore: 'none' }],
    ['Remember until Sightline ends', 'no password manager', { ...memory, canChoose: false, withoutKeyStore: 'hidesNothing' }],
  ] as const)('says “%s”, for “%s”, and goes with the account', async (label, hint, state) => {
    const many = vi.fn(async () => [{ device: yard.key }])
    const { field, type, submit, text } = await shown(SignInPanel, { device: yard }, state, { 'signIn.many': many })
    expect(text()).toContain(hint)
    field(label).click()
    await type('Password', 'sesame')
    await submit()
    expect(many.mock.calls).toEqual([[[yard.key], { user: 'admin', password: 'sesame', remember: true }]])
  })

  it('is not offered while what is remembered cannot be read', async () => {
    await shown(SignInPanel, { device: yard }, { ...ofGate, trouble: { kind: 'vault', why: 'keyStore' } })
    expect(document.querySelector('input[type=checkbox]')).toBeNull()
  })
})

describe('a locked file', () => {
  const locked: AccountsState = { ...memory, keptIn: 'file', isLocked: true }

  it('is unlocked where one signs in, and the passphrase stays nowhere', async () => {
    const unlock = vi.fn(async () => null)
    const { type, press, host, settled, button } = await shown(SignInPanel, { device: gate }, locked, { 'accounts.unlock': unlock })
    expect(document.querySelector('input[type=checkbox]')).toBeNull()
    await type('Passphrase', 'Birken & Möwen')
    await press('Unlock accounts')
    expect(unlock.mock.calls).toEqual([['Birken & Möwen']])
    expect(document.documentElement.outerHTML).not.toContain('Birken')
    expect([...document.querySelectorAll('input')].map(({ value }) => value)).not.toContain('Birken & Möwen')
    host.emit('accounts.changed', { ...locked, isLocked: false, accounts: ofGate.accounts })
    await settled()
    expect(button('Sign in as anna')).toBeTruthy()
  })

  it('says when it was the wrong passphrase', async () => {
    const { type, press, text } = await shown(SignInPanel, { device: gate }, locked, {
      'accounts.unlock': async () => fail({ kind: 'vault', why: 'wrongPassphrase' }),
    })
    await type('Passphrase', 'Birken')
    await press('Unlock accounts')
    expect(text()).toContain('This is not the passphrase')
    expect(text()).toContain('account.wrongPassphrase')
  })
})

describe('many devices', () => {
  it('are signed in to as remembered, those that are, with one press', async () => {
    const remembered = vi.fn(async () => [{ device: gate.key }])
    const { press, text } = await shown(SignInDialog, { devices: [gate, yard] }, ofGate, { 'signIn.remembered': remembered })
    await press('Sign in to 1 device as remembered')
    expect(remembered.mock.calls).toEqual([[[gate.key]]])
    expect(text()).toContain('1 of 1 signed in')
  })

  it('whose account could not be remembered are signed in, and named', async () => {
    const { type, submit, text } = await shown(SignInDialog, { devices: [yard, dock] }, ofGate, {
      'signIn.many': async () => [
        { device: yard.key, notRemembered: { kind: 'vault', why: 'keyStore' } },
        { device: dock.key, notRemembered: { kind: 'vault', why: 'keyStore' } },
      ],
    })
    await type('Password', 'sesame')
    await submit()
    expect(text()).toContain('2 of 2 signed in')
    expect(text()).toMatch(/Yard\s*Signed in, but not remembered\. The key store of this computer does not open/)
  })
})

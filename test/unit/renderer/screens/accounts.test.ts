import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AccountsState } from '#common/accounts/accounts.ts'
import { fail } from '#common/errors/appError.ts'
import type { Handlers } from '#common/ipc/contract.ts'
import AccountsScreen from '#renderer/screens/accounts/AccountsScreen.vue'
import { useAccountsStore } from '#renderer/stores/accounts.ts'
import { useDevicesStore } from '#renderer/stores/devices.ts'
import { device, hostWith, setWindow, show } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({
  bridge: (await import('./siteHost.ts')).bridge,
}))

enableAutoUnmount(afterEach)
afterEach(() => document.body.replaceChildren())

const gate = device(41, 'Gate')
const memory: AccountsState = { keptIn: 'memory', canChoose: true, isLocked: false, accounts: [] }
const file: AccountsState = { ...memory, keptIn: 'file', accounts: [{ device: gate.key, user: 'anna' }] }
const passphrase = 'Birken & Möwen'

async function screen(state: AccountsState, more: Partial<Handlers> = {}) {
  setWindow()
  const host = hostWith([gate], { 'accounts.state': async () => state, ...more })
  const view = await show(AccountsScreen, {}, '/devices', (pinia) =>
    Promise.all([useAccountsStore(pinia).start(), useDevicesStore(pinia).start()]),
  )
  return { ...view, host }
}

describe('where accounts are remembered', () => {
  it.each([
    ['Locked by the key store of this computer', { ...file, keptIn: 'keyStore', canChoose: false }],
    ['Open until Sightline ends or you lock it', file],
    ['Nothing of an account is written to the disk', memory],
    ['This computer has no key store', { ...memory, canChoose: false, withoutKeyStore: 'none' }],
    ['hides nothing', { ...memory, canChoose: false, withoutKeyStore: 'hidesNothing' }],
    ['Remembered accounts are locked', { ...file, isLocked: true, accounts: [] }],
    ['does not open what it locked', { ...memory, keptIn: 'keyStore', canChoose: false, trouble: { kind: 'vault', why: 'keyStore' } }],
  ] as const)('is said plainly: %s', async (words, state) => {
    const { text } = await screen(state)
    expect(text()).toContain(words)
  })

  it('is chosen where there is a choice: a file under a passphrase typed twice, which stays nowhere', async () => {
    const keepInFile = vi.fn(async () => null)
    const { field, type, press, settled } = await screen(memory, { 'accounts.keepInFile': keepInFile })
    field('In a file under a passphrase').click()
    await settled()
    await type('Passphrase', passphrase)
    await type('Passphrase again', `${passphrase}x`)
    expect(document.querySelector<HTMLButtonElement>('form button[type=submit]')?.disabled).toBe(true)
    await type('Passphrase again', passphrase)
    await press('Make the file')
    expect(keepInFile.mock.calls).toEqual([[passphrase]])
    expect(document.documentElement.outerHTML).not.toContain('Birken')
  })

  it('may not be a short passphrase', async () => {
    const { field, type, settled } = await screen(memory)
    field('In a file under a passphrase').click()
    await settled()
    await type('Passphrase', 'elevensigns')
    await type('Passphrase again', 'elevensigns')
    expect(document.querySelector<HTMLButtonElement>('form button[type=submit]')?.disabled).toBe(true)
  })

  it('goes back to memory, and the file is removed, when a person says so', async () => {
    const keepInMemory = vi.fn(async () => null)
    const { field, press, settled } = await screen(file, { 'accounts.keepInMemory': keepInMemory })
    field('In memory, until Sightline ends').click()
    await settled()
    expect(keepInMemory).not.toHaveBeenCalled()
    await press('Remove the file')
    expect(keepInMemory).toHaveBeenCalledOnce()
  })

  it('is locked before its time, or given another passphrase', async () => {
    const lock = vi.fn(async () => null)
    const keepInFile = vi.fn(async () => null)
    const { press, type } = await screen(file, { 'accounts.lock': lock, 'accounts.keepInFile': keepInFile })
    await press('Lock now')
    expect(lock).toHaveBeenCalledOnce()
    await press('Change the passphrase')
    await type('Passphrase', passphrase)
    await type('Passphrase again', passphrase)
    await press('Change the passphrase')
    expect(keepInFile.mock.calls).toEqual([[passphrase]])
  })

  it('says why a deed failed', async () => {
    const { press, text } = await screen(file, { 'accounts.lock': async () => fail({ kind: 'vault', why: 'noFile' }) })
    await press('Lock now')
    expect(text()).toContain('account.noFile')
  })
})

describe('remembered accounts', () => {
  it('are shown with device and user, also of a device that is not at this site', async () => {
    const { text } = await screen({ ...file, accounts: [...file.accounts, { device: '001c27000099', user: 'boris' }] })
    expect(text()).toMatch(/2 remembered/)
    expect(text()).toMatch(/Gate\s*192\.168\.10\.41\s*anna/)
    expect(text()).toMatch(/001c27000099\s*not at this site\s*boris/)
  })

  it('are forgotten one by one', async () => {
    const forget = vi.fn(async () => null)
    const { field, press, settled } = await screen(file, { 'accounts.forget': forget })
    field('Choose the account of Gate').click()
    await settled()
    await press('Forget 1 account')
    expect(forget.mock.calls).toEqual([[[gate.key]]])
  })

  it('are forgotten all at once, after a question', async () => {
    const forget = vi.fn(async () => null)
    const { press, text } = await screen({ ...file, isLocked: true, accounts: [] }, { 'accounts.forget': forget })
    await press('Forget all')
    expect(forget).not.toHaveBeenCalled()
    expect(text()).toContain('The devices keep their passwords')
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('.dialog .foot button')]
    buttons.find((one) => one.textContent?.trim() === 'Forget all')?.click()
    expect(forget.mock.calls).toEqual([[null]])
  })

  it('that do not exist are no empty page', async () => {
    const { text } = await screen(memory)
    expect(text()).toContain('No account is remembered')
    expect(text()).not.toContain('Forget all')
  })
})

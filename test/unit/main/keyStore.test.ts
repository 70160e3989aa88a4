import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openVault } from '#main/keyStore.ts'
import { keyStore } from '#test/support/fakeElectron.ts'

vi.mock('electron', () => import('#test/support/fakeElectron.ts'))

const device = '001c27000001'
const account = { user: 'anna', password: 'Garten&Tür=1' }

let folder: string
const file = () => join(folder, 'accounts.json')
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-key-store-'))
})
afterEach(async () => {
  Object.assign(keyStore, { isThere: true, backend: 'gnome_libsecret', isBroken: false })
  await rm(folder, { recursive: true, force: true })
})

async function open(platform: NodeJS.Platform = 'linux') {
  const vault = await openVault(file(), platform)
  await vault.start()
  return vault
}

describe('the desktop remembers accounts', () => {
  it('in a file that the key store of the system opens', async () => {
    await (await open()).keep(new Map([[device, account]]))
    expect(await readFile(file(), 'utf8')).not.toMatch(/anna|Garten/)
    const vault = await open()
    expect(vault.state()).toMatchObject({ keptIn: 'keyStore', canChoose: false })
    expect(vault.accountOf(device)).toEqual(account)
  })

  it.each([
    ['the system has no key store', { isThere: false }, 'win32', 'none'],
    [
      'Linux has no password manager, and Electron would encrypt with a password everybody knows',
      { backend: 'basic_text' },
      'linux',
      'hidesNothing',
    ],
  ] as const)('in memory only where %s, and says so', async (_case, store, platform, why) => {
    Object.assign(keyStore, store)
    const vault = await open(platform)
    await vault.keep(new Map([[device, account]]))
    expect(vault.state()).toMatchObject({ keptIn: 'memory', withoutKeyStore: why, canChoose: false })
    await expect(readFile(file(), 'utf8')).rejects.toThrow('ENOENT')
  })

  it('and starts all the same when the key store does not open the file', async () => {
    await (await open()).keep(new Map([[device, account]]))
    keyStore.isBroken = true
    expect((await open()).state()).toMatchObject({ accounts: [], trouble: { kind: 'vault', why: 'keyStore' } })
  })
})

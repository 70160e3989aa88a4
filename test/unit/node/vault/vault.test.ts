import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { createKeyStoreFile, type KeyStore } from '#node/vault/keyStoreFile.ts'
import { createPassphraseFile } from '#node/vault/passphraseFile.ts'
import { createVault, type Vault } from '#node/vault/vault.ts'

const [gate, yard] = ['001c27000001', '001c27000002']
const anna = { user: 'anna', password: 'Garten&Tür=1' }
const boris = { user: 'boris', password: 'x"\\\n\u2028%41' }
const passphrase = 'Möwen über Birken'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-vault-'))
  file = join(folder, 'deep', 'accounts.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function errorOf(work: Promise<unknown>): Promise<AppError> {
  return work.then(() => expect.unreachable(), toAppError)
}

/** A host's vault over a file under a passphrase, as after a start of the program. */
async function webVault(): Promise<Vault> {
  const vault = createVault({ file: createPassphraseFile(file, { N: 1024, r: 8, p: 1 }) })
  await vault.start()
  return vault
}

const turned: KeyStore = {
  encrypt: (text) => Promise.resolve(Buffer.from(text).map((byte) => byte ^ 0x5a)),
  decrypt: (sealed) => Promise.resolve(Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString()),
}

async function desktopVault(keyStore: KeyStore = turned): Promise<Vault> {
  const vault = createVault({ keyStore: createKeyStoreFile(file, keyStore) })
  await vault.start()
  return vault
}

const isThere = () =>
  stat(file).then(
    () => true,
    () => false,
  )

describe('in memory', () => {
  it('accounts are remembered until the end, and nothing is on a disk', async () => {
    const vault = await webVault()
    await vault.keep(new Map([[gate, anna]]))
    expect(vault.accountOf(gate)).toEqual(anna)
    expect(vault.state()).toEqual({ keptIn: 'memory', canChoose: true, isLocked: false, accounts: [{ device: gate, user: 'anna' }] })
    expect(await isThere()).toBe(false)
    expect((await webVault()).state().accounts).toEqual([])
  })

  it('an account goes away on request, one or all', async () => {
    const vault = createVault()
    await vault.keep(
      new Map([
        [gate, anna],
        [yard, boris],
      ]),
    )
    await vault.forget([gate])
    expect(vault.state().accounts).toEqual([{ device: yard, user: 'boris' }])
    expect(() => vault.accountOf(gate)).toThrow('vault')
    await vault.forget('all')
    expect(vault.state().accounts).toEqual([])
  })

  it('there is no file to unlock or to make where a host offers none', async () => {
    const vault = createVault({ withoutKeyStore: 'none' })
    expect(vault.state()).toEqual({ keptIn: 'memory', withoutKeyStore: 'none', canChoose: false, isLocked: false, accounts: [] })
    expect(await errorOf(vault.unlock(passphrase))).toMatchObject({ why: 'noFile' })
    expect(await errorOf(vault.keepInFile(passphrase))).toMatchObject({ why: 'noFile' })
  })
})

describe('in a file under a passphrase', () => {
  it('accounts wait locked at the next start, and come back with the passphrase', async () => {
    const before = await webVault()
    await before.keep(new Map([[gate, anna]]))
    await before.keepInFile(passphrase)
    await before.keep(new Map([[yard, boris]]))
    const vault = await webVault()
    expect(vault.state()).toEqual({ keptIn: 'file', canChoose: true, isLocked: true, accounts: [] })
    expect(() => vault.accountOf(gate)).toThrow('vault')
    expect(await errorOf(vault.unlock('not this one'))).toEqual({ kind: 'vault', why: 'wrongPassphrase' })
    expect(vault.state().isLocked).toBe(true)
    await vault.unlock(passphrase)
    expect([vault.accountOf(gate), vault.accountOf(yard)]).toEqual([anna, boris])
    expect(vault.state()).toMatchObject({ isLocked: false, accounts: [{ user: 'anna' }, { user: 'boris' }] })
  })

  it('nothing can be read in it, and nobody else may', async () => {
    const vault = await webVault()
    await vault.keepInFile(passphrase)
    const empty = await readFile(file, 'utf8')
    await vault.keep(new Map([[gate, anna]]))
    const text = await readFile(file, 'utf8')
    for (const part of [gate, 'anna', 'Garten', Buffer.from('anna:Garten&Tür=1').toString('base64'), passphrase])
      expect(text).not.toContain(part)
    expect(text).toHaveLength(empty.length)
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('locking forgets what memory held', async () => {
    const vault = await webVault()
    await vault.keepInFile(passphrase)
    await vault.keep(new Map([[gate, anna]]))
    await vault.lock()
    expect(vault.state()).toMatchObject({ isLocked: true, accounts: [] })
    expect(await errorOf(vault.keep(new Map([[yard, boris]])))).toMatchObject({ why: 'locked' })
    expect(await errorOf(vault.forget([gate]))).toMatchObject({ why: 'locked' })
    expect(await errorOf(vault.keepInMemory())).toMatchObject({ why: 'locked' })
  })

  it('it can be given another passphrase, and the old one opens nothing any more', async () => {
    const vault = await webVault()
    await vault.keepInFile(passphrase)
    await vault.keep(new Map([[gate, anna]]))
    await vault.keepInFile('another passphrase')
    const next = await webVault()
    expect(await errorOf(next.unlock(passphrase))).toMatchObject({ why: 'wrongPassphrase' })
    await next.unlock('another passphrase')
    expect(next.accountOf(gate)).toEqual(anna)
  })

  it('it goes when a person wants memory instead, and the accounts stay until the end', async () => {
    const vault = await webVault()
    await vault.keepInFile(passphrase)
    await vault.keep(new Map([[gate, anna]]))
    await vault.keepInMemory()
    expect(await isThere()).toBe(false)
    expect(vault.state()).toMatchObject({ keptIn: 'memory', accounts: [{ user: 'anna' }] })
  })

  it('forgetting all removes it without its passphrase', async () => {
    await (await webVault()).keepInFile(passphrase)
    const vault = await webVault()
    await vault.forget('all')
    expect(await isThere()).toBe(false)
    expect(vault.state()).toMatchObject({ keptIn: 'memory', isLocked: false })
  })

  it('what a second host wrote there is kept', async () => {
    const one = await webVault()
    await one.keepInFile(passphrase)
    const two = await webVault()
    await two.unlock(passphrase)
    await two.keep(new Map([[gate, anna]]))
    await one.keep(new Map([[yard, boris]]))
    expect([one.accountOf(gate), one.accountOf(yard)]).toEqual([anna, boris])
  })

  it('a file a second host removed or locked anew is not made again behind its back', async () => {
    const one = await webVault()
    await one.keepInFile(passphrase)
    await one.keep(new Map([[gate, anna]]))
    const two = await webVault()
    await two.unlock(passphrase)
    await two.keepInFile('another passphrase')
    expect(await errorOf(one.keep(new Map([[yard, boris]])))).toMatchObject({ why: 'locked' })
    expect(one.state()).toMatchObject({ isLocked: true, accounts: [] })
    await two.forget('all')
    expect(await errorOf(one.keep(new Map([[yard, boris]])))).toMatchObject({ why: 'noFile' })
    expect(one.state()).toMatchObject({ keptIn: 'memory', accounts: [] })
    expect(await isThere()).toBe(false)
  })

  it('a file a second host made meanwhile is not written over', async () => {
    const one = await webVault()
    await one.keep(new Map([[gate, anna]]))
    await (await webVault()).keepInFile(passphrase)
    expect(await errorOf(one.keepInFile('another passphrase'))).toMatchObject({ why: 'locked' })
    await (await webVault()).unlock(passphrase)
  })

  it('a damaged file is told when it is opened, and stays as it is', async () => {
    await (await webVault()).keepInFile(passphrase)
    await writeFile(file, (await readFile(file, 'utf8')).replace('"data": "', '"data": "AAAA'))
    const broken = await readFile(file, 'utf8')
    const vault = await webVault()
    expect(await errorOf(vault.unlock(passphrase))).toEqual({ kind: 'vault', why: 'damaged' })
    expect(await readFile(file, 'utf8')).toBe(broken)
  })

  it('a disk that refuses leaves what was remembered as it was', async () => {
    const vault = await webVault()
    await vault.keep(new Map([[gate, anna]]))
    await writeFile(join(folder, 'deep'), 'a file where a folder must be')
    expect(await errorOf(vault.keepInFile(passphrase))).toMatchObject({ kind: 'storage' })
    expect(vault.state()).toMatchObject({ keptIn: 'memory', accounts: [{ user: 'anna' }] })
    expect((await webVault()).state()).toMatchObject({ keptIn: 'memory', trouble: { kind: 'storage' } })
  })
})

describe('under the key store of the system', () => {
  it('accounts are there at the next start, and nothing can be read in the file', async () => {
    await (await desktopVault()).keep(new Map([[gate, anna]]))
    expect(await readFile(file, 'utf8')).not.toMatch(/anna|Garten|001c27000001/)
    const vault = await desktopVault()
    expect(vault.state()).toEqual({ keptIn: 'keyStore', canChoose: false, isLocked: false, accounts: [{ device: gate, user: 'anna' }] })
    expect(vault.accountOf(gate)).toEqual(anna)
  })

  it('a key store that does not open it is told without what it threw, and the file is left alone until all are forgotten', async () => {
    await (await desktopVault()).keep(new Map([[gate, anna]]))
    const kept = await readFile(file, 'utf8')
    const vault = await desktopVault({ ...turned, decrypt: () => Promise.reject(new Error('Garten&Tür=1')) })
    expect(vault.state()).toMatchObject({ accounts: [], trouble: { kind: 'vault', why: 'keyStore' } })
    expect(await errorOf(vault.keep(new Map([[yard, boris]])))).toEqual({ kind: 'vault', why: 'keyStore' })
    expect(await readFile(file, 'utf8')).toBe(kept)
    await vault.forget('all')
    await vault.keep(new Map([[yard, boris]]))
    expect(vault.state()).not.toHaveProperty('trouble')
  })

  it.each([
    ['damaged', '{"format":"sightline-accounts-of-this-user","version":1}'],
    ['damaged', 'not JSON'],
    ['newer', '{"format":"sightline-accounts-of-this-user","version":2}'],
  ])('a file that is %s is told and not written over', async (why, text) => {
    await (await desktopVault()).keep(new Map([[gate, anna]]))
    await writeFile(file, text)
    const vault = await desktopVault()
    expect(vault.state().trouble).toEqual({ kind: 'vault', why })
    expect(await errorOf(vault.keep(new Map([[yard, boris]])))).toMatchObject({ why })
    expect(await readFile(file, 'utf8')).toBe(text)
  })
})

describe('whoever watches', () => {
  it('is told after each deed how it stands, and never a password', async () => {
    const vault = await webVault()
    const told = vi.fn()
    vault.watch(told)
    await vault.keep(new Map([[gate, anna]]))
    await vault.keepInFile(passphrase)
    await vault.lock()
    await errorOf(vault.unlock('wrong'))
    await vault.unlock(passphrase)
    expect(
      told.mock.calls.map(([state]) => [(state as ReturnType<Vault['state']>).keptIn, (state as ReturnType<Vault['state']>).isLocked]),
    ).toEqual([
      ['memory', false],
      ['file', false],
      ['file', true],
      ['file', true],
      ['file', false],
    ])
    expect(JSON.stringify(told.mock.calls)).not.toMatch(/Garten|Birken/)
  })
})

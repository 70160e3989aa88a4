import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeviceKey } from '#common/device/device.ts'
import { createPassphraseFile } from '#node/vault/passphraseFile.ts'
import { createVault } from '#node/vault/vault.ts'
import { profiles } from '#simulator/profiles.ts'
import { startApp, type StartedApp } from '#test/support/startedApp.ts'
import { startVirtualDevice, type StartedDevice } from '#test/support/virtualDevice.ts'
import { closeAll, closeLater, rowOf } from './bench.ts'

const account = { user: 'admin', password: 'Rechts&Geheim=1 %/+' }
const passphrase = 'Birken & Möwen = 12'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-remembered-'))
})
afterEach(async () => {
  await closeAll()
  await rm(folder, { recursive: true, force: true })
})

/** The application as the web host starts it: accounts in memory, or in a file beside the site once somebody wants that. */
async function start(): Promise<StartedApp> {
  const vault = createVault({ file: createPassphraseFile(join(folder, 'own', 'accounts.json'), { N: 1024, r: 8, p: 1 }) })
  return closeLater(await startApp(join(folder, 'site'), undefined, undefined, vault))
}

interface Remembered {
  readonly app: StartedApp
  readonly device: StartedDevice
  readonly key: DeviceKey
}

async function signedIn(more: { readonly remember?: boolean } = {}): Promise<Remembered> {
  const device = closeLater(await startVirtualDevice({ account }))
  const app = await start()
  const { key } = await app.handlers['search.addByHand'](device.endpoint)
  expect(await app.handlers['signIn.many']([key], { ...account, ...more })).toEqual([{ device: key }])
  return { app, device, key }
}

describe('an account', () => {
  it('is remembered only when a person wants it', async () => {
    const { app, key } = await signedIn()
    expect((await app.handlers['accounts.state']()).accounts).toEqual([])
    expect(await app.handlers['signIn.remembered']([key])).toMatchObject([{ device: key, error: { kind: 'vault', why: 'notRemembered' } }])
  })

  it('is remembered only once the device has taken it', async () => {
    const device = closeLater(await startVirtualDevice({ account }))
    const app = await start()
    const { key } = await app.handlers['search.addByHand'](device.endpoint)
    const [refused] = await app.handlers['signIn.many']([key], { user: 'admin', password: 'Falsch&Geheim=2', remember: true })
    expect(refused?.error).toMatchObject({ kind: 'signIn' })
    expect((await app.handlers['accounts.state']()).accounts).toEqual([])
  })

  it('signs in again with one call, and never by itself', async () => {
    const bench = await signedIn({ remember: true })
    const { app, key } = bench
    await app.handlers['signIn.out'](key)
    expect(await rowOf(bench)).not.toHaveProperty('signedInAs')
    expect(await app.handlers['signIn.remembered']([key])).toEqual([{ device: key }])
    expect(await rowOf(bench)).toMatchObject({ signedInAs: 'admin' })
  })

  it('given as a first password is remembered too', async () => {
    const device = closeLater(await startVirtualDevice({ profile: profiles['ipc-new'] }))
    const app = await start()
    const { key } = await app.handlers['search.addByHand'](device.endpoint)
    await app.handlers['signIn.firstPassword'](key, { ...account, remember: true })
    await app.handlers['signIn.out'](key)
    expect(await app.handlers['signIn.remembered']([key])).toEqual([{ device: key }])
  })

  it('that a device does not take any more counts like any other, and is not tried again by itself', async () => {
    const { app, device, key } = await signedIn({ remember: true })
    await app.handlers['signIn.out'](key)
    device.device.quirks.add('passwordChanged:other-5678')
    const errors = []
    for (let tries = 0; tries < 3; tries += 1) errors.push((await app.handlers['signIn.remembered']([key]))[0]?.error?.kind)
    expect(errors).toEqual(['signIn', 'signIn', 'budget'])
  })

  it('goes with the device that is forgotten', async () => {
    const { app, key } = await signedIn({ remember: true })
    await app.handlers['devices.forget'](key)
    expect((await app.handlers['accounts.state']()).accounts).toEqual([])
  })
})

describe('at the next start', () => {
  it('what was in memory is gone', async () => {
    const { app, key } = await signedIn({ remember: true })
    await app.close()
    expect(await (await start()).handlers['signIn.remembered']([key])).toMatchObject([{ error: { why: 'notRemembered' } }])
  })

  it('nobody is signed in: a file waits for its passphrase, a device for a person', async () => {
    const bench = await signedIn({ remember: true })
    await bench.app.handlers['accounts.keepInFile'](passphrase)
    await bench.app.close()
    const app = await start()
    const { key } = bench
    expect(await app.handlers['accounts.state']()).toEqual({ keptIn: 'file', canChoose: true, isLocked: true, accounts: [] })
    expect(await app.handlers['signIn.remembered']([key])).toMatchObject([{ error: { kind: 'vault', why: 'locked' } }])
    await app.handlers['accounts.unlock'](passphrase)
    expect(app.told.at(-1)).toEqual({
      name: 'accounts.changed',
      payload: { keptIn: 'file', canChoose: true, isLocked: false, accounts: [{ device: key, user: 'admin' }] },
    })
    expect(await rowOf({ ...bench, app })).not.toHaveProperty('signedInAs')
    expect(await app.handlers['signIn.remembered']([key])).toEqual([{ device: key }])
  })
})

describe('when it cannot be remembered', () => {
  it('the sign-in holds, and the reason is told with it', async () => {
    const bench = await signedIn({ remember: true })
    const { app, key } = bench
    await app.handlers['accounts.keepInFile'](passphrase)
    await app.handlers['accounts.lock']()
    expect(await app.handlers['signIn.many']([key], { ...account, remember: true })).toEqual([
      { device: key, notRemembered: { kind: 'vault', why: 'locked' } },
    ])
    expect(await rowOf(bench)).toMatchObject({ signedInAs: 'admin' })
  })
})

describe('secrets', () => {
  const planted = [account.password, passphrase, 'Geheim', 'Birken']
  const forms = [...planted, ...planted.map(encodeURIComponent), ...planted.map((text) => JSON.stringify(text).slice(1, -1))].concat(
    Buffer.from(`${account.user}:${account.password}`).toString('base64'),
    Buffer.from(account.password).toString('base64'),
    Buffer.from(passphrase).toString('base64').slice(0, 20),
  )

  it('are in no file, event, answer or error, after everything that can be done with them', async () => {
    const { app, key } = await signedIn({ remember: true })
    const answers: unknown[] = []
    const note = async (work: Promise<unknown>) => answers.push(await work.catch((thrown: unknown) => thrown))
    await note(app.handlers['accounts.keepInFile'](passphrase))
    await note(app.handlers['accounts.lock']())
    await note(app.handlers['accounts.unlock'](`${passphrase}!`))
    await note(app.handlers['accounts.unlock'](passphrase))
    await note(app.handlers['signIn.remembered']([key]))
    await note(app.handlers['signIn.many']([key], { ...account, password: `${account.password}x`, remember: true }))
    await note(app.handlers['accounts.state']())
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    expect(files.some((file) => file.endsWith('accounts.json'))).toBe(true)
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
    const left = [
      ...texts,
      JSON.stringify([app.told, answers, await app.handlers['devices.list'](), await app.handlers['journal.list'](null)]),
    ]
    expect(left.join('').length).toBeGreaterThan(2000)
    expect(forms.filter((form) => left.some((text) => text.includes(form)))).toEqual([])
    expect((await readdir(join(folder, 'site'), { recursive: true })).filter((name) => name.includes('accounts'))).toEqual([])
  })
})

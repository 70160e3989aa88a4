import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { createPassphraseFile } from '#node/vault/passphraseFile.ts'
import { createVault } from '#node/vault/vault.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'

const account = { user: 'admin', password: 'Rechts&Geheim="1" %/+' }
const passphrase = 'Birken & Möwen = 12'

let desk: Desk
let page: Page
let own: string
/** Everything that crossed between page and host, in order. */
const sent: string[] = []
const received: string[] = []
const said: string[] = []
/** What devices were shown of the account. */
const shown = new Set<string>()

beforeAll(async () => {
  own = await mkdtemp(join(tmpdir(), 'sightline-own-'))
  const vault = createVault({ file: createPassphraseFile(join(own, 'accounts.json'), { N: 1024, r: 8, p: 1 }) })
  desk = await startDesk({ base: '127.26.0.0', kinds: ['ipc', 'lite'], account, vault })
  page = desk.page
  for (const { device } of desk.site.devices) {
    const answer = device.answer.bind(device)
    vi.spyOn(device, 'answer').mockImplementation((request) => {
      for (const [, response] of (request.authorization ?? '').matchAll(/response="([0-9a-f]+)"/g)) if (response) shown.add(response)
      return answer(request)
    })
  }
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => sent.push(payload.toString('utf8')))
    socket.on('framereceived', ({ payload }) => received.push(payload.toString('utf8')))
  })
  page.on('console', (message) => said.push(message.text()))
  await page.reload()
  await desk.row(desk.addressOf(2)).waitFor()
})

afterAll(async () => {
  await desk.close()
  await rm(own, { recursive: true, force: true })
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).last()
const place = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click()

function secrets(): readonly string[] {
  const plain = [account.password, passphrase, 'Geheim', 'Birken']
  return [
    ...plain,
    ...plain.map(encodeURIComponent),
    ...plain.map((text) => JSON.stringify(text).slice(1, -1)),
    Buffer.from(account.password).toString('base64'),
    Buffer.from(`${account.user}:${account.password}`).toString('base64'),
    Buffer.from(passphrase).toString('base64').slice(0, 20),
    ...shown,
  ]
}

const foundIn = (texts: readonly string[]) => secrets().filter((secret) => texts.some((text) => text.includes(secret)))

/** Everything of the page in which a secret could be left, fields included. */
async function pageText(): Promise<readonly string[]> {
  return page.evaluate(() => [
    document.documentElement.outerHTML,
    JSON.stringify(localStorage),
    JSON.stringify(sessionStorage),
    location.href,
    document.cookie,
    JSON.stringify(history.state),
    [...document.querySelectorAll('input')].map(({ value }) => value).join('\n'),
  ])
}

describe('accounts on a computer without a key store', () => {
  it('are kept in a file once a person gives it a passphrase', async () => {
    await place('Accounts')
    await page.getByRole('heading', { name: 'Accounts' }).waitFor()
    await desk.shoot('accounts-memory')
    await page.getByRole('radio', { name: 'In a file under a passphrase' }).check()
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
    await page.getByLabel('Passphrase again').fill(passphrase)
    await desk.shoot('accounts-passphrase')
    await button('Make the file').click()
    await button('Lock now').waitFor()
    expect(foundIn(await pageText())).toEqual([])
  })

  it.each([1, 2])('are remembered when that is ticked: device %i', async (index) => {
    await place('Devices')
    await desk.row(desk.addressOf(index)).click()
    await page.getByLabel('Password', { exact: true }).fill(account.password)
    await page.getByRole('checkbox', { name: 'Remember on this computer' }).check()
    await desk.shoot(`accounts-tick-${index}`)
    await button('Sign in').click()
    await page.getByText(/Live, \d+ ms behind|Reduced/).waitFor()
    expect(foundIn(await pageText())).toEqual([])
  })

  it('are shown with device and user, and locked by hand', async () => {
    await place('Accounts')
    await page.getByText('2 remembered').waitFor()
    await desk.shoot('accounts-file')
    await button('Lock now').click()
    await page.getByText('Remembered accounts are locked').waitFor()
    await desk.shoot('accounts-locked')
  })

  it('sign in with one press, after the passphrase and not before', async () => {
    await place('Devices')
    await desk.row(desk.addressOf(1)).click()
    await button('More for this device').click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByText('Remembered accounts are locked').waitFor()
    await desk.shoot('sign-in-locked')
    await page.getByLabel('Passphrase', { exact: true }).fill('not this one')
    await button('Unlock accounts').click()
    await page.getByText('This is not the passphrase').waitFor()
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
    await page.keyboard.press('Enter')
    await button('Sign in as admin').waitFor()
    await desk.shoot('sign-in-remembered')
    await button('Sign in as admin').click()
    await page.getByText(/Live, \d+ ms behind|Reduced/).waitFor()
  })

  it('are forgotten on request', async () => {
    await place('Accounts')
    await page
      .getByRole('checkbox', { name: /^Choose the account of/ })
      .first()
      .check()
    await desk.shoot('accounts-chosen')
    await button('Forget 1 account').click()
    await page.getByText('1 remembered').waitFor()
    await button('Forget all').click()
    await desk.shoot('accounts-forget-all')
    await page.getByRole('dialog').getByRole('button', { name: 'Forget all' }).click()
    await page.getByText('No account is remembered').waitFor()
    expect(await readdir(own)).toEqual([])
  })

  it('leave no secret behind: one call each carries it to the host, nothing else holds it', async () => {
    const asked = sent.filter((text) => foundIn([text]).length > 0)
    expect(asked.map((text) => /"a":\["([\w.]+)"/.exec(text)?.[1])).toEqual([
      'accounts.keepInFile',
      'signIn.many',
      'signIn.many',
      'accounts.unlock',
    ])
    expect(received.length).toBeGreaterThan(20)
    expect(shown.size).toBeGreaterThan(0)
    expect(foundIn(received)).toEqual([])
    expect(foundIn(said)).toEqual([])
    expect(foundIn(await pageText())).toEqual([])
    const entries = await readdir(desk.folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    expect(files.length).toBeGreaterThan(1)
    expect(foundIn(await Promise.all(files.map((file) => readFile(file, 'utf8'))))).toEqual([])
    expect(desk.complaints).toEqual([])
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { Page } from 'playwright-core'
import { createPassphraseFile } from '#node/vault/passphraseFile.ts'
import { createVault } from '#node/vault/vault.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { describeScreens, goTo, makeReadable, type Screen } from '#test/support/readable.ts'

let desk: Desk
let own: string
let page: Page

beforeAll(async () => {
  own = await mkdtemp(join(tmpdir(), 'sightline-own-'))
  const file = createPassphraseFile(join(own, 'accounts.json'), { N: 1024, r: 8, p: 1 })
  desk = await startDesk({ base: '127.34.0.0', kinds: ['ipc', 'ipc-clock-fast'], https: true, vault: createVault({ file }) })
  page = desk.page
  await makeReadable(page)
  await desk.row(desk.addressOf(2)).waitFor()
})

afterAll(async () => {
  await desk.close()
  await rm(own, { recursive: true, force: true })
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).last()

async function signIn(index: number): Promise<void> {
  await desk.row(desk.addressOf(index)).click()
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText(/Live, \d+ ms behind|Reduced/).waitFor()
}

/** One file of accounts from its making on: each screen follows the one before. */
const screens: readonly Screen[] = [
  [
    'the accounts',
    async () => {
      await goTo(desk, '/accounts')
      await page.getByRole('radio', { name: 'In a file under a passphrase' }).check()
      await page.getByLabel('Passphrase', { exact: true }).fill('Birken und Buchen')
      await page.getByLabel('Passphrase again').fill('Birken')
    },
  ],
  [
    'accounts in a file',
    async () => {
      await page.getByLabel('Passphrase again').fill('Birken und Buchen')
      await button('Make the file').click()
      await button('Lock now').waitFor()
      await page.getByRole('link', { name: 'Devices' }).click()
      await desk.row(desk.addressOf(2)).click()
      await page.getByRole('checkbox', { name: 'Remember on this computer' }).check()
      await signIn(2)
      await page.getByRole('link', { name: 'Accounts' }).click()
      await page.getByRole('checkbox', { name: /^Choose the account/ }).check()
    },
  ],
  ['a locked file', () => button('Lock now').click()],
  [
    'signing in beside a locked file',
    async () => {
      await page.getByRole('link', { name: 'Devices' }).click()
      await desk.row(desk.addressOf(2)).click()
      await button('More for this device').click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await page.getByText('Remembered accounts are locked').waitFor()
    },
  ],
  [
    'signing in as remembered',
    async () => {
      await page.getByLabel('Passphrase', { exact: true }).fill('Birken und Buchen')
      await page.keyboard.press('Enter')
      await button('Sign in as admin').waitFor()
    },
  ],
  ['a certificate seen for the first time', askOverHttps],
  [
    'a changed certificate',
    async () => {
      await askOverHttps() // the dialog belongs to the list, which a small window shows alone
      await button('Accept this certificate').click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      desk.site.devices[1]?.device.quirks.add('otherCertificate')
      await button('Sign in as admin').click()
      await button('Accept the new certificate').waitFor()
    },
  ],
]

async function askOverHttps(): Promise<void> {
  await button('Add').click()
  await page.getByRole('menuitem').first().click()
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill(`https://${desk.addressOf(2).replace(/:.*/, '')}:8443`)
  await button('Ask who it is').click()
  await button('Accept this certificate').waitFor()
}

describeScreens(() => desk, screens)

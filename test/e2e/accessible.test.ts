import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { type ThemeName, themeNames } from '#renderer/app/theme.ts'
import { createPassphraseFile } from '#node/vault/passphraseFile.ts'
import { createVault } from '#node/vault/vault.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let desk: Desk
let own: string
let page: Page

beforeAll(async () => {
  own = await mkdtemp(join(tmpdir(), 'sightline-own-'))
  const file = createPassphraseFile(join(own, 'accounts.json'), { N: 1024, r: 8, p: 1 })
  desk = await startDesk({ base: '127.23.0.0', kinds: ['ipc', 'ipc-clock-fast', 'nvr'], https: true, vault: createVault({ file }) })
  page = desk.page
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await desk.row(desk.addressOf(3)).waitFor()
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

/** The screens, in an order in which each is reached from the one before. */
const screens: readonly (readonly [name: string, reach: () => Promise<unknown>])[] = [
  ['the empty page of a list', () => page.getByRole('heading', { name: 'Devices' }).waitFor()],
  [
    'adding a device',
    async () => {
      await button('Add').click()
      await page.getByRole('menuitem').first().click()
      await page.getByRole('dialog').waitFor()
    },
  ],
  ['signing in', () => page.keyboard.press('Escape').then(() => desk.row(desk.addressOf(1)).click())],
  ['a device', () => signIn(1)],
  ['its history', () => page.getByRole('tab', { name: 'History' }).click()],
  ['a recorder', () => signIn(3)],
  ['several devices chosen', () => page.getByRole('checkbox').first().check()],
  [
    'the columns of the list',
    async () => {
      await button('Columns').click()
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'pictures of several devices',
    async () => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await button(/^Pictures of/).click()
      await page
        .getByText(/\d live/)
        .first()
        .waitFor()
    },
  ],
  [
    'all settings of a device',
    async () => {
      await page.getByRole('link', { name: 'Devices' }).click()
      await desk.row(desk.addressOf(1)).click()
      await button('All settings').click()
      await page.getByLabel('Setting, key, value').fill('subgetway')
      await button(/^IPv4/).click()
      await page.getByText('answered in').waitFor()
      await page.getByRole('textbox', { name: /^Gateway/ }).fill('10.0.0.1')
    },
  ],
  [
    'a week that is painted',
    async () => {
      await button('Discard').click()
      await page.getByLabel('Setting, key, value').fill('perimeter')
      await button('Perimeter intrusion').click()
      await page.getByRole('grid', { name: 'Schedule' }).waitFor()
    },
  ],
  [
    'an action that destroys',
    async () => {
      await page.getByLabel('Setting, key, value').fill('')
      await button(/^Maintenance/).click()
      await button('Format a disk').click()
      await page.getByLabel(/^Type the name/).waitFor()
    },
  ],
  [
    'the network wizard',
    async () => {
      await button('Back to the device').click()
      await page.getByRole('checkbox').first().uncheck()
      await desk.row(desk.addressOf(1)).click()
      await button('Network').click()
      await page.getByRole('textbox', { name: 'Address', exact: true }).fill('127.23.9.41')
    },
  ],
  ['names', () => button('Next: Names').click()],
  ['ports', () => button(/^Next: Ports/).click()],
  [
    'the review',
    () =>
      button(/^Review/)
        .click()
        .then(() => expect.poll(() => button(/^Write 1 change/).isEnabled()).toBe(true)),
  ],
  [
    'the proof',
    () =>
      button(/^Write 1 change/)
        .click()
        .then(() => expect.poll(() => button('Back to device').isEnabled(), { timeout: 60_000 }).toBe(true)),
  ],
  [
    'the time wizard',
    async () => {
      await button('Back to device').click()
      await button('Time').click()
      await page.getByRole('combobox', { name: /City/ }).waitFor({ timeout: 30_000 })
    },
  ],
  [
    'the journal',
    async () => {
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: 'Journal' }).click()
      await page.getByText('Proven').first().waitFor()
    },
  ],
  [
    'the accounts',
    async () => {
      await page.getByRole('link', { name: 'Accounts' }).click()
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

interface Finding {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
}

/** Everything in the first theme, only what colours change in the others. */
async function findings(theme: ThemeName): Promise<readonly string[]> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)))), // colours change within a frame or two
  )
  await page.evaluate(axe)
  const options = { resultTypes: ['violations'], ...(theme === themeNames[0] ? {} : { runOnly: ['color-contrast'] }) }
  const { violations } = await page.evaluate(
    (how) => (window as unknown as { axe: { run: (how: object) => Promise<{ violations: Finding[] }> } }).axe.run(how),
    options,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary}`))
}

/** What lies outside the window, or is cut off, with nothing to scroll it by. */
function cutOff(): readonly string[] {
  const lost = (element: Element) => {
    const { right, bottom, width, height } = element.getBoundingClientRect()
    if (width === 0 || height === 0 || (right <= innerWidth + 1 && bottom <= innerHeight + 1)) return false
    for (let box = element.parentElement; box; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box)
      const scrolls = (how: string) => how === 'auto' || how === 'scroll'
      if ((right > innerWidth + 1 ? scrolls(overflowX) : true) && (bottom > innerHeight + 1 ? scrolls(overflowY) : true)) return false
    }
    return true
  }
  return [...document.querySelectorAll('button, input, a, [role=tab], [role=combobox]')]
    .filter(lost)
    .map((element) => `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''}`)
}

describe.each(screens)('%s', (_name, reach) => {
  afterEach(async () => {
    await page.setViewportSize({ width: 1366, height: 768 })
  })

  it('can be read by everyone, in the dark, in the light and in the sun', async () => {
    await reach()
    for (const theme of themeNames) {
      await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
      expect({ theme, found: await findings(theme) }).toEqual({ theme, found: [] })
    }
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'))
  })

  it('at twice the size keeps every control within reach', async () => {
    await page.setViewportSize({ width: 683, height: 384 }) // 1366 x 768 at 200 %
    expect(await page.evaluate(cutOff)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
})

describe('a person who wants no motion', () => {
  it('gets none', async () => {
    const moving = await page.evaluate(
      () =>
        document.getAnimations().filter((one) => one.playState === 'running' && Number(one.effect?.getComputedTiming().duration ?? 0) > 1)
          .length,
    )
    expect(moving).toBe(0)
  })
})

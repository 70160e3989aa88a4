import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Site } from '#simulator/site.ts'
import { demoAccount } from '#simulator/profiles.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { tabThrough } from '#test/support/keyboard.ts'
import { describeScreens, goTo, makeReadable, pageOf, type Screen } from '#test/support/readable.ts'
import { startApp } from '#test/support/startedApp.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.25.0.0', kinds: ['ipc', 'ipc'], before: endInTheMiddle })
  page = desk.page
  await makeReadable(page)
  await desk.row(desk.addressOf(2)).waitFor()
})

afterAll(() => desk.close())

const button = (name: string | RegExp) => page.getByRole('button', { name }).last()
const nameOf = (index: number) => desk.site.devices[index - 1]?.device.kept('device.name')['name']
const announces = (index: number) => desk.site.devices[index - 1]?.device.kept('network.bonjour')['enabled']

/** Two cameras get another name and Bonjour off; the program ends while the second of the two is written. */
async function endInTheMiddle(folder: string, site: Site): Promise<void> {
  const app = await startApp(folder)
  for (const { device } of site.devices) {
    const { key } = await app.handlers['search.addByHand'](device.endpoint())
    await app.handlers['signIn.many']([key], { ...demoAccount })
    const before = async (setting: string) => (await app.handlers['settings.read'](key, setting, {})).value
    const changes = [
      { setting: 'device.name', target: {}, before: await before('device.name'), after: { name: 'Gate' } },
      { setting: 'network.bonjour', target: {}, before: await before('network.bonjour'), after: { enabled: false } },
    ]
    device.quirks.add('slow:1500:bonjourService')
    const { job } = await app.handlers['plans.run']({ device: key, kind: 'settings', changes })
    await app.until(
      'jobs.progressed',
      (progress) =>
        progress.job === job && progress.steps.some(({ kind, change, state }) => kind === 'write' && change === 1 && state === 'busy'),
    )
  }
  await app.close()
  for (const { device } of site.devices) device.quirks.delete('slow:1500:bonjourService')
}

async function signIn(): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(demoAccount.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const screens: readonly Screen[] = [
  [
    'the adapters of this computer',
    async () => {
      await button('Adapters').click()
      await page.getByText('Network adapters of this computer').waitFor()
    },
  ],
  [
    'a device whose change was cut short',
    async () => {
      await page.keyboard.press('Escape')
      await goTo(desk, pageOf(desk, 1))
      await page.getByText(/Sightline was closed at step \d of \d/).waitFor()
      await page.getByText('Sign in to go on with it or to take it back.').waitFor()
      await desk.shoot('back-1-cut-short')
      await signIn()
    },
  ],
  [
    'the change held against its device',
    async () => {
      await button('Look and decide').click()
      await page.getByRole('heading', { name: /^How .* stands/ }).waitFor()
      await desk.shoot('back-2-look')
    },
  ],
]

describeScreens(() => desk, screens)

describe('a change that was cut short', () => {
  it('is gone on with from what the device has, and proven', async () => {
    expect(nameOf(1)).toBe('Gate')
    await button(/^Go on/).click()
    await page.getByRole('heading', { name: /has stored what was asked/ }).waitFor({ timeout: 30_000 })
    await desk.shoot('back-3-proof')
    expect([nameOf(1), announces(1)]).toEqual(['Gate', false])
    await button('Back to device').click()
    await page.getByText(/Sightline was closed at step/).waitFor({ state: 'hidden' })
  })

  it('is taken back with the keyboard only, from the history of the device', async () => {
    await tabThrough(page, page.getByRole('tab', { name: /^Overview/ }))
    await page.keyboard.press('ArrowRight')
    await tabThrough(page, button('Undo'))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^How .* stands/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /has stored what was asked/ }).waitFor({ timeout: 30_000 })
    expect([nameOf(1), announces(1)]).toEqual(['', true])
    expect(desk.complaints).toEqual([])
  })

  it('is left as it is, and nobody is asked again', async () => {
    const had = [nameOf(2), announces(2)]
    await goTo(desk, pageOf(desk, 2))
    await signIn()
    await button('Look and decide').click()
    await button('Leave it as it is').click()
    await page.getByText(/Live, \d+ ms behind/).waitFor()
    expect(await page.getByText(/Sightline was closed at step/).count()).toBe(0)
    expect([nameOf(2), announces(2)]).toEqual(had)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { peopleCounting } from '#common/catalog/analysis/counting.ts'
import { supportedAbility } from '#common/catalog/analysis/supported.ts'
import { weekDays } from '#common/catalog/shared/week.ts'
import { erase } from '#common/schema/infer.ts'
import { haveCounted } from '#simulator/rules/counter.ts'
import { type Desk, startDesk } from '#test/support/desk.ts'
import { describeScreens, goTo, makeReadable, pageOf, type Screen } from '#test/support/readable.ts'

let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await startDesk({ base: '127.23.0.0', kinds: ['ipc', 'ipc-clock-fast', 'nvr'] })
  page = desk.page
  const device = desk.site.devices[0]?.device
  device?.keep(supportedAbility.id, erase({ analyses: [...supportedAbility.sample.analyses, { analysis: 'Heat map' }] }))
  const now = Date.now()
  if (device) haveCounted(device, 1, { rule: counting, from: now - 2 * 86_400_000, to: now + 86_400_000 })
  await makeReadable(page)
  await desk.row(desk.addressOf(3)).waitFor()
})

afterAll(() => desk.close())

/** A line over the yard, and a week that is all armed. */
const counting = {
  ...erase(peopleCounting.sample),
  ...{ startX: 50, startY: 50, endX: 50, endY: 95 },
  schedule: Object.values(weekDays).map((name) => ({ day: name, from: 0, to: 86_400 })),
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).last()

async function signIn(index: number): Promise<void> {
  await goTo(desk, pageOf(desk, index))
  await page.getByLabel('Password', { exact: true }).fill('sightline-demo')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText(/Live, \d+ ms behind|Reduced/).waitFor()
}

/** The steps of the network wizard follow one another; every other screen is reached by itself. */
const screens: readonly Screen[] = [
  ['the empty page of a list', () => page.getByRole('heading', { name: 'Devices' }).waitFor()],
  [
    'adding a device',
    async () => {
      await button('Add').click()
      await page.getByRole('menuitem').first().click()
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'signing in',
    async () => {
      await page.keyboard.press('Escape')
      await goTo(desk, pageOf(desk, 1))
      await page.getByLabel('Password', { exact: true }).waitFor()
    },
  ],
  ['a device', () => signIn(1)],
  ['its history', () => goTo(desk, pageOf(desk, 1)).then(() => page.getByRole('tab', { name: 'History' }).click())],
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
    'alarms as they come',
    async () => {
      await page.getByRole('link', { name: 'Alarms' }).click()
      await page.getByText('1 asked every second').waitFor()
      desk.site.devices[0]?.device.raise({ kind: 'Analysis', subtype: 21, source: 1, active: true })
      await page.getByRole('row', { name: /Tripwire/ }).waitFor()
    },
  ],
  [
    'settings to compare',
    async () => {
      await page.getByRole('link', { name: 'Devices' }).click()
      await button('Compare settings').click()
      await page.getByLabel('Setting, key, value').fill('time')
      await page.getByRole('checkbox', { name: 'Time', exact: true }).check()
    },
  ],
  [
    'what differs',
    async () => {
      await button('Read from 2 devices').click()
      await page.getByText('The same on all').or(page.getByText('Copy from')).first().waitFor()
      await page
        .getByRole('checkbox', { name: 'Hour' })
        .or(page.getByRole('checkbox', { name: 'Zone' }))
        .first()
        .waitFor()
    },
  ],
  [
    'what a copy would do',
    async () => {
      desk.site.devices[2]?.device.keep('time.ntp', { ...desk.site.devices[2].device.kept('time.ntp'), server: '10.0.0.9' })
      await button('Other settings').click()
      await button('Read from 2 devices').click()
      await page.getByRole('checkbox', { name: 'Server', exact: true }).check()
      await button('Check 1 field on 1 device').click()
      await button('Write to 1 device').waitFor()
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
    'requests that are typed',
    async () => {
      await button('Discard').click()
      await button('Raw requests').click()
      await page.getByRole('combobox', { name: 'Request' }).press('Enter')
      await page.getByText('HTTP 200').waitFor()
      await page.getByRole('combobox', { name: 'Request' }).fill('operate.cgi?action=reset')
      await page.getByText('takes away what cannot be brought back').waitFor()
    },
  ],
  [
    'a week that is painted',
    async () => {
      await button('Back to the reply').click()
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
    'what a camera looks for',
    async () => {
      await button('Back to the device').click()
      await button('Regions').click()
      await page.getByRole('checkbox', { name: /^Tripwire/ }).check()
    },
  ],
  [
    'drawing on its picture',
    async () => {
      await button('Draw 1').click()
      await button('Draw another: Tripwire').click()
      await page.getByText('Click where the line starts').waitFor()
    },
  ],
  [
    'painting on its picture',
    async () => {
      await button('Back').click()
      await page.getByRole('checkbox', { name: /^Heat map/ }).check()
      await button('Draw 2').click()
      await button(/^Heat map/).click()
      await page.getByRole('slider', { name: 'Cell', exact: true }).waitFor()
    },
  ],
  [
    'people counted',
    async () => {
      await goTo(desk, `${pageOf(desk, 1)}/counts`)
      await page.getByRole('table').waitFor()
    },
  ],
  [
    'what a walk test is to prove',
    async () => {
      await goTo(desk, `${pageOf(desk, 1)}/walk`)
      await button('Read the rules and begin').click()
      await page.getByText('The device tells by itself').waitFor()
      await page
        .getByRole('button', { name: /Perimeter intrusion 1/ })
        .last()
        .click()
    },
  ],
  [
    'the network wizard',
    async () => {
      await goTo(desk, pageOf(desk, 1))
      await page.getByRole('checkbox').first().uncheck()
      await goTo(desk, `${pageOf(desk, 1)}/network`)
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
    async () => {
      await button(/^Write 1 change/).click()
      await page.getByText('Proven').first().waitFor({ timeout: 60_000 })
    },
  ],
  [
    'the device in its new place',
    async () => {
      await button('Back to device').click()
      await button('Time').waitFor()
    },
  ],
  [
    'the time wizard',
    async () => {
      await goTo(desk, `${pageOf(desk, 1)}/time`)
      await page.getByRole('combobox', { name: /City/ }).waitFor({ timeout: 30_000 })
    },
  ],
  [
    'the journal',
    async () => {
      await goTo(desk, '/journal')
      await page.getByText('Proven').first().waitFor()
    },
  ],
]

describeScreens(() => desk, screens)

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

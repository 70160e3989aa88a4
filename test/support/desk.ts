import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Locator, type Page } from 'playwright-core'
import { createSightline } from '#node/sightline.ts'
import type { Vault } from '#node/vault/vault.ts'
import { type Site, type SiteOptions, startSite } from '#simulator/site.ts'
import { startWebHost } from '#web/host.ts'

/** What a technician has before them: a virtual site, the application on it, and the page in Chromium. */
export interface Desk {
  readonly page: Page
  readonly site: Site
  /** The site folder of the application. */
  readonly folder: string
  /** What the page threw and nobody caught. */
  readonly complaints: readonly string[]
  /** The address of the n-th device as the list shows it, from 1. */
  addressOf(index: number): string
  row(address: string): Locator
  /** Into `test/pictures`. */
  shoot(name: string): Promise<void>
  close(): Promise<void>
}

/** Our own, and another for each network, so that no test finds the site of another. */
function portsOf(base: string): Pick<SiteOptions, 'mdnsPort' | 'wsPort'> {
  const network = Number(base.split('.')[1])
  return { mdnsPort: 45_300 + network, wsPort: 43_700 + network }
}

export interface DeskOptions extends Pick<SiteOptions, 'kinds' | 'clock' | 'camera' | 'account' | 'https' | 'fresh' | 'moveMs' | 'quirks'> {
  readonly base: string
  readonly vault?: Vault
  /** An earlier visit to the same site, before this one. */
  readonly before?: (folder: string, site: Site) => Promise<void>
}

export async function startDesk({ base, vault, before, ...about }: DeskOptions): Promise<Desk> {
  const pictures = 'test/pictures'
  await mkdir(pictures, { recursive: true })
  const folder = await mkdtemp(join(tmpdir(), 'sightline-desk-'))
  const site = await startSite({ base, ...portsOf(base), port: 8080, ...about })
  await before?.(folder, site)
  const host = await startWebHost({
    createSightline,
    version: '0.0.0',
    folder,
    pageFolder: 'dist/renderer',
    adapters: ['127.0.0.1'],
    ...portsOf(base),
    ...(vault ? { vault } : {}),
  })
  const browser = await chromium.launch({
    executablePath: process.env['SIGHTLINE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
  })
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.setDefaultTimeout(20_000)
  await page.goto(host.url)
  const net = base.split('.').slice(0, 3).join('.')

  return {
    page,
    site,
    folder,
    complaints,
    addressOf: (index) => `${net}.${index}:8080`,
    row: (address) => page.getByRole('row', { name: new RegExp(address.replaceAll('.', '\\.')) }),
    async shoot(name) {
      await page.screenshot({ path: join(pictures, `${name}.png`) })
    },
    async close() {
      await browser.close()
      await host.stop()
      await site.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

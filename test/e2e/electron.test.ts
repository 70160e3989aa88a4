import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Carrier } from '#common/ipc/carrier.ts'
import { electronBinary } from '#test/support/electronBinary.ts'

const top = fileURLToPath(new URL('../..', import.meta.url))
const binary = electronBinary()

if (binary.isThere) describe('the desktop app', inElectron)
else describe('the desktop app', withoutElectron)

function inElectron() {
  let app: ElectronApplication
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sightline-electron-'))
    app = await _electron.launch({
      executablePath: binary.path,
      args: [top, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      env: { ...process.env, SIGHTLINE_SITE: folder, SIGHTLINE_ADAPTERS: '127.0.0.1' },
    })
  })
  afterAll(async () => {
    await app.close()
    await rm(folder, { recursive: true })
  })

  it('shows our page from our scheme', async () => {
    const page = await app.firstWindow()
    await page.waitForLoadState()
    expect(page.url()).toMatch(/^sightline:\/\/app\//)
    expect(await page.title()).toBe('Sightline')
  })

  it('answers the page through the doorway, and gives it no Node', async () => {
    const page = await app.firstWindow()
    const seen = await page.evaluate(async () => ({
      facts: await (globalThis as unknown as { readonly sightline: Carrier }).sightline.request('app.facts', []),
      node: typeof (globalThis as { require?: unknown }).require,
    }))
    expect(seen).toMatchObject({ facts: { ok: true, value: { host: 'electron' } }, node: 'undefined' })
  })

  it('opens no window and goes nowhere else', async () => {
    const page = await app.firstWindow()
    await page.evaluate(() => {
      window.open('https://elsewhere.example')
      location.href = 'https://elsewhere.example'
    })
    await page.waitForFunction(() => document.readyState === 'complete')
    expect(app.windows()).toHaveLength(1)
    expect(page.url()).toMatch(/^sightline:\/\/app\//)
  })
}

/** Says so aloud instead of passing in silence: nothing about Electron itself is proven by a run like this. */
function withoutElectron() {
  it('could NOT be tried in Electron: its binary is not on this machine', () => {
    console.warn(`\n  NOT TRIED: the desktop app in Electron. There is no binary at ${binary.path}.\n`)
    expect(existsSync(binary.path)).toBe(false)
  })
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runDesktop } from '#main/app.ts'
import { requestNames } from '#common/ipc/names.ts'
import * as electron from '#test/support/fakeElectron.ts'
import { type FakeFrame, ourFrame } from '#test/support/fakeElectron.ts'
import { fakeSightline } from '#test/support/fakeSightline.ts'

vi.mock('electron', () => import('#test/support/fakeElectron.ts'))

const sightline = fakeSightline()
let built: string

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'sightline-built-'))
  await mkdir(join(built, 'renderer'))
  await writeFile(join(built, 'renderer', 'index.html'), '<div id="app"></div>')
  await runDesktop({ createSightline: sightline.create, built, environment: { SIGHTLINE_ADAPTERS: '127.0.0.1,10.0.0.2' } })
})
afterAll(() => rm(built, { recursive: true }))

function theWindow() {
  const window = electron.BrowserWindow.opened[0]
  if (!window) throw new Error('no window was opened')
  return window
}

describe('the window', () => {
  it('is sandboxed, isolated and without Node', () => {
    expect(theWindow().options.webPreferences).toEqual({
      preload: join(built, 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    })
    expect(electron.app.sandboxed).toBe(true)
  })

  it('shows our page from our scheme once it has painted', () => {
    expect(theWindow()).toMatchObject({ loaded: 'sightline://app/', shown: false })
    theWindow().emit('ready-to-show')
    expect(theWindow().shown).toBe(true)
  })

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('is kept from %s', (name) => {
    const preventDefault = vi.fn()
    theWindow().webContents.emit(name, { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
  })

  it('opens no other window', () => {
    expect(theWindow().webContents.openHandler?.({ url: 'https://elsewhere.example' })).toEqual({ action: 'deny' })
  })

  it('comes to the front when the program is started again', () => {
    electron.app.emit('second-instance')
    expect(theWindow().focused).toBe(1)
  })
})

describe('permissions', () => {
  it('are denied, asked for or looked up', () => {
    const { permissionRequest, permissionCheck, devicePermission } = electron.asked
    const decide = vi.fn()
    permissionRequest?.({}, 'media', decide)
    expect(decide).toHaveBeenCalledWith(false)
    expect([permissionCheck?.(), devicePermission?.()]).toEqual([false, false])
  })
})

describe('our scheme', () => {
  it('has an origin of its own, as good as https', () => {
    expect(electron.schemes).toEqual([
      { scheme: 'sightline', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
    ])
  })

  async function ask(url: string): Promise<Response> {
    const serve = electron.mounted.get('sightline')
    if (!serve) throw new Error('the scheme is not mounted')
    return serve(new Request(url))
  }

  it('serves the page with the policy of the web host', async () => {
    const answer = await ask('sightline://app/')
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/)
  })

  it('carries the streams', async () => {
    expect(await (await ask('sightline://app/live/echo?a=1')).text()).toBe('?a=1')
  })

  it('answers no other host', async () => {
    expect((await ask('sightline://elsewhere/')).status).toBe(404)
  })
})

describe('requests', () => {
  it.each<[string, FakeFrame | null]>([
    ['a frame inside our page', { url: 'sightline://app/', parent: ourFrame }],
    ['a website', { url: 'https://elsewhere.example/', parent: null }],
    ['a file', { url: 'file:///home/someone/page.html', parent: null }],
    ['another host of our scheme', { url: 'sightline://elsewhere/', parent: null }],
    ['a page that begins like ours', { url: 'sightline://app.elsewhere/', parent: null }],
    ['a frame that is gone', null],
  ])('of %s are refused', async (_case, frame) => {
    electron.pretendToBe(frame)
    const before = sightline.calls.length
    expect(await electron.ipcRenderer.invoke('app.facts')).toMatchObject({ ok: false, error: { kind: 'bug' } })
    expect(sightline.calls).toHaveLength(before)
    electron.pretendToBe(ourFrame)
  })

  it('are registered for the contract and nothing more', () => {
    expect([...electron.handlers.keys()]).toEqual(requestNames)
  })
})

describe('the application', () => {
  it('is told where its site and its adapters are', () => {
    expect(sightline.options()).toMatchObject({
      host: 'electron',
      version: '0.1.0',
      folder: '/home/someone/documents/Sightline',
      adapters: ['127.0.0.1', '10.0.0.2'],
    })
  })

  it('sends events to windows that still stand, and to no other', () => {
    const send = vi.spyOn(theWindow().webContents, 'send')
    sightline.emit('devices.changed', { changed: [], gone: [] })
    theWindow().destroyed = true
    sightline.emit('devices.changed', { changed: [], gone: [] })
    expect(send).toHaveBeenCalledOnce()
    theWindow().destroyed = false
  })

  it('is stopped before the program quits, once', async () => {
    const preventDefault = vi.fn()
    electron.app.emit('before-quit', { preventDefault })
    electron.app.emit('before-quit', { preventDefault })
    expect(preventDefault).toHaveBeenCalledTimes(2)
    await vi.waitFor(() => expect(electron.app.quits).toBe(1))
    expect(sightline.life).toEqual(['started', 'stopped'])
    electron.app.emit('before-quit', { preventDefault })
    expect(preventDefault).toHaveBeenCalledTimes(2)
  })
})

describe('a second start', () => {
  it('leaves everything to the first', async () => {
    electron.app.firstInstance = false
    const second = fakeSightline()
    await runDesktop({ createSightline: second.create, built, environment: {} })
    expect(second.life).toEqual([])
    expect(electron.app.quits).toBe(2)
  })
})

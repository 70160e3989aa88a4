import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Carrier } from '#common/ipc/carrier.ts'
import * as electron from '#test/support/fakeElectron.ts'

vi.mock('electron', () => import('#test/support/fakeElectron.ts'))

describe('the doorway', () => {
  let doorway: Carrier

  beforeAll(async () => {
    await import('../../../electron/preload/preload.ts')
    doorway = electron.exposed.get('sightline') as Carrier
  })

  it('is all the page is given: two functions', () => {
    expect([...electron.exposed.keys()]).toEqual(['sightline'])
    expect(Object.entries(doorway).map(([name, value]) => [name, typeof value])).toEqual([
      ['request', 'function'],
      ['on', 'function'],
    ])
  })

  it('refuses a request that is not in the contract without asking Electron', async () => {
    const invoke = vi.spyOn(electron.ipcRenderer, 'invoke')
    expect(await doorway.request('shell.openExternal', ['file:///'])).toEqual({
      ok: false,
      error: { kind: 'bug', message: 'no such request' },
    })
    expect(invoke).not.toHaveBeenCalled()
  })

  it('does not listen to what is not an event of the contract', () => {
    doorway.on('ELECTRON_INTERNAL', () => undefined)()
    expect(electron.ipcRenderer.listening('ELECTRON_INTERNAL')).toBe(0)
  })

  it('hands a listener the payload and never the event of Electron', () => {
    const heard = vi.fn()
    const stop = doorway.on('journal.grew', heard)
    new electron.BrowserWindow({ webPreferences: {} }).webContents.send('journal.grew', { number: 1 })
    expect(heard.mock.calls).toEqual([[{ number: 1 }]])
    stop()
    expect(electron.ipcRenderer.listening('journal.grew')).toBe(0)
  })
})

import { join } from 'node:path'
import { app, BrowserWindow, session } from 'electron'
import { createPageServer } from '#node/page/pageServer.ts'
import type { CreateSightline } from '#node/sightlinePort.ts'
import { emitTo, serve } from './ipc/serve.ts'
import { openVault } from './keyStore.ts'
import { setMenu } from './menu.ts'
import { declareScheme, mountScheme } from './protocol.ts'
import { lockDown } from './security.ts'
import { openWindow } from './window.ts'

export interface DesktopOptions {
  readonly createSightline: CreateSightline
  /** The folder that holds `main`, `preload` and `renderer` as they were built. */
  readonly built: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Runs the desktop application until its last window closes. A second start only brings the first to the front. */
export async function runDesktop({ createSightline, built, environment }: DesktopOptions): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  declareScheme()
  app.enableSandbox()
  await app.whenReady()

  const adapters = environment['SIGHTLINE_ADAPTERS']?.split(',').filter((address) => address !== '')
  const sightline = createSightline({
    host: 'electron',
    version: app.getVersion(),
    folder: environment['SIGHTLINE_SITE'] ?? join(app.getPath('documents'), 'Sightline'),
    emit: emitTo(() => BrowserWindow.getAllWindows()),
    vault: await openVault(environment['SIGHTLINE_ACCOUNTS'] ?? join(app.getPath('userData'), 'accounts.json'), process.platform),
    ...(adapters === undefined ? {} : { adapters }),
  })
  lockDown(app, session.defaultSession)
  mountScheme(session.defaultSession, createPageServer({ folder: join(built, 'renderer'), stream: (request) => sightline.stream(request) }))
  serve(sightline.handlers)
  setMenu(process.platform)
  await sightline.start()

  const window = openWindow(join(built, 'preload', 'preload.cjs'))
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('window-all-closed', () => app.quit())
  quitOnceStopped(() => sightline.stop())
}

/** Quitting waits until the application has put everything on disk; asking again meanwhile changes nothing. */
function quitOnceStopped(stop: () => Promise<void>): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running'
  app.on('before-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') return
    state = 'stopping'
    void stop().finally(() => {
      state = 'stopped'
      app.quit()
    })
  })
}

import { fileURLToPath } from 'node:url'
import { app, dialog } from 'electron'
import { createSightline } from '#node/sightline.ts'
import { runDesktop } from './app.ts'

/*
 * Not awaited: Electron tells an ES module that it is ready only once its top level has run (electron issue 40719), so
 * that waiting for ready there waits for ever.
 */
runDesktop({ createSightline, built: fileURLToPath(new URL('..', import.meta.url)), environment: process.env }).catch((thrown: unknown) => {
  dialog.showErrorBox('Sightline cannot start', thrown instanceof Error ? thrown.message : String(thrown))
  app.exit(1)
})

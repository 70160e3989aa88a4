import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where Electron's binary belongs, and whether it is there. Never by importing `electron`: that starts a download. */
export function electronBinary(): { readonly path: string; readonly isThere: boolean } {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const named = join(folder, 'path.txt')
  const path = join(
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'),
    existsSync(named) ? readFileSync(named, 'utf8').trim() : 'electron',
  )
  return { path, isThere: existsSync(path) }
}

import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { Failure, mustRun, run, say, since, top } from './process.mjs'

const programFiles = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(Boolean)

const browsers = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge', '/snap/bin/chromium'],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: programFiles.flatMap((folder) => [
    join(folder, 'Google/Chrome/Application/chrome.exe'),
    join(folder, 'Microsoft/Edge/Application/msedge.exe'),
  ]),
}

/** The browser of the end-to-end tests and benches, installed on Debian when there is none. */
export async function ensureChromium() {
  const named = process.env.SIGHTLINE_CHROMIUM
  if (named && !existsSync(named)) throw new Failure(`SIGHTLINE_CHROMIUM names ${named}, which is not there`)
  const found = named ?? (browsers[process.platform] ?? []).find((path) => existsSync(path))
  if (found) return found
  await aptInstall('chromium', 'the tests in a real browser', 'Install Chromium, Chrome or Edge, or name one in SIGHTLINE_CHROMIUM.')
  return '/usr/bin/chromium'
}

/** ffmpeg, the yardstick of the preview bench; the app itself never uses it. */
export async function ensureFfmpeg() {
  if (isOnPath('ffmpeg')) return
  await aptInstall('ffmpeg', 'the comparison in the preview bench', 'Install ffmpeg and put it on the PATH.')
}

/**
 * The Electron binary, or undefined. Never by importing `electron`: in plain Node its index starts a download.
 */
export function electronBinary() {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron'
  const binary = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name)
  return existsSync(binary) ? binary : undefined
}

function isOnPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : ['']
  return (process.env.PATH ?? '').split(delimiter).some((folder) => endings.some((ending) => existsSync(join(folder, name + ending))))
}

async function aptInstall(name, purpose, otherwise) {
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0 && isOnPath('apt-get')
  if (!canInstall) throw new Failure(`${name} is needed for ${purpose} and was not found. ${otherwise}`)
  const begun = Date.now()
  say(`installing ${name} for ${purpose} (apt-get) …`)
  const options = { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } }
  await mustRun('apt-get update', run('apt-get', ['-qq', 'update'], options))
  await mustRun(`apt-get install ${name}`, run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', name], options))
  say(`${name} installed in ${since(begun)}`)
}

export const electronFetch = `node ${join('node_modules', 'electron', 'install.js')}`
export const distFolder = join(top, 'dist')

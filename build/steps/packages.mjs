import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun, run, say, since, top } from './process.mjs'

/** Installs the packages of the lock file when any is missing or of another version. */
export async function ensurePackages() {
  if (areInstalled()) return
  const begun = Date.now()
  say('installing the packages of package-lock.json (npm ci), some 20 s …')
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  await mustRun(
    'npm ci',
    npm ? run(process.execPath, [npm, ...args], { quiet: true }) : run('npm', args, { quiet: true, shell: process.platform === 'win32' }),
  )
  say(`packages installed in ${since(begun)}`)
}

/** npm keeps a copy of the lock as it was installed; packages for other platforms are in ours alone. */
function areInstalled() {
  const wanted = packagesOf('package-lock.json')
  const present = packagesOf('node_modules/.package-lock.json')
  return Object.entries(wanted).every(([path, { version, optional }]) => path === '' || optional || present[path]?.version === version)
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(join(top, file), 'utf8')).packages
  } catch {
    return {}
  }
}

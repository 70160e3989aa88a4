import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun, runTool, say, since, top } from './process.mjs'

/** The bundles: what each is made of, besides the packages. Sources are newer than the stamp, or nothing is done. */
const bundles = [
  { name: 'renderer', sources: ['renderer', 'electron/common', 'build', 'package-lock.json'] },
  { name: 'node', sources: ['electron', 'test/bench', 'build', 'package.json', 'package-lock.json'] },
  { name: 'preload', sources: ['electron/preload', 'electron/common/ipc', 'build', 'package-lock.json'] },
]

/** Builds what is older than its sources; one line each. */
export async function buildAll() {
  for (const { name, sources } of bundles) {
    const stamp = join(top, 'dist', `.${name}`)
    if (existsSync(stamp) && statSync(stamp).mtimeMs >= newest(sources)) continue
    const begun = Date.now()
    await mustRun(
      `building ${name}`,
      runTool('vite/bin/vite.js', ['build', '--config', `build/vite.${name}.config.js`, '--logLevel', 'error'], { quiet: true }),
    )
    mkdirSync(join(top, 'dist'), { recursive: true })
    writeFileSync(stamp, '')
    say(`built ${name} in ${since(begun)}`)
  }
}

/** The newest time below these paths, in ms since the epoch; that of a folder tells of files that went. */
function newest(paths) {
  let latest = 0
  for (const path of paths) {
    const full = join(top, path)
    latest = Math.max(latest, statSync(full).mtimeMs)
    if (!statSync(full).isDirectory()) continue
    for (const entry of readdirSync(full, { recursive: true })) latest = Math.max(latest, statSync(join(full, entry)).mtimeMs)
  }
  return latest
}

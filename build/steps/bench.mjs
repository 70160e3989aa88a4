import { join } from 'node:path'
import { buildAll } from './bundle.mjs'
import { distFolder, ensureChromium, ensureFfmpeg } from './machine.mjs'
import { run } from './process.mjs'

/** Measures; `--json` prints the rows and nothing else on stdout. */
export async function bench(args) {
  const chromium = await ensureChromium()
  await ensureFfmpeg()
  await buildAll()
  return run(process.execPath, [join(distFolder, 'main', 'bench.js'), ...args], { env: { SIGHTLINE_CHROMIUM: chromium } })
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { top } from './process.mjs'

/** A row for each request of the manual; `--json` as an array, `--write` into the page the README links. */
export async function catalog(args) {
  // Only here: on a fresh clone there is no package yet when this file is read.
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport(join(top, 'test/catalog/table.ts'), { root: top, configFile: false, logLevel: 'error' })
  const rows = module.catalogRows()
  if (args.includes('--write')) writeFileSync(join(top, 'electron/common/catalog/TABLE.md'), module.tablePage(rows))
  else console.log(args.includes('--json') ? JSON.stringify(rows, null, 2) : module.tablePage(rows))
  return 0
}

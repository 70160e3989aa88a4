import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createSightline } from '#node/sightline.ts'
import { version } from '../../package.json'
import { startWebHost } from './host.ts'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, site: { type: 'string' } },
})
const adapters = process.env['SIGHTLINE_ADAPTERS']?.split(',').filter((address) => address !== '')

/** A port that is taken, a folder that cannot be written: a sentence, no stack. */
function giveUp(thrown: unknown): never {
  console.error(`Sightline cannot start: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  process.exit(1)
}

const host = await startWebHost({
  createSightline,
  version,
  folder: values.site ?? process.env['SIGHTLINE_SITE'] ?? join(homedir(), 'Documents', 'Sightline'),
  pageFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
  port: Number(values.port),
  ...(adapters === undefined ? {} : { adapters }),
}).catch(giveUp)
console.log(`Sightline: ${host.url}`)

async function stop() {
  await host.stop()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())

import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createSightline } from '#node/sightline.ts'
import { createPassphraseFile } from '#node/vault/passphraseFile.ts'
import { createVault } from '#node/vault/vault.ts'
import { version } from '../../package.json'
import { configFolder } from './configFolder.ts'
import { startWebHost } from './host.ts'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, site: { type: 'string' } },
})
const adapters = process.env['SIGHTLINE_ADAPTERS']?.split(',').filter((address) => address !== '')

/** Beside no site: a site folder is handed on, an account is not. */
const accountsFile =
  process.env['SIGHTLINE_ACCOUNTS'] ?? join(configFolder(process.platform, homedir(), process.env), 'Sightline', 'accounts.json')

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
  vault: createVault({ file: createPassphraseFile(accountsFile) }),
  ...(adapters === undefined ? {} : { adapters }),
}).catch(giveUp)
console.log(`Sightline: ${host.url}`)

async function stop() {
  await host.stop()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())

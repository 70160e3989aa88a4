import { bench } from './steps/bench.mjs'
import { buildAll } from './steps/bundle.mjs'
import { catalog } from './steps/catalog.mjs'
import { lint, types } from './steps/checks.mjs'
import { ensurePackages } from './steps/packages.mjs'
import { pack } from './steps/pack.mjs'
import { Failure, say } from './steps/process.mjs'
import { demo, sim, start } from './steps/start.mjs'
import { test } from './steps/test.mjs'

/** Every npm script. Each takes what follows `--` and resolves with its exit code. */
const commands = { start, demo, sim, bench, catalog, test, lint, types, pack, build: async () => (await buildAll(), 0) }

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined

try {
  if (!command) throw new Failure(`there is no “${name}”; there are: ${Object.keys(commands).join(', ')}`)
  await ensurePackages()
  process.exitCode = await command(args)
} catch (thrown) {
  if (!(thrown instanceof Failure)) throw thrown
  say(thrown.message)
  process.exitCode = 1
}

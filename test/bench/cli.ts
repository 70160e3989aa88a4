import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { asTable, type Bench } from './report.ts'

/** Each file beside this one that exports `<its name>Bench` is a bench by that name. */
const files = import.meta.glob<Readonly<Record<string, unknown>>>(['./*.ts', '!./cli.ts', '!./report.ts', '!./gatewayProcess.ts'])

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } })
const name = positionals[0] ?? ''
const load = files[`./${name}.ts`]
const bench = load === undefined ? undefined : ((await load())[`${name}Bench`] as Bench | undefined)

if (bench === undefined) {
  const names = Object.keys(files).map((path) => path.slice(2, -3))
  console.error(`npm run bench -- NAME [--json], where NAME is one of: ${names.join(', ')}`)
  process.exit(1)
}

/* What a bench says on its way goes to stderr; stdout is for the result. */
console.log = console.error
const before = loadNow()
const rows = await bench(positionals.slice(1))
console.error(`${availableParallelism()} cores; load of this computer ${before} before, ${loadNow()} after`)
process.stdout.write(values.json ? `${JSON.stringify(rows, undefined, 2)}\n` : asTable(rows))
process.exit(rows.every(({ ok }) => ok) ? 0 : 1)

/** Programs that wanted a core in the last minute, on average; 0 where the system does not say. */
function loadNow(): string {
  return (loadavg()[0] ?? 0).toFixed(1)
}

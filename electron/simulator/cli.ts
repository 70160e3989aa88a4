import { parseArgs } from 'node:util'
import { demoAccount } from './profiles.ts'
import { faultTable } from './quirks/faults.ts'
import type { PoweredDevice } from './server.ts'
import { startSite } from './site.ts'

const usage =
  'npm run sim -- [--devices N] [--base 127.20.0.0] [--port P] [--fault NAME[:REQUEST][@N]]... [--fresh N] [--faults] [--https] [--no-announce] [--json]'

/** Starts a virtual site, prints who is on it and runs until it is stopped. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      devices: { type: 'string' },
      base: { type: 'string' },
      port: { type: 'string' },
      fault: { type: 'string', multiple: true },
      faults: { type: 'boolean' },
      fresh: { type: 'string' },
      https: { type: 'boolean' },
      'no-announce': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  if (values.faults) {
    process.stdout.write(faultTable())
    return
  }
  const site = await startSite({
    ...(values.fault === undefined ? {} : { quirks: values.fault }),
    ...(values.devices === undefined ? {} : { devices: wholeNumber('--devices', values.devices, 5000) }),
    ...(values.fresh === undefined
      ? {}
      : { fresh: Array.from({ length: wholeNumber('--fresh', values.fresh, 250) }, () => 'ipc' as const) }),
    ...(values.https ? { https: true } : {}),
    ...(values.port === undefined ? {} : { port: wholeNumber('--port', values.port, 65_535) }),
    ...(values.base === undefined ? {} : { base: values.base }),
    ...(values['no-announce'] ? { announce: false } : {}),
    onProblem: (problem) => process.stderr.write(`${problem.message}\n`),
  })
  const rows = site.devices.map(rowOf)
  process.stdout.write(values.json ? `${JSON.stringify(rows)}\n` : table(rows))

  const stop = () => void site.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

interface Row {
  readonly name: string
  readonly device: string
  readonly model: string
  readonly address: string
  readonly signIn: string
  readonly user: string
  readonly password: string
}

/** The password is the demo's own, printed in the README as well. */
function rowOf({ device }: PoweredDevice): Row {
  const { address, port } = device.endpoint()
  const { title, model, signIn, isNew } = device.profile
  return {
    name: device.identity().instance,
    device: title,
    model,
    address: port === 80 ? address : `${address}:${port}`,
    signIn,
    user: isNew ? '' : demoAccount.user,
    password: isNew ? '' : demoAccount.password,
  }
}

function table(rows: readonly Row[]): string {
  const columns = ['name', 'device', 'model', 'address', 'signIn', 'user', 'password'] as const
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  return `${[line(columns), ...rows.map((row) => line(columns.map((column) => row[column])))].join('\n')}\n${rows.length} devices, Ctrl+C stops them.\n`
}

function wholeNumber(name: string, text: string, max: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > max) throw new Error(`${name} takes a whole number from 1 to ${max}`)
  return value
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n${usage}\n`)
  process.exitCode = 1
})

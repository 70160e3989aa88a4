import { canRun, sideProcess, type SiteTask, timeOf } from './bystanders.ts'
import { searchingApp } from './app.ts'

export interface SweepFigures {
  /** ms, slowest of the turns. */
  readonly ours: number
  /** Devices found and identified in the worst turn. */
  readonly found: number
  /** ms; null where nmap is not installed. */
  readonly nmap: number | null
  /** Addresses with an open port that nmap saw. */
  readonly nmapFound: number
  /** False where packets could not be dropped: the hosts refused instead. */
  readonly isSilent: boolean
}

export const sweepDevices = 20
const net = '127.46.0'
const ports = [80, 8000, 8080]
const turns = 3
/** Of what is left to nmap's judgement, set as we have it: no second try, 400 ms for an answer, 1000 a second. */
const nmapArguments = [
  ...['-n', '-Pn', '-sT', '--max-retries', '0', '--initial-rtt-timeout', '400ms', '--max-rtt-timeout', '400ms'],
  ...['--min-rate', '1000', '--min-parallelism', '256', '--min-hostgroup', '254', '-p', ports.join(), '-oG', '-', `${net}.1-254`],
]

/**
 * A /24 on three ports, in a network of its own: 20 devices on the third port, 11 addresses that refuse, and 223 that are silent because
 * the firewall of that network drops what is sent to them.
 */
export async function measureSweep(): Promise<SweepFigures> {
  canRun('ip', ['link', 'set', 'lo', 'up'])
  const isSilent =
    canRun('iptables', ['-A', 'INPUT', '-d', `${net}.0/27`, '-j', 'ACCEPT']) &&
    canRun('iptables', ['-A', 'INPUT', '-d', `${net}.0/24`, '-j', 'DROP'])
  const site = await sideProcess('site', { devices: sweepDevices, base: `${net}.0`, port: 8080, announce: false } satisfies SiteTask)
  try {
    const all: { ms: number; found: number }[] = []
    for (let turn = 0; turn < turns; turn += 1) all.push(await sweepOnce())
    const [nmap] = canRun('nmap', ['--version']) ? [timeOf('nmap', nmapArguments)] : []
    return {
      ours: Math.max(...all.map(({ ms }) => ms)),
      found: Math.min(...all.map(({ found }) => found)),
      nmap: nmap?.ms ?? null,
      nmapFound: nmap?.printed.match(/\/open\//g)?.length ?? 0,
      isSilent,
    }
  } finally {
    site.stop()
  }
}

async function sweepOnce(): Promise<{ readonly ms: number; readonly found: number }> {
  const app = await searchingApp()
  try {
    const start = performance.now()
    await app.handlers['search.sweep']({ from: `${net}.1`, to: `${net}.254`, ports })
    await app.timeUntil(async () => (await app.handlers['search.state']()).sweeps[0]?.ended !== undefined)
    const ms = performance.now() - start
    const devices = await app.handlers['devices.list']()
    return { ms, found: devices.filter(({ identity }) => identity.firmware !== '').length }
  } finally {
    await app.close()
  }
}

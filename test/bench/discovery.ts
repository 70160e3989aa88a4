import { startSite } from '#simulator/site.ts'
import { searchingApp } from './discovery/app.ts'
import { canRun, ownTask, roleName, sideProcess, type SiteTask, timeUntil } from './discovery/bystanders.ts'
import { measureSweep, sweepDevices, type SweepFigures } from './discovery/silentSweep.ts'
import type { BenchRow } from './report.ts'

const count = 200
const base = '127.45.0.0'
const turns = 5
/** Nobody announces there. */
const deafPort = 5399

/**
 * How soon 200 devices are listed and identified, by Bonjour and ONVIF together and by ONVIF alone, and how soon a /24 is swept; beside
 * avahi-browse, which only names them, and nmap, which only finds open ports.
 */
export async function discoveryBench(): Promise<readonly BenchRow[]> {
  const role = process.env[roleName]
  if (role === 'site') return playSite()
  if (role === 'sweep') return playSweep()
  const site = await sideProcess<readonly string[]>('site', { devices: count, base, announce: true } satisfies SiteTask)
  try {
    const both = await slowest(site.ready, {})
    const onvif = await slowest(site.ready, { mdnsPort: deafPort })
    const avahi = await avahiBrowse(site.ready.length)
    const sweep = (await sideProcess<SweepFigures>('sweep', {}, true)).ready
    return rows(both, onvif, avahi, sweep)
  } finally {
    site.stop()
  }
}

async function playSite(): Promise<never> {
  const { announce, ...about } = ownTask<SiteTask>()
  const site = await startSite({ ...about, announce })
  process.send?.(site.devices.map(({ device }) => device.identity().mac))
  return new Promise(() => undefined)
}

async function playSweep(): Promise<never> {
  process.send?.(await measureSweep())
  return new Promise(() => undefined)
}

/** ms from pressing Search to the last of them listed with what it says of itself; the slowest of the turns, each a new site. */
async function slowest(macs: readonly string[], ports: { readonly mdnsPort?: number }): Promise<number> {
  const wanted = new Set(macs)
  const all: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const app = await searchingApp(ports)
    await app.handlers['search.start']()
    all.push(
      await app.timeUntil(async () => {
        const listed = await app.handlers['devices.list']()
        return listed.filter(({ identity }) => identity.firmware !== '' && wanted.has(identity.mac)).length === count
      }),
    )
    await app.close()
  }
  return Math.max(...all)
}

async function avahiBrowse(devices: number): Promise<number | undefined> {
  if (!canRun('avahi-daemon', ['--check'])) return undefined
  return timeUntil('avahi-browse', ['-r', '-p', '-k', '_http._tcp'], /^=;[^;]*;IPv4;[^;]*;[^;]*;[^;]*;[^;]*;(127\.45\.[\d.]+);/, devices)
}

function rows(both: number, onvif: number, avahi: number | undefined, sweep: SweepFigures): readonly BenchRow[] {
  const row = (name: string, value: number, reference: string, other: number | null, ok: boolean): BenchRow => ({
    name,
    value: rounded(value),
    unit: 'ms',
    reference,
    referenceValue: other === null ? null : rounded(other),
    ratio: other === null || other === 0 ? null : rounded(value / other),
    target: '<= 1500',
    ok,
  })
  const silence = sweep.isSilent
    ? '223 silent by a dropping firewall'
    : 'none silent: packets cannot be dropped here, so this proves nothing'
  const browsed = avahi === undefined ? 'avahi-browse: no daemon runs here' : 'avahi-browse -rpk, names only'
  const scanned = sweep.nmap === null ? 'nmap: not installed' : `nmap -n -Pn -sT tuned, ports only, ${sweep.nmapFound} open`
  return [
    row(`${count} devices listed and identified`, both, browsed, avahi ?? null, both <= 1500),
    row(`${count} devices by ONVIF alone`, onvif, '', null, onvif <= 1500),
    row(
      `/24 on three ports, ${silence}, ${sweep.found} of ${sweepDevices} found`,
      sweep.ours,
      scanned,
      sweep.nmap,
      sweep.ours <= 1500 && sweep.found === sweepDevices && sweep.isSilent,
    ),
  ]
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

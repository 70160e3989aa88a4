import { deviceKey, type DeviceIdentity, type Endpoint } from '#common/device/device.ts'
import type { Sighting } from '#common/discovery/merge.ts'
import type { Adapter } from '#common/discovery/search.ts'
import { createAnnounced } from '#node/discovery/announced.ts'
import { createAsker } from '#node/discovery/asker.ts'
import { defaultLimits } from '#node/discovery/limits.ts'
import { createRoster } from '#node/discovery/roster.ts'
import { hintOfService } from '#node/discovery/hint.ts'
import type { Service, ServiceEvent } from '#node/discovery/serviceCache.ts'
import { createWatch, type Known } from '#node/discovery/watch.ts'
import { createFakeNetwork } from './identities.ts'
import { createManualClock } from './manualClock.ts'

const lan: Adapter = { name: 'eth0', address: '192.168.0.10', prefix: 24, used: true }

/** Announcements and looks on a network without sockets, in a time that only the test moves. */
export function watchANetwork({ known }: { readonly known?: () => readonly Known[] } = {}) {
  const clock = createManualClock()
  const network = createFakeNetwork()
  const asker = createAsker({
    identify: network.identify,
    timers: clock,
    parallel: defaultLimits.asksParallel,
    timeoutMs: defaultLimits.askTimeoutMs,
  })
  const sightings: Sighting[] = []
  const standings: string[] = []
  const roster = createRoster({
    now: clock.now,
    goneAfterMs: defaultLimits.goneAfterMs,
    adapters: () => [lan],
    onSighting: (sighting) => sightings.push(sighting),
    onPresence(key, { gone, sameAddress, otherSubnet }) {
      standings.push(`${key} ${gone ? 'gone' : sameAddress ? 'sameAddress' : otherSubnet ? 'otherSubnet' : 'here'}`)
      if (gone) clock.later(0, () => announced.standIn(key))
    },
  })
  const watch = createWatch({ asker, roster, timers: clock, limits: defaultLimits, ...(known ? { known } : {}) })
  const announced = createAnnounced({
    asker,
    roster,
    timers: clock,
    adapters: () => [lan],
    suspect: watch.suspect,
    onChanged: () => undefined,
  })

  /** Everything that needs no time has happened. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }

  return {
    clock,
    network,
    roster,
    watch,
    announced,
    sightings: sightings as readonly Sighting[],
    /** Every change, oldest first. */
    standings: standings as readonly string[],
    settle,
    async pass(ms: number): Promise<void> {
      for (let passed = 0; passed < ms; passed += 500) {
        clock.advance(Math.min(500, ms - passed))
        await settle()
      }
    },
    async hear(what: ServiceEvent['what'], service: Service): Promise<void> {
      announced.hear('eth0', hintOfService(what === 'lost' ? { what, service, why: 'goodbye' } : { what, service }))
      await settle()
    },
    standing: (identity: DeviceIdentity) =>
      standings
        .filter((one) => one.startsWith(deviceKey(identity)))
        .at(-1)
        ?.split(' ')[1],
  }
}

/** What a camera announces of itself. */
export function serviceOf(identity: DeviceIdentity, { address, port }: Endpoint, more: Partial<Service> = {}): Service {
  const txt = { macaddress: identity.mac, deviceid: identity.deviceId, model: identity.model }
  return { id: `${identity.mac}._http._tcp.local`, label: identity.mac, port, addresses: [address], sender: address, txt, ...more }
}

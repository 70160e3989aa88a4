import type { ServerResponse } from 'node:http'
import type { Account } from '#common/accounts/accounts.ts'
import type { BatchProgress, BatchRow } from '#common/batch/addresses.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { openSharedAddress, type SharedAddress } from '#simulator/sharedAddress.ts'
import { startApp, type StartedApp } from '#test/support/startedApp.ts'
import { freeEndpoint, startVirtualDevice, type StartedDevice, type StartOptions } from '#test/support/virtualDevice.ts'
import { closeLater, shortLimits } from '../story/bench.ts'

/** Cameras fresh from the box, all at one address, and the application that has them on its list. */
export interface Crate {
  readonly app: StartedApp
  readonly shared: SharedAddress
  readonly devices: readonly StartedDevice[]
  readonly keys: readonly DeviceKey[]
  /** A free address for each. */
  readonly addresses: readonly string[]
  readonly account: Account
  /** `start` with the n-th device going to the n-th address. */
  begin(only?: readonly number[], more?: { readonly setsFirstPassword?: boolean; readonly account?: Account }): Promise<void>
  /** Resolves with the first state of the batch of which this holds, past ones included. */
  until(wanted: (progress: BatchProgress) => boolean): Promise<BatchProgress>
  /** Another of them holds the address once so many questions more were answered there. */
  turnAfter(questions: number): void
  /** Where each device says it is and listens. */
  places(): readonly (string | undefined)[]
}

/** As many as there are options, named camera 1, camera 2, … by their MAC. */
export async function openCrate(devices: readonly StartOptions[], folder?: string): Promise<Crate> {
  const place = closeLater(await openSharedAddress(freeEndpoint()))
  let left = Infinity
  const shared: SharedAddress = {
    ...place,
    enter(device) {
      device.on('request', (_request, response: ServerResponse) => response.once('finish', () => --left === 0 && setImmediate(place.turn)))
      return place.enter(device)
    },
  }
  const app = closeLater(await startApp(folder, shortLimits))
  const started: StartedDevice[] = []
  const keys: DeviceKey[] = []
  for (const [index, options] of devices.entries()) {
    const end = String(10 + index)
    const identity = { deviceId: `1593${end}`, mac: `00:1C:27:15:93:${end}`, instance: `IPCamera ${end}` }
    started.push(closeLater(await startVirtualDevice({ ...options, identity, shared, endpoint: shared.endpoint })))
  }
  // Whoever looks at the address again and again meets each of them in turn.
  for (const _ of started) {
    keys.push((await app.handlers['search.addByHand'](shared.endpoint)).key)
    shared.turn()
  }
  const account = started[0]?.account ?? { user: '', password: '' }
  const addresses = started.map(() => freeEndpoint().address)
  return {
    app,
    shared,
    devices: started,
    keys,
    addresses,
    account,
    async begin(only = keys.map((_, index) => index), { setsFirstPassword = false, account: other = account } = {}) {
      const rows = only.map((index) => ({ device: keys[index] ?? '', address: addresses[index] ?? '' }))
      await app.handlers['batches.start']({ rows, mask: '255.0.0.0', gateway: '', setsFirstPassword }, other)
    },
    until: async (wanted) => {
      const progress = await app.until('batches.changed', (one) => one !== null && wanted(one))
      if (!progress) throw new Error('no batch')
      return progress
    },
    turnAfter: (questions) => (left = questions),
    places: () => started.map((device) => device.listening()?.address),
  }
}

/** `done`, `failed`, … of each row. */
export function words({ rows }: BatchProgress): readonly BatchRow['state'][] {
  return rows.map(({ state }) => state)
}

export const isDone = ({ state }: BatchProgress) => state === 'done'

import type { DeviceIdentity, Endpoint } from '#common/device/device.ts'
import { AppFailure } from '#common/errors/appError.ts'

/** A camera whose MAC ends in the given number, [0, 65535]. */
export function camera(tail: number, more: Partial<DeviceIdentity> = {}): DeviceIdentity {
  const digits = tail.toString(16).padStart(4, '0').toUpperCase()
  return {
    deviceId: String(159_000 + tail),
    mac: `00:1C:27:00:${digits.slice(0, 2)}:${digits.slice(2)}`,
    name: '',
    model: 'IPV57/41CLDR/Z/13',
    firmware: 'v3.5.0804.1003.3.0.27.4.0',
    hardware: 'V060101_1',
    maker: 'IPCamera',
    series: 'ipc',
    channels: 1,
    cards: 1,
    ...more,
  }
}

type Answerer = () => DeviceIdentity | AppFailure | 'never'

/** A network of addresses that answer the identity question, without sockets. Nobody is at an address that is not listed. */
export function createFakeNetwork() {
  const answerers = new Map<string, Answerer>()
  const asked: string[] = []
  const place = ({ address, port }: Endpoint) => `${address}:${port}`
  return {
    asked: asked as readonly string[],
    at(endpoint: Endpoint, answerer: Answerer | DeviceIdentity) {
      answerers.set(place(endpoint), typeof answerer === 'function' ? answerer : () => answerer)
    },
    unplug: (endpoint: Endpoint) => void answerers.delete(place(endpoint)),
    async identify(endpoint: Endpoint, signal: AbortSignal): Promise<DeviceIdentity> {
      asked.push(place(endpoint))
      const answer = answerers.get(place(endpoint))?.() ?? new AppFailure({ kind: 'unreachable', why: 'refused' })
      if (answer instanceof AppFailure) throw answer
      if (answer !== 'never') return answer
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new AppFailure({ kind: 'cancelled' }))))
    },
  }
}

/** What a printer's page makes of the question. */
export const aPrinter = () => new AppFailure({ kind: 'http', status: 404 })

import type { Certificate } from '#common/device/certificate.ts'
import { type DeviceKey, type Endpoint, shownEndpoint } from '#common/device/device.ts'
import type { AppError } from '#common/errors/appError.ts'

/** Which certificates a person has accepted, and of which device each is. */
export interface Trust {
  /** What a device is remembered with. */
  pin(key: DeviceKey, certificate: Certificate): void
  pinOf(key: DeviceKey): Certificate | undefined
  /** A person looked at what was shown at a place and accepts it; for a device that is known, in place of what it had. */
  accept(endpoint: Endpoint, certificate: Certificate, key: DeviceKey | undefined): void
  /** A device named itself at a place: from now on the certificate accepted there is its own. True when that is news. */
  claim(key: DeviceKey, endpoint: Endpoint): boolean
  forget(key: DeviceKey): void
  /**
   * Why whoever shows this certificate must not be talked to. With a key only that device's own will do; without one, as when
   * somebody is asked who it is, any that a person has accepted here or for a device of the site.
   */
  judge(endpoint: Endpoint, shown: Certificate, key?: DeviceKey): AppError | undefined
}

export interface TrustOptions {
  /** The device that is expected at a place. */
  readonly ownerOf: (endpoint: Endpoint) => DeviceKey | undefined
  /** A device shows another certificate than the one accepted. */
  readonly onChanged: (key: DeviceKey, error: AppError) => void
}

export function createTrust({ ownerOf, onChanged }: TrustOptions): Trust {
  const pins = new Map<DeviceKey, Certificate>()
  const accepted = new Map<string, Certificate>()
  const isOnePinned = ({ sha256 }: Certificate) => [...pins.values()].some((pin) => pin.sha256 === sha256)

  return {
    pin: (key, certificate) => void pins.set(key, certificate),
    pinOf: (key) => pins.get(key),
    accept(endpoint, certificate, key) {
      accepted.set(shownEndpoint(endpoint), certificate)
      if (key !== undefined) pins.set(key, certificate)
    },
    claim(key, endpoint) {
      const certificate = accepted.get(shownEndpoint(endpoint))
      if (!certificate || pins.has(key)) return false
      pins.set(key, certificate)
      return true
    },
    forget(key) {
      const pin = pins.get(key)
      pins.delete(key)
      for (const [place, { sha256 }] of accepted) if (sha256 === pin?.sha256) accepted.delete(place)
    },
    judge(endpoint, shown, key) {
      const owner = key ?? ownerOf(endpoint)
      const pinned = owner === undefined ? undefined : pins.get(owner)
      if (owner !== undefined && pinned) {
        if (pinned.sha256 === shown.sha256) return undefined
        // Another device of the site may have come to this place: it may say who it is, and is shown no account.
        if (key === undefined && isOnePinned(shown)) return undefined
        const error: AppError = { kind: 'certificate', shown, pinned, deviceId: owner }
        onChanged(owner, error)
        return error
      }
      if (accepted.get(shownEndpoint(endpoint))?.sha256 === shown.sha256) return undefined
      if (key === undefined && isOnePinned(shown)) return undefined
      return { kind: 'certificate', shown }
    },
  }
}

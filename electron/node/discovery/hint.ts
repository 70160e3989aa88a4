import type { DeviceIdentity, Endpoint } from '#common/device/device.ts'
import { identityOf } from '#common/device/identity.ts'
import type { Service, ServiceEvent } from './serviceCache.ts'

/** Somebody says that a device is somewhere, however it was said. Who it is must be asked. */
export interface Hint {
  /** One for each speaker of a network. */
  readonly id: string
  readonly foundBy: 'bonjour' | 'onvif'
  /** Where it may answer, likeliest first. */
  readonly places: readonly Endpoint[]
  /** Where the message came from, with the port at which a device would be asked. */
  readonly sender: Endpoint
  /** Who it says it is; undefined when it says nothing that a device of ours says. */
  readonly claim: DeviceIdentity | undefined
}

/** `lost`: a goodbye, or silence for too long. */
export interface HintEvent {
  readonly what: 'up' | 'changed' | 'lost'
  readonly hint: Hint
}

export function hintOfService({ what, service }: ServiceEvent): HintEvent {
  const { id, port, addresses, sender } = service
  const places = addresses.map((address) => ({ address, port }))
  return { what, hint: { id, foundBy: 'bonjour', places, sender: { address: sender, port }, claim: claimedIdentity(service) } }
}

/** Who an announcement says it is; undefined when it is not one of a device. Its texts are `macaddress`, `deviceid`, `model`. */
function claimedIdentity({ txt, label }: Pick<Service, 'txt' | 'label'>): DeviceIdentity | undefined {
  const { macaddress: mac = '', deviceid: deviceId = '', model = '' } = txt
  if (!/^(?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}$/i.test(mac)) return undefined
  return identityOf({ deviceId: deviceId.slice(0, 60), mac, name: label, model: model.slice(0, 60) })
}

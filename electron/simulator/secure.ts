import { createServer, type Server } from 'node:https'
import type { RequestListener } from 'node:http'
import type { VirtualDevice } from './device.ts'
import { makeCertificate, type OwnCertificate } from './certificate.ts'

const validFrom = Date.UTC(2017, 0, 1)
const day = 86_400_000

/** The door a device has besides the plain one: same answers, with a certificate it made for itself. */
export interface SecureDoor {
  readonly close: () => Promise<void>
}

/** Certificates of one device, kept over moves and restarts: its own, and the one it shows under the quirk `otherCertificate`. */
export function createCertificates({ identity }: VirtualDevice): (isOther: boolean) => OwnCertificate {
  const made = new Map<boolean, OwnCertificate>()
  return (isOther) => {
    const own = made.get(isOther) ?? makeCertificate(identity().instance, validFrom, validFrom + (isOther ? 7300 : 3650) * day)
    made.set(isOther, own)
    return own
  }
}

/** Rejects when the port cannot be had. */
export async function listenSecure(
  { address, port }: { readonly address: string; readonly port: number },
  { quirks }: VirtualDevice,
  certificates: (isOther: boolean) => OwnCertificate,
  respond: RequestListener,
): Promise<SecureDoor> {
  const own = () => certificates(quirks.all().some((quirk) => quirk.showsOtherCertificate))
  const server: Server = createServer(own(), respond)
  server.prependListener('connection', () => server.setSecureContext(own()))
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, resolve)
  })
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

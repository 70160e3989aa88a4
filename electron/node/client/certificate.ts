import type { TLSSocket } from 'node:tls'
import type { Certificate } from '#common/device/certificate.ts'

/** The certificate the other side of a finished handshake showed, and proved to have the key of. */
export function certificateIn(socket: TLSSocket): Certificate | undefined {
  const shown = socket.getPeerX509Certificate()
  if (!shown) return undefined
  return {
    sha256: shown.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: (shown.subject ?? '').replaceAll('\n', ', ').slice(0, 500),
    validFrom: timeOf(shown.validFrom),
    validTo: timeOf(shown.validTo),
  }
}

/** Dates nobody can read become the epoch: they are shown, they decide nothing. */
function timeOf(text: string): number {
  const at = Date.parse(text)
  return Number.isNaN(at) ? 0 : at
}

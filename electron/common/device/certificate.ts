import { z } from 'zod'

/** A device's certificate, as far as a person needs it to decide. Cameras sign theirs themselves: the print tells, not the name. */
export const Certificate = z.object({
  /** SHA-256 of the whole certificate, 64 small hex digits. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Who it names, as it is written there; may be empty. */
  subject: z.string().max(500),
  /** ms since the epoch. */
  validFrom: z.number(),
  /** ms since the epoch. Often past on cameras, which decides nothing. */
  validTo: z.number(),
})
export type Certificate = z.infer<typeof Certificate>

/** A certificate that nobody has decided on yet, and the one accepted before where there is one. */
export const CertificateQuestion = z.object({ shown: Certificate, pinned: Certificate.optional() })
export type CertificateQuestion = z.infer<typeof CertificateQuestion>

/** `AB:CD:…`, as a device's own page and a browser show it. */
export function fingerprintText(sha256: string): string {
  return sha256.toUpperCase().match(/../g)?.join(':') ?? ''
}

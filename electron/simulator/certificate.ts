import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** What a TLS server shows and proves, as PEM. */
export interface OwnCertificate {
  readonly key: string
  readonly cert: string
}

/**
 * A certificate a device makes for itself, as cameras do: P-256, signed by its own key, naming no address.
 *
 * Written here in DER (RFC 5280, 4.1), for Node makes none: it needs no tool on the machine, and no key lies in the repository.
 * The dates are ms since the epoch, before 2050.
 */
export function makeCertificate(name: string, validFrom: number, validTo: number): OwnCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const who = sequence(node(0x31, sequence(commonName, node(0x0c, Buffer.from(name)))))
  const serial = node(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(8)]))
  const body = sequence(
    serial,
    ecdsaWithSha256,
    who,
    sequence(utcTime(validFrom), utcTime(validTo)),
    who,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = node(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(sequence(body, ecdsaWithSha256, signature)),
  }
}

/** 2.5.4.3 */
const commonName = Buffer.from('0603550403', 'hex')
/** 1.2.840.10045.4.3.2 */
const ecdsaWithSha256 = Buffer.from('300a06082a8648ce3d040302', 'hex')

function sequence(...parts: readonly Buffer[]): Buffer {
  return node(0x30, Buffer.concat(parts))
}

function node(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content])
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

/** `YYMMDDHHMMSSZ` */
function utcTime(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/\D/g, '').slice(2, 14)
  return node(0x17, Buffer.from(`${digits}Z`))
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

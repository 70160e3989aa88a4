import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { fail } from '#common/errors/appError.ts'
import { jsonIn } from './accountsText.ts'

/*
 * A text under a passphrase, as a file a person can look at:
 *
 *   { format, version, scrypt: { N, r, p, salt }, check, nonce, data, tag, sum }
 *
 * scrypt (RFC 7914) makes 64 bytes of passphrase and salt: a key for AES-256-GCM, and a key for `check`, an HMAC-SHA256 over the
 * head. The head, nonce included, is the associated data of the cipher as well. `sum` is SHA-256 over all the rest and needs no
 * passphrase: a sum that does not hold is damage, a check that does not hold with a good sum is another passphrase, and data that
 * cannot be opened although the check holds were meddled with.
 */

/** How dear a guess is. `N` is a power of two. */
export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** 128 MiB a guess, eight times what Node takes by default. */
export const usualCost: ScryptCost = { N: 131_072, r: 8, p: 1 }

/** More memory than this is not spent on what a file says, bytes. */
const mostMemory = 512 * 1024 * 1024

const format = 'sightline-accounts'
const bytesOf = (length: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === length)
const Cost = z.object({
  N: z
    .int()
    .min(2)
    .max(2 ** 22)
    .refine((n) => (n & (n - 1)) === 0),
  r: z.int().min(1).max(64),
  p: z.int().min(1).max(16),
})
const AnyVersion = z.object({ format: z.literal(format), version: z.int() })
const SealedFile = z.object({
  format: z.literal(format),
  version: z.literal(1),
  scrypt: Cost.extend({ salt: bytesOf(16) }).refine(({ N, r }) => 128 * N * r <= mostMemory),
  check: bytesOf(32),
  nonce: bytesOf(12),
  data: z.base64(),
  tag: bytesOf(16),
  sum: bytesOf(32),
})
type SealedFile = z.infer<typeof SealedFile>
type Head = Pick<SealedFile, 'format' | 'version' | 'scrypt'>

/** What a passphrase and a salt come to. Whoever has it opens the file. */
export interface SealKey {
  readonly cost: ScryptCost
  readonly salt: Buffer
  readonly cipher: Buffer
  readonly check: Buffer
  /** Overwrites it. */
  wipe(): void
}

/** A key for a new file. Different ways to type one letter are one passphrase. */
export function newSealKey(passphrase: string, cost: ScryptCost): Promise<SealKey> {
  return derive(passphrase, cost, randomBytes(16))
}

/**
 * The key of a file.
 *
 * @throws AppFailure `vault`: `wrongPassphrase`, `damaged`, `newer`
 */
export async function sealKeyOf(text: string, passphrase: string): Promise<SealKey> {
  const file = parse(text)
  const key = await derive(passphrase, file.scrypt, Buffer.from(file.scrypt.salt, 'base64'))
  if (holds(key, file)) return key
  key.wipe()
  return fail({ kind: 'vault', why: 'wrongPassphrase' })
}

/** The file of a text. A nonce is never used twice. */
export function seal(key: SealKey, text: string): string {
  const { N, r, p } = key.cost
  const open: Head = { format, version: 1, scrypt: { N, r, p, salt: key.salt.toString('base64') } }
  const nonce = randomBytes(12)
  const head = { ...open, check: checkOf(key, open).toString('base64'), nonce: nonce.toString('base64') }
  const cipher = createCipheriv('aes-256-gcm', key.cipher, nonce).setAAD(headBytes(head))
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const body = { ...head, data: data.toString('base64'), tag: cipher.getAuthTag().toString('base64') }
  return `${JSON.stringify({ ...body, sum: sumOf(body) }, null, 2)}\n`
}

/**
 * The text of a file.
 *
 * @throws AppFailure `vault`: `damaged`, `newer`, and `locked` where the file has got another passphrase meanwhile
 */
export function unseal(key: SealKey, text: string): string {
  const file = parse(text)
  if (!holds(key, file)) return fail({ kind: 'vault', why: 'locked' })
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.cipher, Buffer.from(file.nonce, 'base64'), { authTagLength: 16 })
    decipher.setAAD(headBytes(file)).setAuthTag(Buffer.from(file.tag, 'base64'))
    return Buffer.concat([decipher.update(file.data, 'base64'), decipher.final()]).toString('utf8')
  } catch {
    return fail({ kind: 'vault', why: 'damaged' })
  }
}

function parse(text: string): SealedFile {
  const json = jsonIn(text)
  const version = AnyVersion.safeParse(json)
  if (version.success && version.data.version > 1) return fail({ kind: 'vault', why: 'newer' })
  const file = SealedFile.safeParse(json)
  if (!file.success || sumOf(file.data) !== file.data.sum) return fail({ kind: 'vault', why: 'damaged' })
  return file.data
}

async function derive(passphrase: string, { N, r, p }: ScryptCost, salt: Buffer): Promise<SealKey> {
  const bytes = await scryptAsync(passphrase.normalize('NFKC'), salt, 64, { N, r, p, maxmem: 2 * mostMemory })
  return { cost: { N, r, p }, salt, cipher: bytes.subarray(0, 32), check: bytes.subarray(32), wipe: () => void bytes.fill(0) }
}

const scryptAsync = promisify<string, Buffer, number, object, Buffer>(scrypt)

function holds(key: SealKey, file: SealedFile): boolean {
  return timingSafeEqual(checkOf(key, file), Buffer.from(file.check, 'base64'))
}

function checkOf(key: SealKey, head: Head): Buffer {
  return createHmac('sha256', key.check).update(headText(head)).digest()
}

/** One text for one head, whatever order a file has its lines in. */
function headText({ format: name, version, scrypt: { N, r, p, salt } }: Head): string {
  return [name, version, N, r, p, salt].join('\n')
}

function headBytes(file: Pick<SealedFile, keyof Head | 'check' | 'nonce'>): Buffer {
  return Buffer.from([headText(file), file.check, file.nonce].join('\n'))
}

function sumOf(file: Omit<SealedFile, 'sum'>): string {
  return createHash('sha256').update(headBytes(file)).update(['', file.data, file.tag].join('\n')).digest('base64')
}

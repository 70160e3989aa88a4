import { beforeAll, describe, expect, it } from 'vitest'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { newSealKey, seal, type SealKey, sealKeyOf, unseal } from '#node/vault/sealed.ts'

const cost = { N: 1024, r: 8, p: 1 }
const passphrase = 'Möwen über Birken & 12'
const secret = '{"password":"Garten&Tür=1 %/+"}'

let key: SealKey
let file: string

beforeAll(async () => {
  key = await newSealKey(passphrase, cost)
  file = seal(key, secret)
})

async function errorOf(work: () => unknown): Promise<AppError> {
  return Promise.resolve()
    .then(work)
    .then(() => expect.unreachable(), toAppError)
}

type Parts = Record<string, unknown> & { readonly scrypt: Readonly<Record<string, unknown>> }
const parts = () => JSON.parse(file) as Parts
const another = (text: unknown) => Buffer.from(Buffer.from(String(text), 'base64').map((byte) => byte ^ 1)).toString('base64')

/** The file with one part changed, its sum as it was or made anew by whoever changed it. */
async function changed(change: (whole: Parts) => object, withSum: boolean): Promise<string> {
  const next = { ...parts(), ...change(parts()) } as Parts
  return JSON.stringify(withSum ? { ...next, sum: await sumOf(next) } : next)
}

/** As the format says, written a second time. */
async function sumOf(whole: Parts): Promise<string> {
  const { N, r, p, salt } = whole.scrypt
  const text = [whole['format'], whole['version'], N, r, p, salt, whole['check'], whole['nonce'], whole['data'], whole['tag']].join('\n')
  return Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('base64')
}

describe('a text under a passphrase', () => {
  it('comes back with the passphrase, however its letters were typed', async () => {
    expect(unseal(await sealKeyOf(file, passphrase), file)).toBe(secret)
    expect(unseal(await sealKeyOf(file, passphrase.normalize('NFD')), file)).toBe(secret)
  })

  it('shows nothing of itself or the passphrase', () => {
    for (const part of [secret, 'Garten', passphrase, 'Birken', Buffer.from(secret).toString('base64').slice(0, 20)])
      expect(file).not.toContain(part)
  })

  it('is another file each time, its parts always as long', () => {
    const again = JSON.parse(seal(key, secret)) as Parts
    expect(again['nonce']).not.toBe(parts()['nonce'])
    expect(again['data']).not.toBe(parts()['data'])
    expect(Object.entries(again).map(([name, value]) => [name, String(value).length])).toEqual(
      Object.entries(parts()).map(([name, value]) => [name, String(value).length]),
    )
  })

  it('is refused to another passphrase, and says that it is the passphrase', async () => {
    for (const wrong of [`${passphrase} `, passphrase.toLowerCase(), ''])
      expect(await errorOf(() => sealKeyOf(file, wrong))).toEqual({ kind: 'vault', why: 'wrongPassphrase' })
  })

  it.each(['format', 'version', 'scrypt', 'check', 'nonce', 'data', 'tag', 'sum'])('without its %s is damaged', async (name) => {
    const { [name]: _gone, ...rest } = parts()
    expect(await errorOf(() => sealKeyOf(JSON.stringify(rest), passphrase))).toEqual({ kind: 'vault', why: 'damaged' })
  })

  it.each(['check', 'nonce', 'data', 'tag', 'sum'])('with one bit of its %s turned is damaged, whatever the passphrase', async (name) => {
    const text = await changed((whole) => ({ [name]: another(whole[name]) }), false)
    expect(await errorOf(() => sealKeyOf(text, passphrase))).toEqual({ kind: 'vault', why: 'damaged' })
    expect(await errorOf(() => sealKeyOf(text, 'wrong'))).toEqual({ kind: 'vault', why: 'damaged' })
  })

  it('cut short is damaged', async () => {
    for (const length of [0, 1, 40, file.length / 2, file.length - 3])
      expect(await errorOf(() => sealKeyOf(file.slice(0, length), passphrase))).toEqual({ kind: 'vault', why: 'damaged' })
  })

  it.each(['nonce', 'data', 'tag'])('is not opened when somebody changed its %s and made the sum anew', async (name) => {
    const text = await changed((whole) => ({ [name]: another(whole[name]) }), true)
    expect(await errorOf(() => unseal(key, text))).toEqual({ kind: 'vault', why: 'damaged' })
  })

  it('is not opened with a cheaper way to the key written into it', async () => {
    const text = await changed((whole) => ({ scrypt: { ...whole.scrypt, N: 2 } }), true)
    expect(await errorOf(() => sealKeyOf(text, passphrase))).toEqual({ kind: 'vault', why: 'wrongPassphrase' })
  })

  it('takes no more memory than a file may ask for', async () => {
    const text = await changed((whole) => ({ scrypt: { ...whole.scrypt, N: 2 ** 22, r: 64 } }), true)
    expect(await errorOf(() => sealKeyOf(text, passphrase))).toEqual({ kind: 'vault', why: 'damaged' })
  })

  it('of a later version is left to a later program', async () => {
    expect(await errorOf(() => sealKeyOf('{"format":"sightline-accounts","version":2,"argon":true}', passphrase))).toEqual({
      kind: 'vault',
      why: 'newer',
    })
  })

  it('that was given another passphrase meanwhile is locked to the old key', async () => {
    const other = seal(await newSealKey('another passphrase', cost), secret)
    expect(await errorOf(() => unseal(key, other))).toEqual({ kind: 'vault', why: 'locked' })
  })

  it('cannot be opened with a key that was wiped', async () => {
    const mine = await sealKeyOf(file, passphrase)
    mine.wipe()
    expect(await errorOf(() => unseal(mine, file))).toEqual({ kind: 'vault', why: 'locked' })
  })
})

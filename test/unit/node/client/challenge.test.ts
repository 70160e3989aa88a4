import { describe, expect, it } from 'vitest'
import { readChallenges } from '#node/client/challenge.ts'

describe('reading WWW-Authenticate', () => {
  it('tells several offers in one header apart', () => {
    expect(readChallenges('Basic realm="simple", Digest realm="a", nonce="n1", qop="auth"')).toEqual([
      { scheme: 'basic', parameters: { realm: 'simple' } },
      { scheme: 'digest', parameters: { realm: 'a', nonce: 'n1', qop: 'auth' } },
    ])
  })

  it('keeps commas, quotes and equal signs that stand inside quotes', () => {
    expect(readChallenges('Digest realm="north, \\"gate\\" a=b", nonce="x=="')).toEqual([
      { scheme: 'digest', parameters: { realm: 'north, "gate" a=b', nonce: 'x==' } },
    ])
  })

  it('takes several headers in their order', () => {
    expect(
      readChallenges(['Digest nonce=a, algorithm=MD5', 'Digest nonce=b, algorithm=SHA-256']).map(({ parameters }) => parameters['nonce']),
    ).toEqual(['a', 'b'])
  })

  it('takes names in any case and blanks around the equal sign', () => {
    expect(readChallenges('DIGEST Realm = "r" ,NONCE= abc/+==')).toEqual([
      { scheme: 'digest', parameters: { realm: 'r', nonce: 'abc/+==' } },
    ])
  })

  it('takes a scheme without parameters', () => {
    expect(readChallenges('Negotiate, Basic')).toEqual([
      { scheme: 'negotiate', parameters: {} },
      { scheme: 'basic', parameters: {} },
    ])
  })

  it('keeps what came before something it cannot read', () => {
    expect(readChallenges('Basic realm="ok", Digest realm="never closed')).toEqual([
      { scheme: 'basic', parameters: { realm: 'ok' } },
      { scheme: 'digest', parameters: {} },
    ])
  })

  it('has nothing to say without a header', () => {
    expect(readChallenges(undefined)).toEqual([])
  })

  it('reads 200 kB of hostile text in linear time', () => {
    const begun = performance.now()
    readChallenges([`Digest realm="${'\\"'.repeat(100_000)}`, 'a'.repeat(200_000), 'a='.repeat(100_000), ', '.repeat(100_000)])
    expect(performance.now() - begun).toBeLessThan(1000)
  })
})

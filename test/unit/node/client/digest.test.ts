import { describe, expect, it } from 'vitest'
import { readChallenges } from '#node/client/challenge.ts'
import { bestDigest, digestHeader, type DigestOffer } from '#node/client/digest.ts'

function offer(header: string): DigestOffer {
  const found = bestDigest(readChallenges(header))
  if (!found) throw new Error(`no offer in ${header}`)
  return found
}

const mufasa = { user: 'Mufasa', password: 'Circle of Life' }
const rfc7616 =
  'Digest realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", algorithm='
const request = { method: 'GET', uri: '/dir/index.html', count: 1, cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' }

describe('a Digest answer', () => {
  it('is the MD5 example of RFC 7616 section 3.9.1', () => {
    expect(digestHeader(offer(`${rfc7616}MD5`), mufasa, request)).toMatchInlineSnapshot(
      `"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", response="8ca523f5e9506fed4657c9700eebdbec", algorithm=MD5, opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ""`,
    )
  })

  it('is the SHA-256 example of RFC 7616 section 3.9.1', () => {
    expect(digestHeader(offer(`${rfc7616}SHA-256`), mufasa, request)).toContain(
      'response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"',
    )
  })

  it('is the SHA-512-256 example with a hidden user, as erratum 4897 of RFC 7616 section 3.9.2 corrects it', () => {
    const header = digestHeader(
      offer(
        'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true',
      ),
      { user: 'J\u00e4s\u00f8n Doe', password: 'Secret, or not?' },
      { method: 'GET', uri: '/doe.json', count: 1, cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v' },
    )
    expect(header).toContain('username="793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"')
    expect(header).toContain('response="3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"')
  })

  it('is the example of RFC 2617 section 3.5, which names no algorithm', () => {
    const header = digestHeader(
      offer(
        'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
      ),
      { user: 'Mufasa', password: 'Circle Of Life' },
      { method: 'GET', uri: '/dir/index.html', count: 1, cnonce: '0a4f113b' },
    )
    expect(header).toContain('response="6629fae49393a05397450978507c4ef1"')
    expect(header).not.toContain('algorithm')
  })

  it('leaves the counter out where no qop is offered, as in RFC 2069', () => {
    const header = digestHeader(
      offer('Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'),
      { user: 'Mufasa', password: 'CircleOfLife' },
      { method: 'GET', uri: '/dir/index.html', count: 1 },
    )
    expect(header).toContain('response="1949323746fe6a43ef61f9606e7febea"') // RFC 2069 as errata 749 corrects it
    expect(header).not.toContain('nc=')
  })

  it('binds the nonce into the key for MD5-sess', () => {
    expect(digestHeader(offer(`${rfc7616}MD5-sess`), mufasa, request)).not.toContain('8ca523f5e9506fed4657c9700eebdbec')
  })

  it('counts in eight hexadecimal digits', () => {
    expect(digestHeader(offer(`${rfc7616}MD5`), mufasa, { ...request, count: 255 })).toContain('nc=000000ff')
  })

  it('sends a name outside ASCII in the extended form where the device declares UTF-8', () => {
    const header = digestHeader(
      offer('Digest realm="r", nonce="n", qop="auth", charset=UTF-8'),
      { user: 'J\u00f6rg', password: 'p' },
      request,
    )
    expect(header).toContain("username*=UTF-8''J%C3%B6rg")
  })

  it('sends the bytes of UTF-8 where the device declares nothing', () => {
    const header = digestHeader(offer('Digest realm="r", nonce="n", qop="auth"'), { user: 'J\u00f6rg', password: 'p' }, request)
    expect(Buffer.from(header, 'latin1').toString('utf8')).toContain('username="J\u00f6rg"')
  })
})

describe('choosing among Digest offers', () => {
  it('takes the strongest, wherever it stands', () => {
    const challenges = readChallenges(['Digest nonce="1", algorithm=MD5', 'Digest nonce="2", algorithm=SHA-256', 'Digest nonce="3"'])
    expect(bestDigest(challenges)?.nonce).toBe('2')
  })

  it('passes over what it cannot answer', () => {
    const challenges = readChallenges(['Digest nonce="1", algorithm=SHA-1', 'Digest nonce="2", qop="auth-int"', 'Digest realm="without"'])
    expect(bestDigest(challenges)).toBeUndefined()
  })

  it('tells a stale nonce from a refused password', () => {
    expect(['stale=true', 'stale="TRUE"', 'stale=false', 'opaque=x'].map((word) => offer(`Digest nonce="1", ${word}`).isStale)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

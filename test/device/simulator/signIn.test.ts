import { afterEach, describe, expect, it } from 'vitest'
import { ask, askSigned, challengesOf, digestFor } from '#test/support/askDevice.ts'
import { createManualClock } from '#test/support/manualClock.ts'
import { startVirtualDevice, type StartedDevice, type StartOptions } from '#test/support/virtualDevice.ts'

const started: StartedDevice[] = []
async function start(options: StartOptions = {}) {
  const device = await startVirtualDevice(options)
  started.push(device)
  const url = (query: string, program = 'param') => `${device.url}/cgi-bin/${program}.cgi?${query}`
  return { ...device, at: url, bonjour: url('action=get&type=bonjourService'), ports: url('action=get&type=devicePort') }
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((device) => device.close()))
})

const admin = { user: 'admin', password: 'sightline-demo' }
const wrong = { user: 'admin', password: 'guess' }

describe('without signing in', () => {
  it.each(['ipc', 'lite', 'thermal-dual', 'thermal-body', 'nvr', 'lpr', 'fisheye', 'ptz-dome', 'ipc-new'] as const)(
    'deviceInfo is told by %s',
    async (profile) => {
      const { at } = await start({ profile })
      const { status, body, headers } = await ask(at('action=get&type=deviceInfo'))
      expect([status, headers['content-type'], /^deviceID=159356\r?\n/.test(body)]).toEqual([200, 'text/plain', true])
    },
  )

  it('nothing else is', async () => {
    const { bonjour } = await start()
    expect((await ask(bonjour)).status).toBe(401)
  })

  it('an address beside /cgi-bin is a 404', async () => {
    const { url } = await start()
    expect((await ask(`${url}/index.html`)).status).toBe(404)
  })
})

describe('a camera that asks for Digest', () => {
  it('lets the right password in', async () => {
    const { bonjour } = await start()
    expect(await askSigned(bonjour, admin)).toMatchObject({ status: 200, body: 'enable=1\n' })
  })

  it('answers a wrong one with HTTP 401 and Error,return=-508', async () => {
    const { bonjour } = await start()
    expect(await askSigned(bonjour, wrong)).toMatchObject({ status: 401, body: 'Error,return=-508' })
  })

  it('answers an unknown user with -507', async () => {
    const { bonjour } = await start()
    expect(await askSigned(bonjour, { ...admin, user: 'root' })).toMatchObject({ status: 401, body: 'Error,return=-507' })
  })

  it('takes one nonce for several requests as long as the count goes on', async () => {
    const { bonjour } = await start()
    const [challenge = ''] = challengesOf(await ask(bonjour))
    const sign = (nc: string) => ({ authorization: digestFor(bonjour, challenge, { ...admin, nc }) })
    expect([(await ask(bonjour, sign('00000001'))).status, (await ask(bonjour, sign('00000002'))).status]).toEqual([200, 200])
    const again = await ask(bonjour, sign('00000002'))
    expect([again.status, challengesOf(again)[0]]).toEqual([401, expect.stringContaining('stale=true')])
  })

  it('calls an old nonce stale, and that is no failure', async () => {
    const clock = createManualClock()
    const { bonjour } = await start({ clock, nonceMs: 60_000 })
    for (let round = 0; round < 8; round += 1) {
      const [challenge = ''] = challengesOf(await ask(bonjour))
      clock.advance(60_001)
      const late = await ask(bonjour, { authorization: digestFor(bonjour, challenge, admin) })
      expect([late.status, challengesOf(late)[0]]).toEqual([401, expect.stringContaining('stale=true')])
    }
    expect((await askSigned(bonjour, admin)).status).toBe(200)
  })

  it('gives out a new nonce after so many uses', async () => {
    const { bonjour } = await start({ nonceUses: 1 })
    const [challenge = ''] = challengesOf(await ask(bonjour))
    expect((await ask(bonjour, { authorization: digestFor(bonjour, challenge, admin) })).status).toBe(200)
    expect((await ask(bonjour, { authorization: digestFor(bonjour, challenge, { ...admin, nc: '00000002' }) })).status).toBe(401)
  })

  it('does not take a signature made for another request', async () => {
    const { bonjour, ports } = await start()
    const [challenge = ''] = challengesOf(await ask(bonjour))
    expect((await ask(ports, { authorization: digestFor(bonjour, challenge, admin) })).status).toBe(401)
  })

  it('does not take an account from the query', async () => {
    const { at } = await start()
    expect((await ask(at('userName=admin&password=sightline-demo&action=get&type=devicePort'))).status).toBe(401)
  })

  it('offers SHA-256 before MD5 where its firmware has both, and takes either', async () => {
    const { bonjour } = await start({ profile: 'fisheye' })
    const challenges = challengesOf(await ask(bonjour))
    expect(challenges.map((challenge) => /algorithm=([\w-]+)/.exec(challenge)?.[1])).toEqual(['SHA-256', 'MD5'])
    for (const nc of [1, 2]) {
      const authorization = digestFor(bonjour, challenges[nc - 1] ?? '', { ...admin, nc: `0000000${nc}` })
      expect((await ask(bonjour, { authorization })).status).toBe(200)
    }
  })
})

describe('a camera that asks for Basic', () => {
  const basic = (account: { user: string; password: string }) => ({
    authorization: `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`,
  })

  it('says so', async () => {
    const { bonjour } = await start({ profile: 'lpr' })
    expect(challengesOf(await ask(bonjour))[0]).toMatch(/^Basic realm=/)
  })

  it('lets the right password in and nothing else', async () => {
    const { bonjour } = await start({ profile: 'lpr' })
    expect(await ask(bonjour, basic(admin))).toMatchObject({ status: 200, body: 'enable=1\n' })
    expect(await ask(bonjour, basic(wrong))).toMatchObject({ status: 401, body: 'Error,return=-508' })
  })

  it('takes a password with colons and foreign letters', async () => {
    const account = { user: 'admin', password: 'süß:1:2' }
    const { bonjour } = await start({ profile: 'lpr', account })
    expect((await ask(bonjour, basic(account))).status).toBe(200)
  })
})

describe('a recorder that wants the account in the query', () => {
  const account = (password: string, user = 'admin') => `userName=${user}&password=${encodeURIComponent(password)}`

  it('lets the first two parameters in', async () => {
    const { at } = await start({ profile: 'nvr', account: { user: 'admin', password: 'a&b=c% d1' } })
    expect(await ask(at(`${account('a&b=c% d1')}&action=get&type=devicePort`))).toMatchObject({
      status: 200,
      body: 'clientPort=30001\nhttpPort=8080\ndataPort=8554\nhttpsPort=8443\n',
    })
  })

  it.each([
    ['-508', 'a wrong password', `${account('guess')}&action=get&type=devicePort`],
    ['-507', 'an unknown user', `${account('sightline-demo', 'root')}&action=get&type=devicePort`],
    ['-507', 'none at all', 'action=get&type=devicePort'],
    ['-507', 'an account that stands last', `action=get&type=devicePort&${account('sightline-demo')}`],
  ])('answers with HTTP 200 and Error,return=%s for %s', async (code, _what, query) => {
    const { at } = await start({ profile: 'nvr' })
    expect(await ask(at(query))).toMatchObject({ status: 200, body: `Error,return=${code}` })
  })
})

describe('five wrong passwords', () => {
  it('lock the account for 30 min, Digest', async () => {
    const clock = createManualClock()
    const { bonjour } = await start({ clock })
    const heard: string[] = []
    for (let attempt = 0; attempt < 5; attempt += 1) heard.push((await askSigned(bonjour, wrong)).body)
    expect(heard).toEqual([...Array<string>(4).fill('Error,return=-508'), 'Error,return=-527'])
    expect(await askSigned(bonjour, admin)).toMatchObject({ status: 401, body: 'Error,return=-527' })
    clock.advance(30 * 60_000)
    expect((await askSigned(bonjour, admin)).status).toBe(200)
  })

  it('do not count questions without any account', async () => {
    const { bonjour } = await start()
    for (let attempt = 0; attempt < 9; attempt += 1) await ask(bonjour)
    expect((await askSigned(bonjour, admin)).status).toBe(200)
  })
})

describe('a camera without a password', () => {
  it('answers -528 to everything until it has one, then asks for Digest', async () => {
    const { at, bonjour } = await start({ profile: 'ipc-new' })
    expect(await ask(bonjour)).toMatchObject({ status: 200, body: 'Error,return=-528' })
    expect(await ask(at('action=modify&type=User&user=admin&newpasswd=first-1234'))).toMatchObject({ status: 200, body: 'OK' })
    expect((await ask(bonjour)).status).toBe(401)
    expect((await askSigned(bonjour, admin)).body).toBe('Error,return=-508')
    expect((await askSigned(bonjour, { user: 'admin', password: 'first-1234' })).body).toBe('enable=1\n')
  })
})

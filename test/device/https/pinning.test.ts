import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Certificate } from '#common/device/certificate.ts'
import type { Endpoint } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { createAttemptBudget } from '#node/client/budget.ts'
import { createClient, identify } from '#node/client/client.ts'
import { makeCertificate } from '#simulator/certificate.ts'
import { startApp } from '#test/support/startedApp.ts'
import { startVirtualDevice, type StartedDevice } from '#test/support/virtualDevice.ts'
import { closeAll, closeLater, ended, endOf, planOf, read, rowOf, run, shortLimits } from '../story/bench.ts'

afterEach(closeAll)

const past = makeCertificate('someone else', Date.UTC(2001, 0, 1), Date.UTC(2002, 0, 1))

async function errorOf(work: Promise<unknown>): Promise<AppError> {
  return work.then(() => expect.unreachable(), toAppError)
}

function secure(device: StartedDevice): Endpoint {
  return { address: device.endpoint.address, port: 8443, scheme: 'https' }
}

/** A virtual device over HTTPS, its certificate accepted, nobody signed in. */
async function accepted(folder?: string) {
  const device = closeLater(await startVirtualDevice({ https: true }))
  const app = closeLater(await startApp(folder, shortLimits))
  const endpoint = secure(device)
  const error = await errorOf(app.handlers['search.addByHand'](endpoint))
  if (error.kind !== 'certificate') throw new Error(JSON.stringify(error))
  await app.handlers['certificates.accept'](endpoint, error.shown, null)
  const { key } = await app.handlers['search.addByHand'](endpoint)
  return { app, device, key, endpoint, shown: error.shown }
}

async function signedInSecurely() {
  const bench = await accepted()
  const [outcome] = await bench.app.handlers['signIn.many']([bench.key], bench.device.account)
  expect(outcome).toEqual({ device: bench.key })
  return bench
}

/** An HTTPS server that notes every byte it decrypts and every finished handshake. */
async function listener(own = past, location?: string) {
  const bytes: Buffer[] = []
  let ended = 0
  const server = createServer(own, (_request, response) => response.writeHead(302, { location: location ?? '/' }).end())
  server.on('secureConnection', (socket) => {
    socket.on('data', (chunk: Buffer) => bytes.push(chunk))
    socket.on('error', () => undefined)
  })
  server.on('tlsClientError', () => undefined)
  server.on('connection', (socket) => socket.on('close', () => (ended += 1)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  closeLater({
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
  const endpoint: Endpoint = { address: '127.0.0.1', port, scheme: 'https' }
  return { endpoint, sent: () => Buffer.concat(bytes).toString(), ended: () => ended }
}

describe('a certificate seen for the first time', () => {
  it('is shown with fingerprint, name and dates, and nothing is sent before a person accepts it', async () => {
    const server = await listener()
    const error = await errorOf(identify(server.endpoint))
    expect(error).toMatchObject({
      kind: 'certificate',
      shown: { subject: 'CN=someone else', validFrom: Date.UTC(2001, 0, 1), validTo: Date.UTC(2002, 0, 1) },
    })
    expect(error).not.toHaveProperty('pinned')
    await expect.poll(() => server.ended()).toBe(1)
    expect(server.sent()).toBe('')
    await errorOf(identify(server.endpoint, { judge: () => undefined }))
    expect(server.sent()).toContain('GET /cgi-bin/param.cgi')
  })

  it('once accepted is kept with the device, and holds for the next visit', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sightline-pins-'))
    closeLater({ close: () => rm(folder, { recursive: true, force: true }) })
    const { app, key, endpoint, shown, device } = await accepted(folder)
    expect(await rowOf({ app, key, device })).toMatchObject({ endpoint, state: 'found' })
    await app.close()
    const file = join(folder, 'devices', key, 'identity.json')
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ endpoint, certificate: shown })
    const again = closeLater(await startApp(folder, shortLimits))
    expect(await again.handlers['signIn.many']([key], device.account)).toEqual([{ device: key }])
  })

  it('carries everything a person does: sign-in, reading, writing', async () => {
    const bench = await signedInSecurely()
    expect(await read(bench, 'network.bonjour')).toEqual({ enabled: true })
    const plan = await planOf(bench, 'settings', { 'network.bonjour': () => ({ enabled: false }) })
    expect(await ended(bench, plan)).toMatchObject({ state: 'done' })
    expect(bench.device.device.kept('network.bonjour')).toEqual({ enabled: false })
  })
})

describe('a changed certificate', () => {
  it('stops everything to the device and asks; the new one works once it is accepted', async () => {
    const bench = await signedInSecurely()
    const { app, key, device, endpoint, shown } = bench
    device.device.quirks.add('otherCertificate')
    const [outcome] = await app.handlers['signIn.many']([key], device.account)
    // The connection of before may still be there: whoever holds it has proven to be the device.
    if (outcome?.error === undefined) {
      await app.handlers['signIn.out'](key)
      await expect
        .poll(async () => (await app.handlers['signIn.many']([key], device.account))[0]?.error?.kind, { timeout: 5000 })
        .toBe('certificate')
    }
    const row = await rowOf(bench)
    expect(row).toMatchObject({ state: 'refused', certificate: { pinned: shown } })
    expect(row).not.toHaveProperty('signedInAs')
    expect(await errorOf(read(bench, 'network.bonjour'))).toMatchObject({ kind: 'certificate', pinned: shown })
    const next = row?.certificate?.shown as Certificate
    expect(next.sha256).not.toBe(shown.sha256)
    await app.handlers['certificates.accept'](endpoint, next, key)
    expect(await rowOf(bench)).not.toHaveProperty('certificate')
    expect(await app.handlers['signIn.many']([key], device.account)).toEqual([{ device: key }])
  })
})

describe('a client with an account', () => {
  it('sends not one byte to a certificate that is refused, not even its question who is there', async () => {
    const server = await listener()
    const client = closeLater(
      createClient(server.endpoint, { key: '001c27159356', budget: createAttemptBudget(), limits: { retryDelaysMs: [] } }),
    )
    expect(await errorOf(client.signIn({ user: 'admin', password: 'Garten&1' }))).toMatchObject({ kind: 'certificate', request: 'sign in' })
    await expect.poll(() => server.ended()).toBe(1)
    expect(server.sent()).toBe('')
  })
})

describe('the HTTPS port', () => {
  it('is followed like an address', async () => {
    const bench = await signedInSecurely()
    const plan = await planOf(bench, 'network', { 'network.ports': (before) => ({ ...before, https: 9443 }) })
    const end = await endOf(bench, await run(bench, plan))
    expect(end).toMatchObject({ state: 'done' })
    expect(await rowOf(bench)).toMatchObject({ endpoint: { ...bench.endpoint, port: 9443 }, signedInAs: 'admin' })
  })
})

describe('a redirect', () => {
  it.each([
    ['http://127.0.0.1:1/', 'http'],
    ['https://admin:secret@127.0.0.2/x?password=1', 'otherHost'],
  ])('to %s is refused and named without what it may hold', async (location, why) => {
    const server = await listener(past, location)
    const error = await errorOf(identify(server.endpoint, { judge: () => undefined }))
    expect(error).toMatchObject({ kind: 'redirect', why })
    expect(JSON.stringify(error)).not.toMatch(/secret|password/)
  })
})

describe('a device without usable HTTPS', () => {
  it('is told apart: plain HTTP on that port', async () => {
    const device = closeLater(await startVirtualDevice())
    const error = await errorOf(identify({ ...device.endpoint, scheme: 'https' }))
    expect(error).toMatchObject({ kind: 'tls', why: 'notTls' })
  })

  it('is told apart: only TLS 1.1', async () => {
    const server = await listener({ ...past, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as typeof past)
    expect(await errorOf(identify(server.endpoint))).toMatchObject({ kind: 'tls', why: 'old' })
  })
})

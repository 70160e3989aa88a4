import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { startApp } from '#test/support/startedApp.ts'
import { startVirtualDevice, stillCamera } from '#test/support/virtualDevice.ts'
import { closeAll, closeLater, read, rowOf, shortLimits } from '../story/bench.ts'

afterEach(closeAll)

async function errorOf(work: Promise<unknown>): Promise<AppError> {
  return work.then(() => expect.unreachable(), toAppError)
}

/** A device whose certificate was accepted and which we are signed in to, and the pictures it sends. */
async function watched() {
  const pictures: ServerResponse[] = []
  const device = closeLater(
    await startVirtualDevice({
      https: true,
      camera: {
        ...stillCamera,
        play(view, encoding, response, signal) {
          pictures.push(response)
          stillCamera.play(view, encoding, response, signal)
        },
      },
    }),
  )
  const app = closeLater(await startApp(undefined, shortLimits))
  const endpoint = { address: device.endpoint.address, port: 8443, scheme: 'https' as const }
  const error = await errorOf(app.handlers['search.addByHand'](endpoint))
  if (error.kind !== 'certificate') throw new Error(JSON.stringify(error))
  await app.handlers['certificates.accept'](endpoint, error.shown, null)
  const { key } = await app.handlers['search.addByHand'](endpoint)
  expect(await app.handlers['signIn.many']([key], device.account)).toEqual([{ device: key }])
  return { app, device, key, pinned: error.shown, pictures }
}

describe('a certificate that changes', () => {
  it('while a request waits for its answer ends that too, with the same words, and no stream is asked of the other', async () => {
    const bench = await watched()
    const { app, key, device, pinned, pictures } = bench
    const asked = vi.spyOn(device.device, 'answer')
    device.device.quirks.add('slow:60000:bonjourService')
    const waiting = errorOf(read(bench, 'network.bonjour'))
    await expect.poll(() => JSON.stringify(asked.mock.calls)).toContain('bonjourService')
    device.device.quirks.add('otherCertificate')
    // A stream has a connection of its own, and so meets the certificate that is shown now.
    const { viewing } = await app.handlers['live.open'](key, { channel: 1, stream: 1 })
    expect(await waiting).toMatchObject({ kind: 'certificate', pinned, request: 'get bonjourService' })
    const state = await app.until('live.changed', (live) => live.viewing === viewing && live.state === 'closed')
    expect(state).toMatchObject({ why: 'refused', error: { kind: 'certificate', pinned } })
    expect(pictures).toHaveLength(0)
    expect(await rowOf(bench)).toMatchObject({ state: 'refused', certificate: { pinned } })
    expect((await app.handlers['signIn.many']([key], device.account))[0]?.error?.kind).toBe('certificate')
  })

  it('while a picture plays stops it and asks: the stream is not opened again, by itself or with the account', async () => {
    const bench = await watched()
    const { app, key, device, pinned, pictures } = bench
    const { viewing } = await app.handlers['live.open'](key, { channel: 1, stream: 1 })
    await expect.poll(() => pictures.length).toBe(1)
    device.device.quirks.add('otherCertificate')
    pictures[0]?.destroy()
    const state = await app.until('live.changed', (live) => live.viewing === viewing && live.state === 'closed')
    expect(state).toMatchObject({ why: 'refused', error: { kind: 'certificate', pinned } })
    expect(pictures).toHaveLength(1)
    const row = await rowOf(bench)
    expect(row).toMatchObject({ state: 'refused', certificate: { pinned } })
    expect(row).not.toHaveProperty('signedInAs')
  })
})

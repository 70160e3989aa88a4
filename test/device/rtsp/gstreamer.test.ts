import { afterEach, describe, expect, it } from 'vitest'
import type { DeviceClient } from '#node/client/client.ts'
import { createRemuxer } from '#node/live/remuxer.ts'
import { gstPackages, hasGstServer, startGstServer, type GstServer } from '#test/support/gstServer.ts'
import { aBench, account, cooperative, errorOf } from '#test/support/rudeDevice.ts'
import { text } from '#test/support/rudeServer.ts'

if (hasGstServer()) describe('GStreamer’s RTSP server', withGstreamer)
else describe('GStreamer’s RTSP server', withoutGstreamer)

function withGstreamer() {
  const bench = aBench()
  const servers: GstServer[] = []
  afterEach(async () => {
    await bench.close()
    for (const server of servers.splice(0)) await server.close()
  })

  /** A camera whose RTSP address is GStreamer's. */
  async function cameraAt(asks: 'none' | 'basic' | 'digest', path: string, password = account.password): Promise<DeviceClient> {
    const server = await startGstServer(asks)
    servers.push(server)
    const http = await bench.serverThat((request, ...rest) =>
      (request.program.endsWith('video.cgi') ? text(`rtsp://127.0.0.1:${server.port}/${path}`) : cooperative)(request, ...rest),
    )
    const client = bench.clientOf(http, { limits: { idleMs: 8000, timeoutMs: 10_000 } })
    await client.signIn({ ...account, password })
    return client
  }

  /** Remuxes so many pictures; what the gateway makes of them, and how evenly they were stamped. */
  async function watched(client: DeviceClient, count: number) {
    let parts = 0
    const remuxer = createRemuxer({ onPart: () => (parts += 1) })
    const gaps = new Set<number>()
    let lost = 0
    let before: number | undefined
    let seen = 0
    for await (const { bytes, timestamp = 0, isAfterGap } of await client.watch({ channel: 1, stream: 1 }, new AbortController())) {
      if (before !== undefined) gaps.add(Math.round((timestamp - before) / 90))
      before = timestamp
      if (isAfterGap) lost += 1
      remuxer.push(bytes, timestamp / 90)
      seen += 1
      if (seen === count) break
    }
    return { parts, lost, gaps: [...gaps], format: remuxer.format() }
  }

  const ways = (['none', 'basic', 'digest'] as const).flatMap((asks) => (['h264', 'h265'] as const).map((kind) => ({ asks, kind })))

  it.each(ways)('gives $kind where it asks for $asks', async ({ asks, kind }) => {
    const { parts, lost, gaps, format } = await watched(await cameraAt(asks, kind), 30)
    expect(format).toMatchObject({ kind, width: 640, height: 360 })
    expect([lost, gaps]).toEqual([0, [40]])
    expect(parts).toBeGreaterThan(8)
  })

  it('is shown that we are still there within the 2 s it names', async () => {
    await watched(await cameraAt('digest', 'h264'), 60)
    expect(servers[0]?.signsOfLife()).toBeGreaterThanOrEqual(2)
  })

  it('refuses a wrong password once, and is not asked again', async () => {
    const client = await cameraAt('digest', 'h264', 'wrong-1234')
    const refused = { kind: 'signIn', why: 'wrongPassword', attemptsLeft: 1 }
    expect(await errorOf(client.watch({ channel: 1, stream: 1 }, new AbortController()))).toMatchObject(refused)
    expect(await errorOf(client.watch({ channel: 1, stream: 1 }, new AbortController()))).toMatchObject(refused)
  })
}

/** Says so aloud instead of passing in silence: our client has then met our own server only. */
function withoutGstreamer() {
  it('could NOT be tried: it is not on this machine', () => {
    console.warn(`\n  NOT TRIED: our RTSP client at GStreamer's server. It takes these packages of Debian: ${gstPackages}\n`)
    expect(hasGstServer()).toBe(false)
  })
}

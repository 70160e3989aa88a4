import type { Carrier } from '#common/ipc/carrier.ts'
import { emitTo, serve } from '#main/ipc/serve.ts'
import { createSocketCarrier } from '#renderer/bridge/socket.ts'
import * as electron from '#test/support/fakeElectron.ts'
import { type FakeSightline, fakeSightline } from '#test/support/fakeSightline.ts'
import { startTriedHost } from '#test/support/webHost.ts'

/** An application behind a carrier. */
export interface Carried {
  readonly carrier: Carrier
  readonly sightline: FakeSightline
  close(): Promise<void>
}

/** The page's own socket client against the real web host, through a real WebSocket. */
export async function overWebSocket(): Promise<Carried> {
  const tried = await startTriedHost()
  const carrier = createSocketCarrier({ connect: () => tried.connect() })
  await carrier.request('app.facts', []) // connected from here on, so that events told now arrive
  return {
    carrier,
    sightline: tried.sightline,
    async close() {
      carrier.close()
      await tried.stop()
    },
  }
}

/** The preload against the one registration of IPC, through the hand-made `electron`. */
export async function overElectron(): Promise<Carried> {
  const sightline = fakeSightline()
  const window = new electron.BrowserWindow({ webPreferences: {} })
  const emit = emitTo(() => [window] as never)
  serve(sightline.create({ host: 'electron', version: '0', folder: '', emit }).handlers)
  await import('../../../electron/preload/preload.ts')
  return { carrier: electron.exposed.get('sightline') as Carrier, sightline, close: () => Promise.resolve() }
}

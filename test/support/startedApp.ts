import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventName, Events } from '#common/ipc/contract.ts'
import type { SiteFiles } from '#node/storage/files.ts'
import { type AppLimits, createSightline } from '#node/sightline.ts'
import type { Sightline } from '#node/sightlinePort.ts'
import type { Vault } from '#node/vault/vault.ts'

export interface StartedApp extends Sightline {
  readonly folder: string
  /** Everything the application told so far, in order. */
  readonly told: readonly { readonly name: EventName; readonly payload: unknown }[]
  /** Resolves with the first event, past ones included, of which `wanted` holds. */
  until<N extends EventName>(name: N, wanted: (payload: Events[N]) => boolean): Promise<Events[N]>
  close(): Promise<void>
}

/** The application without a host, on loopback, with a site folder of its own unless given. */
export async function startApp(folder?: string, limits?: AppLimits, files?: SiteFiles, vault?: Vault): Promise<StartedApp> {
  const site = folder ?? (await mkdtemp(join(tmpdir(), 'sightline-site-')))
  const told: { name: EventName; payload: unknown }[] = []
  const listeners = new Set<() => void>()
  const sightline = createSightline(
    {
      host: 'web',
      version: '0.0.0',
      folder: site,
      adapters: ['127.0.0.1'],
      ...(files ? { files } : {}),
      ...(vault ? { vault } : {}),
      emit(name, payload) {
        told.push({ name, payload })
        for (const listener of [...listeners]) listener()
      },
    },
    limits,
  )
  await sightline.start()

  function until<N extends EventName>(name: N, wanted: (payload: Events[N]) => boolean): Promise<Events[N]> {
    return new Promise((resolve) => {
      const look = () => {
        const found = told.find((one) => one.name === name && wanted(one.payload as Events[N]))
        if (!found) return
        listeners.delete(look)
        resolve(found.payload as Events[N])
      }
      listeners.add(look)
      look()
    })
  }

  return {
    ...sightline,
    folder: site,
    told,
    until,
    async close() {
      await sightline.stop()
      if (folder === undefined) await rm(site, { recursive: true, force: true })
    },
  }
}

import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { DeviceIdentity, DeviceKey, Endpoint } from '#common/device/device.ts'
import type { Pair } from '#common/wire/pairs.ts'
import type { JournalEntry } from '#common/journal/journal.ts'
import { readText, writeWhole } from './files.ts'
import { type Journal, openJournal } from './journal.ts'

/** What is remembered of a device between visits. No secret, no state. */
export const RememberedDevice = z.object({
  identity: DeviceIdentity,
  endpoint: Endpoint,
  firstSeen: z.number(),
  lastSeen: z.number(),
})
export type RememberedDevice = z.infer<typeof RememberedDevice>

/** One setting as it was before a write. */
export interface BackedUp {
  readonly setting: string
  readonly target: object
  readonly value: object
  readonly unknown: readonly Pair[]
}

export interface Backup {
  readonly at: string
  readonly device: DeviceKey
  readonly model: string
  readonly firmware: string
  readonly why: string
  readonly settings: readonly BackedUp[]
}

/** A site on disk: a folder of plain files that a person can read in ten years. */
export interface Site {
  readonly name: string
  readonly folder: string
  readonly journal: Journal
  remember(key: DeviceKey, device: RememberedDevice): Promise<void>
  remembered(): Promise<ReadonlyMap<DeviceKey, RememberedDevice>>
  /** Path of the file, relative to the folder. */
  backUp(backup: Backup): Promise<{ readonly file: string; readonly bytes: number }>
}

const SiteFile = z.object({ format: z.literal('sightline-site'), version: z.literal(1), name: z.string() })

/** Opens a site folder, making it when there is none. A damaged `site.json` costs the name, never the devices. */
export async function openSite(
  folder: string,
  { now = Date.now, onJournal }: { readonly now?: () => number; readonly onJournal?: (entry: JournalEntry) => void } = {},
): Promise<Site> {
  const file = join(folder, 'site.json')
  const found = SiteFile.safeParse(parseJson(await readText(file)))
  const name = found.success ? found.data.name : basename(folder)
  if (!found.success) await writeWhole(file, pretty({ format: 'sightline-site', version: 1, name }))
  const journal = await openJournal(join(folder, 'journal.jsonl'), { now, ...(onJournal ? { onGrew: onJournal } : {}) })
  const deviceFolder = (key: DeviceKey) => join(folder, 'devices', key)

  return {
    name,
    folder,
    journal,
    async remember(key, device) {
      await writeWhole(join(deviceFolder(key), 'identity.json'), pretty(device))
    },
    async remembered() {
      const keys = await readdir(join(folder, 'devices')).catch(() => [] as string[])
      const devices = new Map<DeviceKey, RememberedDevice>()
      for (const key of keys.filter((name) => DeviceKey.safeParse(name).success)) {
        const device = RememberedDevice.safeParse(parseJson(await readText(join(deviceFolder(key), 'identity.json'))))
        if (device.success) devices.set(key, device.data)
      }
      return devices
    },
    async backUp(backup) {
      const text = pretty(backup)
      const file = join('devices', backup.device, 'backups', `${backup.at.replace(/[:.]/g, '-')}.json`)
      await writeWhole(join(folder, file), text)
      return { file, bytes: Buffer.byteLength(text) }
    },
  }
}

function pretty(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

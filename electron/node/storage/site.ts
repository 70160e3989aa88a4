import { readdir, readFile } from 'node:fs/promises'
import { basename, join, normalize, posix, sep } from 'node:path'
import { z } from 'zod'
import { Certificate } from '#common/device/certificate.ts'
import { DeviceIdentity, DeviceKey, Endpoint } from '#common/device/device.ts'
import type { JournalEntry } from '#common/journal/journal.ts'
import { Backup } from '#common/plan/backup.ts'
import { diskFiles, type SiteFiles } from './files.ts'
import { type Journal, openJournal } from './journal.ts'

/** What is remembered of a device between visits. No secret, no state. */
export const RememberedDevice = z.object({
  identity: DeviceIdentity,
  endpoint: Endpoint,
  /** The one a person accepted. It is public; anybody who connects is shown it. */
  certificate: Certificate.optional(),
  firstSeen: z.number(),
  lastSeen: z.number(),
})
export type RememberedDevice = z.infer<typeof RememberedDevice>

/** A site on disk: a folder of plain files that a person can read in ten years. */
export interface Site {
  readonly name: string
  readonly folder: string
  readonly journal: Journal
  remember(key: DeviceKey, device: RememberedDevice): Promise<void>
  /** Takes a device from those remembered; its backups stay. */
  forget(key: DeviceKey): Promise<void>
  remembered(): Promise<ReadonlyMap<DeviceKey, RememberedDevice>>
  /** Path of the file, relative to the folder. */
  backUp(backup: Backup): Promise<{ readonly file: string; readonly bytes: number }>
  /** The newest backups of a device, newest first, as many as asked for; what nobody can read is left out. */
  backups(key: DeviceKey, most: number): Promise<readonly Backup[]>
  /** A backup by that path; undefined where it is gone, damaged or outside the folder. */
  readBackup(file: string): Promise<Backup | undefined>
  /** Keeps what was found out on a device, by its name. */
  keepResult(key: DeviceKey, name: string, result: object): Promise<void>
  /** Every result of a device whose name begins so, oldest first; what nobody can read is left out. */
  results(key: DeviceKey, begins: string): Promise<readonly unknown[]>
  /** Path of the picture, relative to the folder, with / on every system: results that name it are read on others. */
  keepPicture(key: DeviceKey, name: string, bytes: Uint8Array): Promise<string>
  /** A picture by that path; undefined where it is gone or outside the folder. */
  readPicture(file: string): Promise<Uint8Array | undefined>
  /** What a person was about to write; undefined where there is nothing, or nobody can read it. */
  readDraft(key: DeviceKey, name: string): Promise<Readonly<Record<string, unknown>> | undefined>
  /** Undefined takes it away. */
  keepDraft(key: DeviceKey, name: string, draft: Readonly<Record<string, unknown>> | undefined): Promise<void>
}

export interface SiteOptions {
  readonly now?: () => number
  readonly onJournal?: (entry: JournalEntry) => void
  readonly files?: SiteFiles
}

const SiteFile = z.object({ format: z.literal('sightline-site'), version: z.literal(1), name: z.string() })

/**
 * Opens a site folder, making it when there is none. A damaged `site.json` costs the name, never the devices; a disk that takes
 * nothing costs writing, never looking: the first plan is told.
 */
export async function openSite(folder: string, { now = Date.now, onJournal, files = diskFiles }: SiteOptions = {}): Promise<Site> {
  const file = join(folder, 'site.json')
  const found = SiteFile.safeParse(parseJson(await files.readText(file)))
  const name = found.success ? found.data.name : basename(folder)
  if (!found.success) await files.writeWhole(file, pretty({ format: 'sightline-site', version: 1, name })).catch(() => undefined)
  const journal = await openJournal(join(folder, 'journal.jsonl'), { now, files, ...(onJournal ? { onGrew: onJournal } : {}) })
  const deviceFolder = (key: DeviceKey) => join(folder, 'devices', key)
  const draftFile = (key: DeviceKey, name: string) => join(deviceFolder(key), 'drafts', `${name}.json`)

  return {
    name,
    folder,
    journal,
    async remember(key, device) {
      await files.writeWhole(join(deviceFolder(key), 'identity.json'), pretty(device))
    },
    async forget(key) {
      await files.remove(join(deviceFolder(key), 'identity.json'))
    },
    async remembered() {
      const keys = await readdir(join(folder, 'devices')).catch(() => [] as string[])
      const devices = new Map<DeviceKey, RememberedDevice>()
      for (const key of keys.filter((name) => DeviceKey.safeParse(name).success)) {
        const device = RememberedDevice.safeParse(parseJson(await files.readText(join(deviceFolder(key), 'identity.json'))))
        if (device.success) devices.set(key, device.data)
      }
      return devices
    },
    async backUp(backup) {
      const text = pretty(backup)
      const file = join('devices', backup.device, 'backups', `${backup.at.replace(/[:.]/g, '-')}.json`)
      await files.writeWhole(join(folder, file), text)
      return { file, bytes: Buffer.byteLength(text) }
    },
    async backups(key, most) {
      const own = join(deviceFolder(key), 'backups')
      const names = (await readdir(own).catch(() => [] as string[])).filter((one) => one.endsWith('.json')).sort()
      const texts = await Promise.all(names.slice(-most).map((one) => files.readText(join(own, one)).catch(() => undefined)))
      return texts.reverse().flatMap((text) => {
        const backup = Backup.safeParse(parseJson(text))
        return backup.success ? [backup.data] : []
      })
    },
    async readBackup(file) {
      if (normalize(file) !== file || !file.startsWith(`devices${sep}`)) return undefined
      const text = await files.readText(join(folder, file)).catch(() => undefined)
      const backup = Backup.safeParse(parseJson(text))
      return backup.success ? backup.data : undefined
    },
    async keepResult(key, name, result) {
      await files.writeWhole(join(deviceFolder(key), 'results', `${name}.json`), pretty(result))
    },
    async results(key, begins) {
      const own = join(deviceFolder(key), 'results')
      const names = (await readdir(own).catch(() => [] as string[])).filter((one) => one.startsWith(begins) && one.endsWith('.json')).sort()
      const texts = await Promise.all(names.map((one) => files.readText(join(own, one)).catch(() => undefined)))
      return texts.map(parseJson).filter((one) => one !== undefined)
    },
    async keepPicture(key, name, bytes) {
      await files.writeBytes(join(deviceFolder(key), 'pictures', name), bytes)
      return `devices/${key}/pictures/${name}`
    },
    async readPicture(file) {
      if (posix.normalize(file) !== file || !/^devices\/\w+\/pictures\/[\w.-]+\.jpg$/.test(file)) return undefined
      return readFile(join(folder, file)).catch(() => undefined)
    },
    async readDraft(key, name) {
      const draft = z.record(z.string(), z.unknown()).safeParse(parseJson(await files.readText(draftFile(key, name))))
      return draft.success ? draft.data : undefined
    },
    async keepDraft(key, name, draft) {
      await (draft ? files.writeWhole(draftFile(key, name), pretty(draft)) : files.remove(draftFile(key, name)))
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

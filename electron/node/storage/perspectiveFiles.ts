import { join } from 'node:path'
import type { DeviceKey } from '#common/device/device.ts'
import { Perspective } from '#common/perspective/kept.ts'
import { diskFiles, type SiteFiles } from './files.ts'

/** What was marked on the pictures of devices, `devices/<mac>/perspective-<channel>.json`. */
export interface PerspectiveFiles {
  /** Undefined where nothing was marked, or the file is damaged. */
  read(key: DeviceKey, channel: number): Promise<Perspective | undefined>
  keep(key: DeviceKey, perspective: Perspective): Promise<void>
}

export function perspectiveFiles(folder: string, files: SiteFiles = diskFiles): PerspectiveFiles {
  const fileOf = (key: DeviceKey, channel: number) => join(folder, 'devices', key, `perspective-${channel}.json`)

  return {
    async read(key, channel) {
      const found = Perspective.safeParse(parsed(await files.readText(fileOf(key, channel))))
      return found.success ? found.data : undefined
    },
    keep: (key, perspective) => files.writeWhole(fileOf(key, perspective.channel), `${JSON.stringify(perspective, null, 2)}\n`),
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown
  } catch {
    return undefined
  }
}

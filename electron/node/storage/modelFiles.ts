import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Capabilities, kindOf } from '#common/device/capabilities.ts'
import { diskFiles, type SiteFiles } from './files.ts'

/** What was learnt of models, in `models` of the site folder: one file for each model and firmware. */
export interface ModelFiles {
  readAll(): Promise<readonly Capabilities[]>
  write(known: Capabilities): Promise<void>
}

export function modelFiles(folder: string, files: SiteFiles = diskFiles): ModelFiles {
  const own = join(folder, 'models')
  return {
    async readAll() {
      const names = await readdir(own).catch(() => [] as string[])
      const texts = await Promise.all(
        names.filter((name) => name.endsWith('.json')).map((name) => files.readText(join(own, name)).catch(() => '')),
      )
      return texts.flatMap(parsed)
    },
    write: (known) =>
      files.writeWhole(
        join(
          own,
          `${kindOf(known)
            .replace(/[^\w.-]+/g, '_')
            .slice(0, 120)}.json`,
        ),
        `${JSON.stringify(known, null, 2)}\n`,
      ),
  }
}

/** A damaged file costs what it knew. */
function parsed(text: string | undefined): readonly Capabilities[] {
  try {
    const found = Capabilities.safeParse(JSON.parse(text ?? ''))
    return found.success ? [found.data] : []
  } catch {
    return []
  }
}

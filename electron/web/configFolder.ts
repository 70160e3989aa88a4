import { join } from 'node:path'

/** Where programs keep what belongs to one user of the computer, by the habit of the platform. */
export function configFolder(platform: NodeJS.Platform, home: string, environment: Readonly<Record<string, string | undefined>>): string {
  if (platform === 'win32') return environment['APPDATA'] ?? join(home, 'AppData', 'Roaming')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  return environment['XDG_CONFIG_HOME'] || join(home, '.config')
}

import { describe, expect, it } from 'vitest'
import { configFolder } from '#web/configFolder.ts'

describe('the folder for what belongs to one user', () => {
  it.each([
    ['linux', {}, '/home/anna/.config'],
    ['linux', { XDG_CONFIG_HOME: '/data/anna' }, '/data/anna'],
    ['darwin', {}, '/home/anna/Library/Application Support'],
    ['win32', { APPDATA: 'C:/Users/anna/AppData/Roaming' }, 'C:/Users/anna/AppData/Roaming'],
  ] as const)('on %s with %j is %s', (platform, environment, folder) => {
    expect(configFolder(platform, '/home/anna', environment).replaceAll('\\', '/')).toBe(folder)
  })
})

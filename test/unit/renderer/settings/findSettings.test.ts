import { describe, expect, it } from 'vitest'
import { chapters } from '#common/catalog/index.ts'
import { findSettings } from '#renderer/components/settings/findSettings.ts'

const all = Object.values(chapters)
const ids = (text: string, said?: ReadonlyMap<string, readonly string[]>) => findSettings(all, text, said).map(({ setting }) => setting.id)

describe('a setting is found', () => {
  it.each([
    ['by its title', 'ipv4', 'network.ipv4'],
    ['by a key of the device, misspelt as it is', 'subgetway', 'network.ipv4'],
    ['by a label', 'MTU', 'network.ipv4'],
    ['by a choice', 'h.265', 'stream.video'],
    ['by the type it is asked for', 'avstream', 'stream.video'],
  ])('%s', (_how, text, id) => {
    expect(ids(text)).toContain(id)
  })

  it('and says by which words', () => {
    expect(findSettings(all, 'getw').find(({ setting }) => setting.id === 'network.ipv4')?.by).toBe('subGetway')
    expect(findSettings(all, 'ipv4').find(({ setting }) => setting.id === 'network.ipv4')).not.toHaveProperty('by')
  })

  it('with its whole chapter', () => {
    expect(ids('Video streams')).toEqual(chapters['stream']?.settings.map(({ id }) => id))
  })

  it('by what the device said, once it was read', () => {
    expect(ids('10.1.2.3')).toEqual([])
    expect(ids('10.1.2.3', new Map([['network.ipv4', ['IPAddress=10.1.2.3']]]))).toEqual(['network.ipv4'])
  })

  it('by nothing when nothing is sought', () => {
    expect(ids('  ')).toEqual([])
    expect(ids('zebra crossing')).toEqual([])
  })
})

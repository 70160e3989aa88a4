import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { i18n } from '#renderer/app/i18n.ts'

const files = readdirSync('renderer', {
  recursive: true,
  encoding: 'utf8',
}).filter((file) => /\.(?:vue|ts)$/.test(file))

/** Keys written out in a call of `t`, both branches of a choice included; those put together from parts are tested where they are shown. */
function keysIn(file: string): readonly string[] {
  const source = readFileSync(join('renderer', file), 'utf8')
  return [...source.matchAll(/\bt\(\s*(?:[^'()`]*\?\s*'([\w.]+)'\s*:\s*)?'([\w.]+)'/g)].flatMap(([, first, second]) =>
    [first, second].filter((key) => key !== undefined),
  )
}

describe('the messages', () => {
  it.each(files.filter((file) => keysIn(file).length > 0))('has every sentence that %s asks for', (file) => {
    expect(keysIn(file).filter((key) => !i18n.global.te(key))).toEqual([])
  })
})

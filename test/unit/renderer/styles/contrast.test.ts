import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { coloursOf, overlayColours, themeNames } from '#renderer/app/theme.ts'

/* Vitest empties style sheets, even those imported as text; the tokens are what is tested here. */
vi.mock('#renderer/styles/tokens.css?raw', () => ({ default: readFileSync('renderer/styles/tokens.css', 'utf8') }))

/** WCAG 2 contrast each pair must reach, and what was measured in dark, light and sun when the look was drawn. */
const pairs = [
  ['text', 'surface', 7, 15.3, 18.1, 21.0],
  ['text-2', 'surface', 4.5, 8.7, 8.2, 18.1],
  ['text-2', 'raised', 4.5, 7.9, 7.6, 18.1],
  ['text-3', 'surface', 4.5, 5.9, 5.6, 14.2],
  ['text-3', 'bg', 4.5, 6.3, 4.8, 14.2],
  ['text', 'chosen', 7, 11.5, 14.9, 17.7],
  ['text-2', 'chosen', 4.5, 6.6, 6.7, 15.3],
  ['accent-text', 'surface', 4.5, 10.7, 7.3, 10.9],
  ['accent-text', 'accent-soft', 4.5, 8.1, 6.0, 9.2],
  ['on-accent', 'accent', 4.5, 8.8, 6.5, 10.9],
  ['ok', 'surface', 4.5, 9.0, 6.8, 10.0],
  ['ok', 'ok-soft', 4.5, 7.2, 5.8, 10.0],
  ['warn', 'surface', 4.5, 9.7, 7.4, 11.0],
  ['warn', 'warn-soft', 4.5, 7.8, 6.5, 9.3],
  ['fail', 'surface', 4.5, 7.5, 7.3, 9.7],
  ['fail', 'fail-soft', 4.5, 6.5, 6.0, 9.7],
  ['off', 'surface', 4.5, 6.9, 5.9, 14.2],
  ['off', 'bg', 4.5, 7.4, 5.1, 14.2],
  ['line-strong', 'surface', 3, 4.5, 4.0, 21.0],
  ['accent', 'surface', 3, 8.3, 6.5, 10.9],
] as const

const cases = pairs.flatMap(([ink, ground, least, ...measured]) =>
  themeNames.map((theme, at) => ({ theme, ink, ground, least, measured: measured[at] })),
)

describe('the tokens', () => {
  it.each(cases)('keep $ink on $ground at $least or more in $theme', ({ theme, ink, ground, least, measured }) => {
    const colours = coloursOf(theme)
    const ratio = contrast(colours[ink], colours[ground])
    expect(ratio).toBeGreaterThanOrEqual(least)
    expect(Math.round(ratio * 10) / 10).toBe(measured)
  })

  it.each([
    ['ov-area', 12.6],
    ['ov-line', 15.3],
    ['ov-size', 10.7],
    ['ov-event', 7.7],
    ['ov-chosen', 20.1],
  ])('keep %s readable on its casing on any picture', (name, measured) => {
    const colours = overlayColours()
    expect(Math.round(contrast(colours[name], colours['ov-casing']) * 10) / 10).toBe(measured)
  })

  it.each(themeNames)('name every colour in %s that dark names', (theme) => {
    expect(Object.keys(coloursOf(theme)).sort()).toEqual(Object.keys(coloursOf('dark')).sort())
  })
})

function contrast(one = '', other = ''): number {
  const [low = NaN, high = NaN] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const [r = NaN, g = NaN, b = NaN] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

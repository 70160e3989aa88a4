import { describe, expect, it } from 'vitest'
import { listedAs, supportedAbility } from '#common/catalog/analysis/supported.ts'
import { findSetting, settings } from '#common/catalog/index.ts'
import { knownBy, knownByList } from '#common/device/capabilities.ts'
import { deviceError } from '#common/errors/appError.ts'

describe('what an answer tells of whether a device has a setting', () => {
  it.each([
    ['-22, it does not know it', deviceError(-22), { code: -22 }],
    ['404', { kind: 'http', status: 404 }, { status: 404 }],
    ['501', { kind: 'http', status: 501 }, { status: 501 }],
    ['an answer nobody can read', { kind: 'malformed', path: '', problem: 'notPairs' }, 'has'],
    ['-23, a parameter is wrong', deviceError(-23), undefined],
    ['500', { kind: 'http', status: 500 }, undefined],
    ['silence', { kind: 'unreachable', why: 'timeout' }, undefined],
    ['a refused sign-in', { kind: 'signIn', why: 'needed', attemptsLeft: 2 }, undefined],
  ] as const)('%s', (_what, error, known) => {
    expect(knownBy(error)).toEqual(known)
  })
})

describe('the list of analyses', () => {
  it('tells which of their settings a channel has', () => {
    const known = knownByList(supportedAbility.sample)
    expect([known['analysis.perimeter'], known['analysis.tripwireAbility']]).toEqual(['has', 'has'])
    expect([known['analysis.fence'], known['analysis.heatMap']]).toEqual([{ unlisted: true }, { unlisted: true }])
  })

  it.each(Object.keys(listedAs))('%s is a setting of the catalog', (id) => {
    expect(findSetting(id)).toBeDefined()
  })

  it('names every setting of an analysis, but those that are about the list or have no name in it', () => {
    const unnamed = settings.filter(({ id }) => id.startsWith('analysis.') && listedAs[id] === undefined).map(({ id }) => id)
    expect(unnamed).toEqual(['analysis.supportedAbility', 'analysis.multiTarget', 'analysis.multiTargetAbility'])
  })
})

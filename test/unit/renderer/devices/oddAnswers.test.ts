import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { OddAnswer } from '#common/device/device.ts'
import type { Oddity } from '#common/wire/oddity.ts'
import { i18n } from '#renderer/app/i18n.ts'
import OddAnswers from '#renderer/components/devices/OddAnswers.vue'

function said(...answers: readonly OddAnswer[]): string {
  return mount(OddAnswers, { props: { answers }, global: { plugins: [i18n] } }).text()
}

describe('an answer that is odd and could be read', () => {
  it.each<[Oddity, string]>([
    [{ kind: 'twice', key: 'NTPIP' }, 'get NTP: NTPIP stands twice. The last one counts.'],
    [{ kind: 'count', key: 'cardCount', said: 4, has: 1 }, 'get NTP: cardCount says 4, and there are 1.'],
    [{ kind: 'noEnd', key: 'cardBegin' }, 'get NTP: the list after cardBegin has no end.'],
    [{ kind: 'gbk' }, 'get NTP: its text is GBK, not UTF-8. It is written back in GBK.'],
    [{ kind: 'broken' }, 'get NTP: a text holds bytes that are no letters, shown as \uFFFD. They are written back as they are.'],
  ])('%o is told in a sentence', (oddity, sentence) => {
    expect(said({ request: 'get NTP', oddities: [oddity] })).toBe(`To look at1 of its answers was odd and could be read${sentence}`)
  })

  it('is counted by answers', () => {
    expect(said({ request: 'get NTP', oddities: [{ kind: 'gbk' }] }, { request: 'get timeZone', oddities: [{ kind: 'gbk' }] })).toMatch(
      /^To look at2 of its answers were odd/,
    )
  })

  it('that does not occur takes no room', () => {
    expect(said()).toBe('')
  })
})

import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import Finding from '#renderer/components/base/Finding.vue'
import Meter from '#renderer/components/base/Meter.vue'
import Note from '#renderer/components/base/Note.vue'
import Proof from '#renderer/components/base/Proof.vue'
import Shape from '#renderer/components/base/Shape.vue'
import { words, type Kind } from '#renderer/components/base/kind.ts'

const kinds = Object.keys(words) as Kind[]

describe('a status', () => {
  it('has eight shapes that differ without colour', () => {
    const drawings = kinds.map((kind) => mount(Shape, { props: { kind } }).html())
    expect(new Set(drawings).size).toBe(8)
  })

  it.each(kinds)('is silent as a shape when %s, because a word stands beside it', (kind) => {
    expect(mount(Shape, { props: { kind } }).attributes('aria-hidden')).toBe('true')
  })

  it.each(kinds)('is heard as a word in a finding that is %s', (kind) => {
    expect(heard(mount(Finding, { props: { kind, text: 'Gateway' } }).html())).toContain(words[kind])
  })
})

describe('a proof', () => {
  it.each([
    ['ok', '0.97', '0.97 equals 0.97'],
    ['fail', '0.50', '0.97 differs from 0.50'],
    ['wait', 'not read yet', '0.97 not compared with not read yet'],
  ] as const)('is heard as a sentence when %s', (state, stored, sentence) => {
    expect(heard(mount(Proof, { props: { asked: '0.97', stored, state } }).html())).toBe(sentence)
  })

  it.each([
    ['ok', '='],
    ['fail', '≠'],
    ['wait', '…'],
  ] as const)('is seen as a sign when %s', (state, sign) => {
    expect(
      mount(Proof, { props: { asked: 'On', stored: 'Off', state } })
        .get('i')
        .text(),
    ).toBe(sign)
  })

  it('has a third cell for the value in effect', () => {
    const wrapper = mount(Proof, { props: { asked: '60 s', stored: '60 s', state: 'ok', effective: '61 s' } })
    expect(wrapper.get('.effective').text()).toBe('61 s')
  })
})

describe('a note', () => {
  it('says what, why, and the code', () => {
    const wrapper = mount(Note, {
      props: { kind: 'fail', title: 'Hall kept its emissivity', text: 'Asked 0.97, stored 0.50.', code: '-22' },
    })
    expect(heard(wrapper.html())).toBe('Failed: Hall kept its emissivity -22 Asked 0.97, stored 0.50.')
  })

  it.each([
    ['assertive', 'alert'],
    ['polite', 'status'],
    ['off', undefined],
  ] as const)('that is %s has the role %s', (live, role) => {
    expect(mount(Note, { props: { kind: 'warn', title: 'x', live } }).attributes('role')).toBe(role)
  })

  it('offers the cure as buttons', () => {
    const wrapper = mount(Note, { props: { kind: 'ask', title: 'x' }, slots: { actions: '<button>Undo</button>' } })
    expect(wrapper.get('.cure button').text()).toBe('Undo')
  })
})

describe('a meter', () => {
  it('tells its counts in words', () => {
    const wrapper = mount(Meter, { props: { label: '192.168.10.0', value: 184, max: 254, text: '184 of 254, 32 a second' } })
    expect(wrapper.get('[role=progressbar]').attributes()).toMatchObject({
      'aria-label': '192.168.10.0',
      'aria-valuenow': '184',
      'aria-valuemax': '254',
      'aria-valuetext': '184 of 254, 32 a second',
    })
  })

  it('tells its segments by word and count, and leaves out the empty ones', () => {
    const segments = [
      { kind: 'ok', word: 'Proven', count: 2 },
      { kind: 'fail', word: 'Failed', count: 0 },
      { kind: 'wait', word: 'Waits', count: 3 },
    ] as const
    const wrapper = mount(Meter, { props: { label: 'Devices', value: 2, max: 5, segments } })
    expect(wrapper.get('[role=progressbar]').attributes('aria-valuetext')).toBe('Proven 2, Waits 3')
    expect(wrapper.findAll('.track i').map((part) => part.attributes('style'))).toEqual(['width: 40%;', 'width: 60%;'])
  })
})

/** What a screen reader reads: the text without what is hidden from it. */
function heard(html: string): string {
  const copy = new DOMParser().parseFromString(html, 'text/html').body
  copy.querySelectorAll('[aria-hidden=true]').forEach((hidden) => hidden.remove())
  const texts: string[] = []
  const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) texts.push(walk.currentNode.textContent ?? '')
  return texts.join(' ').replace(/\s+/g, ' ').trim()
}

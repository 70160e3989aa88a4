import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import Btn from '#renderer/components/base/Btn.vue'
import Chip from '#renderer/components/base/Chip.vue'
import Steps from '#renderer/components/base/Steps.vue'
import Tabs from '#renderer/components/base/Tabs.vue'

describe('a button', () => {
  it('that shows an icon only is named by its label', () => {
    expect(mount(Btn, { props: { icon: 'M0 0', label: 'Restart' } }).attributes('aria-label')).toBe('Restart')
  })

  it('is named by its words where it has some', () => {
    const wrapper = mount(Btn, { props: { label: 'Restart' }, slots: { default: 'Restart Dock 03' } })
    expect(wrapper.attributes('aria-label')).toBeUndefined()
  })

  it('at work takes no press and keeps the focus', async () => {
    const wrapper = mount(Btn, { props: { busy: true }, slots: { default: 'Write' } })
    await wrapper.trigger('click')
    expect(wrapper.emitted('click')).toBeUndefined()
    expect(wrapper.attributes()).toMatchObject({ 'aria-busy': 'true', 'aria-disabled': 'true' })
    expect(wrapper.attributes('disabled')).toBeUndefined()
  })

  it('reports one press as one', async () => {
    const wrapper = mount(Btn, { slots: { default: 'Write' } })
    await wrapper.trigger('click')
    expect(wrapper.emitted('click')).toHaveLength(1)
  })
})

describe('a filter chip', () => {
  it('says whether it is pressed in', async () => {
    const wrapper = mount(Chip, { props: { toggle: true, pressed: true, text: 'All 41' } })
    expect(wrapper.attributes('aria-pressed')).toBe('true')
    await wrapper.trigger('click')
    expect(wrapper.emitted('press')).toHaveLength(1)
  })

  it('is no button where it is only a fact', () => {
    expect(mount(Chip, { props: { text: '4 min' } }).html()).toMatch(/^<span/)
  })
})

describe('the steps of a wizard', () => {
  const steps = [
    { id: 'card', name: 'Card', state: 'done' },
    { id: 'address', name: 'Address', value: '192.168.10.41/24', state: 'done', locked: true },
    { id: 'review', name: 'Review', state: 'now' },
    { id: 'proof', name: 'Proof', state: 'todo' },
  ] as const

  it('mark the one that is on', () => {
    const current = mount(Steps, { props: { title: 'Network', steps } }).findAll('[aria-current=step]')
    expect(current.map((step) => step.text())).toEqual(['3Review'])
  })

  it('lead back to what is done, not ahead and not past what was written', async () => {
    const wrapper = mount(Steps, { props: { title: 'Network', steps } })
    for (const step of wrapper.findAll('button')) await step.trigger('click')
    expect(wrapper.emitted('go')).toEqual([['card']])
  })

  it('tell what was decided', () => {
    expect(mount(Steps, { props: { title: 'Network', steps } }).text()).toContain('192.168.10.41/24')
  })
})

describe('tabs', () => {
  const tabs = [
    { id: 'overview', label: 'Overview' },
    { id: 'history', label: 'History', count: 6 },
  ]

  it.each([
    ['ArrowRight', 'overview', 'history'],
    ['ArrowRight', 'history', 'overview'],
    ['ArrowLeft', 'overview', 'history'],
    ['End', 'overview', 'history'],
    ['Home', 'history', 'overview'],
  ])('%s leads from %s to %s', async (key, from, to) => {
    const wrapper = mount(Tabs, { props: { tabs, label: 'Dock 03', modelValue: from } })
    await wrapper.get('[aria-selected=true]').trigger('keydown', { key })
    expect(wrapper.emitted('update:modelValue')).toEqual([[to]])
  })

  it('name the panel below them', () => {
    const wrapper = mount(Tabs, { props: { tabs, label: 'Dock 03', modelValue: 'history' }, slots: { default: 'six backups' } })
    const panel = wrapper.get('[role=tabpanel]')
    expect(wrapper.get(`[id="${panel.attributes('aria-labelledby')}"]`).text()).toBe('History 6')
    expect(wrapper.get('[aria-selected=true]').attributes('aria-controls')).toBe(panel.attributes('id'))
  })
})

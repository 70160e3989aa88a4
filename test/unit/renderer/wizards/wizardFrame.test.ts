import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { h, nextTick } from 'vue'
import WizardFrame from '#renderer/wizards/shared/WizardFrame.vue'
import { theWords } from '../plan/words.ts'

enableAutoUnmount(afterEach)

describe('the frame of a wizard', () => {
  it('takes Enter in a field as the primary action', async () => {
    const { press, frame } = shown()
    await press('input', 'Enter')
    expect(frame.emitted('primary')).toHaveLength(1)
  })

  it.each(['button.other', 'select', '[aria-expanded]'])('leaves Enter to %s, which has its own', async (place) => {
    const { press, frame } = shown()
    await press(place, 'Enter')
    expect(frame.emitted('primary')).toBeUndefined()
  })

  it.each([{ primaryDisabled: true }, { primaryBusy: true }, { primary: undefined }])('does nothing on Enter with %o', async (props) => {
    const { press, frame } = shown(props)
    await press('input', 'Enter')
    expect(frame.emitted('primary')).toBeUndefined()
  })

  it('leaves on Esc, from a field and from nowhere', async () => {
    const { press, frame } = shown()
    await press('input', 'Escape')
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    expect(frame.emitted('leave')).toHaveLength(2)
  })

  it('lets Esc close an open list first, and a dialog above', async () => {
    const { press, frame } = shown()
    await press('[aria-expanded]', 'Escape')
    const above = document.body.appendChild(document.createElement('button'))
    above.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    above.remove()
    expect(frame.emitted('leave')).toBeUndefined()
  })

  it('gives the focus to each new step, so that it is read out', async () => {
    const { frame } = shown()
    await nextTick()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Step: Address')
    frame.get<HTMLInputElement>('input').element.focus()
    await frame.setProps({ heading: 'Names', steps: steps('b') })
    await nextTick()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Step: Names')
  })

  it('has exactly one primary action, named by its deed', () => {
    const { frame } = shown()
    expect(frame.findAll('.primary').map((button) => button.text())).toEqual(['Next: Names'])
  })
})

function steps(at: 'a' | 'b') {
  return [
    { id: 'a', name: 'Address', state: at === 'a' ? 'now' : 'done' },
    { id: 'b', name: 'Names', state: at === 'b' ? 'now' : 'todo' },
  ] as const
}

function shown(props: object = {}) {
  const frame = mount(WizardFrame, {
    props: { title: 'Network', device: 'Dock', heading: 'Address', steps: steps('a'), primary: 'Next: Names', back: 'Back', ...props },
    slots: {
      default: () => [
        h('input', { 'aria-label': 'Field' }),
        h('select', { 'aria-label': 'Choice' }),
        h('button', { class: 'other' }, 'Other'),
        h('input', { role: 'combobox', 'aria-expanded': 'true', 'aria-label': 'Open list' }),
      ],
    },
    global: { plugins: [theWords().i18n] },
    attachTo: document.body,
  })
  return { frame, press: (place: string, key: string) => frame.get(place).trigger('keydown', { key }) }
}

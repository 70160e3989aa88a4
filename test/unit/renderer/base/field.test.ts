import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { h } from 'vue'
import Field from '#renderer/components/base/Field.vue'
import NumberInput from '#renderer/components/base/NumberInput.vue'
import Segments from '#renderer/components/base/Segments.vue'
import SelectInput from '#renderer/components/base/SelectInput.vue'
import SwitchInput from '#renderer/components/base/SwitchInput.vue'
import TextInput from '#renderer/components/base/TextInput.vue'

const controls = {
  TextInput: () => h(TextInput, { modelValue: '192.168.11.1' }),
  NumberInput: () => h(NumberInput, { modelValue: 1500 }),
  SelectInput: () => h(SelectInput, { modelValue: 1, options: [{ value: 1, label: 'One' }] }),
  SwitchInput: () => h(SwitchInput, { modelValue: true }),
}

describe.each(Object.entries(controls))('a field around %s', (_name, control) => {
  it('is named by its label', () => {
    const wrapper = field({}, control)
    expect(wrapper.get('label').attributes('for')).toBe(wrapper.get('input, select').attributes('id'))
  })

  it('is not called wrong while nothing is wrong', () => {
    expect(field({}, control).get('input, select').attributes('aria-invalid')).toBeUndefined()
  })

  it('is called wrong, and says what is wrong and what the device says', () => {
    const wrapper = field({ problem: 'Outside 192.168.10.0/24.', hint: 'Device has: 192.168.10.1' }, control)
    const attributes = wrapper.get('input, select').attributes()
    const described = attributes['aria-describedby']?.split(' ').map((id) => wrapper.get(`[id="${id}"]`).text())
    expect(attributes['aria-invalid']).toBe('true')
    expect(described).toEqual(['Outside 192.168.10.0/24.', 'Device has: 192.168.10.1'])
  })

  it('can be switched off as a whole', () => {
    expect(field({ disabled: true }, control).get('input, select').attributes('disabled')).toBeDefined()
  })
})

describe('a field', () => {
  it('offers the likely right value as a link', async () => {
    const wrapper = field({ problem: 'Outside.', suggestion: '192.168.10.1' }, controls.TextInput)
    expect(wrapper.get('.problem').text()).toContain('Did you mean 192.168.10.1?')
    await wrapper.get('.problem button').trigger('click')
    expect(wrapper.emitted('suggest')).toEqual([['192.168.10.1']])
  })

  it('leads back to what the device has, but only when changed', async () => {
    expect(field({ resetLabel: 'Reset' }, controls.TextInput).find('.reset').exists()).toBe(false)
    const wrapper = field({ resetLabel: 'Reset', changed: true }, controls.TextInput)
    expect(wrapper.get('.reset').attributes('aria-label')).toBe('Reset: Gateway')
    await wrapper.get('.reset').trigger('click')
    expect(wrapper.emitted('reset')).toHaveLength(1)
  })

  it('names a group of choices', () => {
    const wrapper = field({}, () => h(Segments, { modelValue: 'a', options: [{ value: 'a', label: 'Fixed' }] }))
    const group = wrapper.get('[role=radiogroup]')
    expect(wrapper.get(`[id="${group.attributes('aria-labelledby')}"]`).text()).toBe('Gateway')
  })
})

describe('a number one types', () => {
  it.each([
    ['1400', 1400],
    ['−1.5', -1.5],
    ['', undefined],
    ['12 px', NaN],
  ])('“%s” is %s', async (typed, value) => {
    const wrapper = mount(NumberInput, { props: { modelValue: 7 } })
    await wrapper.get('input').setValue(typed)
    expect(wrapper.emitted('update:modelValue')).toEqual([[value]])
  })

  it('stays as typed while it is no number', async () => {
    const wrapper = mount(NumberInput, { props: { modelValue: 7 } })
    await wrapper.get('input').setValue('1x')
    await wrapper.setProps({ modelValue: NaN })
    expect(wrapper.get('input').element.value).toBe('1x')
  })

  it('steps within its limits by arrow keys', async () => {
    const wrapper = mount(NumberInput, { props: { modelValue: 1499, max: 1500, step: 10 } })
    await wrapper.get('input').trigger('keydown', { key: 'ArrowUp' })
    expect(wrapper.emitted('update:modelValue')).toEqual([[1500]])
  })

  it('is shown with the true minus sign', () => {
    expect(mount(NumberInput, { props: { modelValue: -2 } }).get('input').element.value).toBe('−2')
  })
})

describe('a secret', () => {
  it('shows dots until the eye is pressed', async () => {
    const wrapper = mount(TextInput, { props: { modelValue: 'hunter2', secret: true, revealLabel: 'Show password' } })
    expect(wrapper.get('input').attributes('type')).toBe('password')
    await wrapper.get('button').trigger('click')
    expect(wrapper.get('input').attributes('type')).toBe('text')
    expect(wrapper.get('button').attributes()).toMatchObject({ 'aria-label': 'Show password', 'aria-pressed': 'true' })
  })
})

function field(props: Record<string, unknown>, control: () => unknown) {
  return mount(Field, { props: { label: 'Gateway', ...props }, slots: { default: control as () => string } })
}

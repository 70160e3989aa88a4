import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick, shallowRef } from 'vue'
import { createVuetify } from 'vuetify'
import type { Field, Fields } from '#common/schema/field.ts'
import type { AnyValue, AnyValues } from '#common/schema/infer.ts'
import { address, choice, flag, int, real, text } from '#common/schema/make.ts'
import { validateFields } from '#common/schema/validate.ts'
import { i18n } from '#renderer/app/i18n.ts'
import SettingForm from '#renderer/components/settings/SettingForm.vue'

enableAutoUnmount(afterEach)
afterEach(() => document.body.replaceChildren())

/** A form over one field, checked as the settings screen checks it. */
function form(field: Field, had: AnyValue) {
  const fields: Fields = { it: field }
  const before: AnyValues = { it: had }
  const draft = shallowRef(before)
  const Host = defineComponent(
    () => () =>
      h(SettingForm, {
        fields,
        had: before,
        modelValue: draft.value,
        issues: Object.is(draft.value['it'], had) ? [] : validateFields(fields, draft.value, '', before),
        series: 'ipc',
        'onUpdate:modelValue': (next: AnyValues) => (draft.value = next),
      }),
  )
  mount(Host, { attachTo: document.body, global: { plugins: [i18n, createVuetify()] } })
  const input = () => document.querySelector<HTMLInputElement>('input, select')
  async function paste(value: string) {
    const control = input()
    if (!control) throw new Error('no input')
    control.value = value
    control.dispatchEvent(new Event('input', { bubbles: true }))
    await nextTick()
  }
  return {
    draft,
    input,
    paste,
    problem: () => document.querySelector('.problem')?.textContent?.trim() ?? '',
    page: () => document.body.textContent ?? '',
  }
}

const long = 'x'.repeat(300)
const nonsense = ['noon', '-0', '−0', '1e309', '-1e309', 'Infinity', 'NaN', '0x10', '1 000', '1,5', '🙂', '٣', long, '\u0000']

/** One of every kind into which anything can be typed, with a value it takes, and what else it has no place for. */
const typed: readonly (readonly [string, Field, AnyValue, readonly string[]])[] = [
  ['a whole number', int('It', { min: 0, max: 100 }), 5, [...nonsense, '1.5', '101', '-1']],
  ['a whole number without bounds', int('It'), 5, [...nonsense, '1.5']],
  ['a number', real('It', { min: 0, max: 100 }), 5, [...nonsense, '100.1']],
  ['a temperature', real('It', { as: 'temperature' }), 36.5, nonsense],
  ['a percentage', int('It', { min: 0, max: 100, as: 'percent', unit: '%' }), 5, nonsense],
  ['a port', int('It', { min: 1, max: 65_535, as: 'port' }), 80, [...nonsense, '0', '65536']],
  ['a time of day', int('It', { min: 0, max: 86_400, as: 'secondsOfDay' }), 0, [...nonsense, '24:01', '12:60']],
  ['a colour', text('It', { as: 'colour' }), 'ff0000', [...nonsense.filter((one) => one !== ''), 'ff00zz']],
  ['a MAC', text('It', { as: 'mac' }), '00:1c:27:00:00:01', nonsense],
  ['a text of so many bytes', text('It', { max: 32 }), 'Gate', [long, '🙂'.repeat(9)]],
  ['a text of which the manual names no most', text('It'), 'Gate', [long, '🙂'.repeat(64)]],
  ['a text that forbids some', text('It', { forbid: '<>%&' }), 'Gate', ['a<b', '100%']],
  ['an address', address('It', 'v4'), '10.0.0.1', [...nonsense, '10.0.0.256', '10.0.0']],
  ['an address of IPv6', address('It', 'v6'), 'fe80::1', [...nonsense, 'fe80:::1']],
  ['a mask', address('It', 'mask'), '255.255.255.0', [...nonsense, '255.0.255.0']],
  ['a host', address('It', 'host'), 'ntp.local', ['🙂', long, '\u0000', 'a b']],
]

describe('whatever is pasted into a field', () => {
  it.each(typed.flatMap(([name, field, had, bad]) => bad.map((value) => [name, value, field, had] as const)))(
    'of %s and is none has its message there: %j',
    async (_name, value, field, had) => {
      const { paste, problem, input } = form(field, had)
      expect(problem()).toBe('')
      await paste(value)
      expect(problem()).not.toBe('')
      expect(input()?.getAttribute('aria-invalid')).toBe('true')
    },
  )

  it.each(typed)('of %s that was there before is taken, without a message', async (_name, field, had) => {
    const { input, paste, draft, problem } = form(field, had)
    const before = input()?.value ?? ''
    await paste('?')
    await paste(before)
    expect([draft.value['it'], problem()]).toEqual([had, ''])
  })

  it('of a text goes out letter by letter where it is one', async () => {
    const { paste, draft, problem } = form(text('It', { max: 32 }), 'Gate')
    await paste('Tür 🙂 = 50 % & mehr')
    expect([draft.value['it'], problem()]).toEqual(['Tür 🙂 = 50 % & mehr', ''])
  })
})

describe('what a device has not got', () => {
  it.each([
    ['a choice', choice('It', { 0: 'off', 1: 'on', '-1': 'not supported' }), 'not supported'],
    ['a number', int('It', { min: 0, max: 100, special: { [-1]: 'not supported' } }), -1],
    ['a number of which the catalog knows nothing such', int('It', { min: 0, max: 100 }), -1],
  ] as const)('is greyed with the reason and takes nothing: %s', (_name, field, had) => {
    const { page, input } = form(field, had)
    expect(page()).toContain('This device has not got it: it answers −1.')
    expect(input()?.disabled).toBe(true)
  })

  it('is no choice of what it has', () => {
    const { page, input } = form(choice('It', { 0: 'off', 1: 'on', '-1': 'not supported' }), 'on')
    const options = [...document.querySelectorAll('option')].map(({ textContent }) => textContent)
    expect(page()).not.toContain('has not got it')
    expect(input()?.disabled).toBe(false)
    expect(options.some((one) => one?.includes('on'))).toBe(true)
    expect(options.some((one) => one?.includes('not supported'))).toBe(false)
  })

  it('is told of nothing that has no -1', () => {
    expect(form(flag('It'), false).page()).not.toContain('has not got it')
  })
})

import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref, shallowRef } from 'vue'
import { createVuetify } from 'vuetify'
import { temperature } from '#common/catalog/shared/temperature.ts'
import type { NumberField } from '#common/schema/field.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { int } from '#common/schema/make.ts'
import type { TemperatureUnit } from '#common/schema/temperature.ts'
import { i18n } from '#renderer/app/i18n.ts'
import SettingForm from '#renderer/components/settings/SettingForm.vue'
import { deviceTemperature } from '#renderer/composables/useTemperature.ts'

enableAutoUnmount(afterEach)
afterEach(() => {
  document.body.replaceChildren()
  localStorage.clear()
})

/** A form over one temperature of a device, read by somebody who wants it in a unit. */
function form(field: NumberField, had: AnyValues, device: TemperatureUnit | undefined, wanted: TemperatureUnit | 'device') {
  localStorage.setItem('temperature', wanted)
  const draft = shallowRef(had)
  const Host = defineComponent(
    () => () =>
      h(SettingForm, {
        fields: { it: field },
        had,
        modelValue: draft.value,
        issues: [],
        series: 'thermal',
        'onUpdate:modelValue': (next: AnyValues) => (draft.value = next),
      }),
  )
  mount(Host, {
    attachTo: document.body,
    global: { plugins: [i18n, createVuetify()], provide: { [deviceTemperature as symbol]: ref(device) } },
  })
  const input = () => document.querySelector('input') ?? expect.fail('no input')
  return {
    draft,
    input,
    text: () => document.body.textContent ?? '',
    async type(value: string) {
      input().value = value
      input().dispatchEvent(new Event('input', { bubbles: true }))
      await nextTick()
    },
  }
}

describe('a temperature in a form', () => {
  it('stands in the unit a person wants, and is kept in the one of the device', async () => {
    const { draft, input, text, type } = form(temperature('Ambient'), { it: 20 }, '°C', '°F')
    expect(input().value).toBe('68')
    expect(text()).toContain('°F')
    await type('100')
    expect([draft.value['it'], input().value]).toEqual([37.78, '100'])
    expect(text()).toContain('68 °F')
  })

  it('that nobody touched goes back exactly as it came', () => {
    const { draft } = form(temperature('Ambient'), { it: 20.123456 }, '°C', '°F')
    expect(draft.value).toEqual({ it: 20.123456 })
  })

  it('that is a difference is converted without a zero', () => {
    const field = temperature('Warning', { differenceWhere: { name: 'alarm', is: ['rise'] } })
    expect(form(field, { it: 10, alarm: 'rise' }, '°C', '°F').input().value).toBe('18')
  })

  it('in whole degrees stays as it was typed, though the device takes whole ones of its own', async () => {
    const { draft, input, type } = form(int('Range', { as: 'temperature' }), { it: 150 }, '°C', '°F')
    for (const typed of ['1', '10', '100']) await type(typed)
    expect([draft.value['it'], input().value]).toEqual([38, '100'])
  })

  it('stands as the device has it where a person wants that, or nobody knows its unit', () => {
    expect(form(temperature('Ambient'), { it: 20.5 }, '°F', 'device').input().value).toBe('20.5')
    document.body.replaceChildren()
    const unknown = form(temperature('Ambient'), { it: 20.5 }, undefined, '°F')
    expect(unknown.input().value).toBe('20.5')
    expect(unknown.text()).not.toContain('°')
  })
})

import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { i18n } from '#renderer/app/i18n.ts'
import AccountForm from '#renderer/components/signIn/AccountForm.vue'

function form(props: object = {}) {
  const wrapper = mount(AccountForm, { props, global: { plugins: [i18n] } })
  const inputs = () => wrapper.findAll('input').map((input) => input.element.value)
  return { wrapper, inputs, passwords: wrapper.findAll('input[type=password]') }
}

describe('the form of an account', () => {
  it('hands the account over once and keeps nothing of the password', async () => {
    const { wrapper, inputs, passwords } = form()
    await passwords[0]?.setValue('Garten&Tür=1')
    await wrapper.get('form').trigger('submit')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')).toEqual([[{ user: 'admin', password: 'Garten&Tür=1' }]])
    expect(inputs()).toEqual(['admin', ''])
    expect(wrapper.html()).not.toContain('Garten')
  })

  it('hands nothing over while user or password is missing', async () => {
    const { wrapper, passwords } = form()
    await wrapper.get('form').trigger('submit')
    await passwords[0]?.setValue('secret')
    await wrapper.get('input[type=text]').setValue('')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')).toBeUndefined()
  })

  it('hands nothing over while it waits for an answer', async () => {
    const { wrapper, passwords } = form({ busy: true })
    await passwords[0]?.setValue('secret')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')).toBeUndefined()
  })

  it('never shows a password it was not asked to show', async () => {
    const { wrapper, passwords } = form()
    await passwords[0]?.setValue('secret')
    expect(passwords[0]?.attributes('type')).toBe('password')
    await wrapper.get('button[aria-label="Show"]').trigger('click')
    expect(passwords[0]?.attributes('type')).toBe('text')
  })
})

describe('remembering', () => {
  const remember = { label: 'Remember on this computer', hint: 'Locked by the key store.' }

  it('is asked for with each account anew, and never ticked beforehand', async () => {
    const { wrapper, passwords } = form({ remember })
    const tick = wrapper.get<HTMLInputElement>('input[type=checkbox]')
    expect(tick.element.checked).toBe(false)
    expect(wrapper.get(`#${tick.attributes('aria-describedby')}`).text()).toBe('Locked by the key store.')
    await passwords[0]?.setValue('Garten')
    await wrapper.get('form').trigger('submit')
    await tick.setValue(true)
    await passwords[0]?.setValue('Garten')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')).toEqual([
      [{ user: 'admin', password: 'Garten' }],
      [{ user: 'admin', password: 'Garten', remember: true }],
    ])
  })

  it('is not offered where nothing can be remembered', () => {
    expect(form().wrapper.find('input[type=checkbox]').exists()).toBe(false)
  })
})

describe('a first password', () => {
  it('is typed twice, and the same', async () => {
    const { wrapper, passwords } = form({ isFirst: true })
    await passwords[0]?.setValue('Fresh-box-1')
    await passwords[1]?.setValue('Fresh-box-2')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.text()).toContain('The two are not the same')
    expect(wrapper.emitted('submit')).toBeUndefined()
    await passwords[1]?.setValue('Fresh-box-1')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('submit')).toEqual([[{ user: 'admin', password: 'Fresh-box-1' }]])
  })
})

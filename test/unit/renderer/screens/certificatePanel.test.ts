import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CertificateQuestion } from '#common/device/certificate.ts'
import { fail } from '#common/errors/appError.ts'
import type { Handlers } from '#common/ipc/contract.ts'
import CertificatePanel from '#renderer/screens/devices/CertificatePanel.vue'
import { hostWith, show } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({
  bridge: (await import('./siteHost.ts')).bridge,
}))

enableAutoUnmount(afterEach)
afterEach(() => document.body.replaceChildren())

const shown = { sha256: 'ab'.repeat(32), subject: 'CN=IPCamera', validFrom: Date.UTC(2017, 0, 1, 12), validTo: Date.UTC(2026, 11, 30, 12) }
const pinned = { ...shown, sha256: 'cd'.repeat(32) }
const endpoint = { address: '192.168.10.41', port: 443, scheme: 'https' as const }
const key = '001c27159356'

async function panel(question: CertificateQuestion, deviceKey: string | undefined, more: Partial<Handlers> = {}) {
  hostWith([], more)
  const view = await show(CertificatePanel, { question, endpoint, device: 'Dock 03', deviceKey })
  const press = async (name: string) => {
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === name)
    if (!button) throw new Error(`no button ${name}`)
    button.click()
    await view.settled()
  }
  return { ...view, press }
}

describe('a certificate seen for the first time', () => {
  it('is shown with fingerprint, whom it names and its dates, and accepted at that place', async () => {
    const accept = vi.fn(async () => null)
    const { text, press, wrapper } = await panel({ shown }, undefined, { 'certificates.accept': accept })
    for (const part of ['https://192.168.10.41', Array(32).fill('AB').join(':'), 'CN=IPCamera', '2017-01-01 to 2026-12-30'])
      expect(text()).toContain(part)
    await press('Accept this certificate')
    expect(accept).toHaveBeenCalledWith(endpoint, shown, null)
    expect(wrapper.emitted('accepted')).toHaveLength(1)
  })
})

describe('a changed certificate', () => {
  it('is shown beside the one accepted before, and replaces it only when a person says so', async () => {
    const accept = vi.fn(async () => null)
    const { text, press } = await panel({ shown, pinned }, key, { 'certificates.accept': accept })
    expect(text()).toContain('Dock 03 shows another certificate than before')
    expect(text()).toContain(Array(32).fill('CD').join(':'))
    await press('Stay away')
    expect(accept).not.toHaveBeenCalled()
    expect(text()).toContain('Nothing is sent to https://192.168.10.41.')
    await press('Accept the new certificate')
    expect(accept).toHaveBeenCalledWith(endpoint, shown, key)
  })

  it('stays in question when accepting it fails', async () => {
    const { text, press, wrapper } = await panel({ shown, pinned }, key, {
      'certificates.accept': async () => fail({ kind: 'unreachable', why: 'reset' }),
    })
    await press('Accept the new certificate')
    expect(text()).toContain('net.reset')
    expect(wrapper.emitted('accepted')).toBeUndefined()
  })
})

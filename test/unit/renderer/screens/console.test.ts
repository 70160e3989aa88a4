import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { findSetting } from '#common/catalog/index.ts'
import type { ConsoleReply } from '#common/console/reply.ts'
import { deviceError, fail } from '#common/errors/appError.ts'
import { encode } from '#common/schema/encode.ts'
import { erase } from '#common/schema/infer.ts'
import { formatLines } from '#common/wire/pairs.ts'
import SettingsScreen from '#renderer/screens/settings/SettingsScreen.vue'
import { useDevicesStore } from '#renderer/stores/devices.ts'
import { device, hostWith, setWindow, show, start } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({ bridge: (await import('./siteHost.ts')).bridge }))

enableAutoUnmount(afterEach)
beforeEach(() => setWindow())
afterEach(() => document.body.replaceChildren())

const dock = device(41, 'Dock 03 ramp', 'ready', { signedInAs: 'admin' })

const said: ConsoleReply = {
  asked: '',
  answered: true,
  status: 200,
  contentType: 'text/plain',
  bytes: 2,
  text: 'OK',
  isBinary: false,
  isCut: false,
  tookMs: 12,
  stale: [],
}

async function openConsole(reply: (text: string) => ConsoleReply = () => said) {
  const sent: string[] = []
  const reads: string[] = []
  let port = 80
  hostWith([dock], {
    'settings.read': async (_key, id) => {
      reads.push(id)
      const { fields, sample } = findSetting(id) ?? fail({ kind: 'bug', message: id })
      const value = id === 'network.ports' ? { ...erase(sample), http: port } : erase(sample)
      const asked = 'GET /cgi-bin/param.cgi?action=get&type=devicePort'
      return { setting: id, value, unknown: [], raw: formatLines(encode(fields, value)), asked, readAt: start, tookMs: 62 }
    },
    'console.send': async (_key, text) => {
      sent.push(text)
      return reply(text)
    },
  })
  const shown = await show(SettingsScreen, { deviceKey: dock.key, settingId: 'network.ports' }, '/devices', (pinia) =>
    useDevicesStore(pinia).start(),
  )
  await shown.settled()
  await shown.press('Raw requests')
  const line = () => shown.field('Request')
  async function key(name: string, on: HTMLElement = line()) {
    on.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
    await shown.settled()
  }
  const options = () => [...document.querySelectorAll<HTMLElement>('[role=option]')]
  return { ...shown, sent, reads, line, key, options, movePort: (to: number) => (port = to) }
}

describe('the console', () => {
  it('begins with the request one looks at, and Enter sends what only reads', async () => {
    const { line, key, sent, text } = await openConsole(() => ({ ...said, text: 'httpPort=80', bytes: 11 }))
    expect(line().value).toBe('GET /cgi-bin/param.cgi?action=get&type=devicePort')
    expect(text()).toContain('Reads: Ports')
    await key('Enter')
    expect(sent).toEqual(['GET /cgi-bin/param.cgi?action=get&type=devicePort'])
    expect(text()).toContain('httpPort=80')
    expect(text()).toContain('HTTP 200, text/plain, 11 bytes, in 12 ms')
  })

  it('offers what the catalog knows by its title, and arrows and Enter take it', async () => {
    const { type, key, options, line, sent } = await openConsole()
    await type('Request', 'NTP')
    expect(options().length).toBeGreaterThan(1)
    expect(line().getAttribute('aria-expanded')).toBe('true')
    await key('ArrowDown')
    expect(options()[0]?.getAttribute('aria-selected')).toBe('true')
    expect(line().getAttribute('aria-activedescendant')).toBe(options()[0]?.id)
    await key('Enter')
    expect(line().value).toContain('type=NTP')
    expect(options()).toEqual([])
    expect(sent).toEqual([])
  })

  it.each([
    ['/etc/passwd', 'no request of a device'],
    ['/cgi-bin/../x.cgi', 'cannot leave its folder'],
    ['http://192.168.1.9/cgi-bin/param.cgi?action=get', 'Leave the host out'],
    ['param.cgi?userName=admin&password=x', 'Leave the account out'],
    ['param.cgi?action=get\u0007', 'control character'],
    ['x'.repeat(1024 * 1024), '8192 characters at most'],
    ['alarm.cgi?action=attach', 'never ends'],
  ])('has a message at the field for %.40s, and sends nothing', async (text, message) => {
    const { type, key, line, sent } = await openConsole()
    await type('Request', text)
    const problem = document.getElementById((line().getAttribute('aria-describedby') ?? '').split(' ')[0] ?? '')
    expect(problem?.textContent).toContain(message)
    expect(line().getAttribute('aria-invalid')).toBe('true')
    await key('Enter')
    expect(sent).toEqual([])
  })

  it('has nothing against an empty field until one wants to send it', async () => {
    const { type, key, text } = await openConsole()
    await type('Request', '')
    expect(text()).not.toContain('Type a request')
    await key('Enter')
    expect(text()).toContain('Type a request')
  })

  it('warns of a set, which wants a second Enter, and shows its secrets as dots', async () => {
    const { type, key, text, sent, button } = await openConsole()
    await type('Request', 'param.cgi?action=set&type=FTP&password=hunter2')
    expect(text()).toContain('without backup, limits, and read-back')
    expect(text()).toContain('password=••••')
    expect(text()).not.toContain('hunter2')
    await key('Enter')
    expect(sent).toEqual([])
    expect(document.activeElement).toBe(button('Send the change'))
    button('Send the change').click()
    await nextTick()
    expect(sent).toEqual(['param.cgi?action=set&type=FTP&password=hunter2'])
  })

  it('counts what the catalog does not know as a change', async () => {
    const { type, key, text, sent } = await openConsole()
    await type('Request', 'param.cgi?action=get&type=nobodyKnows')
    expect(text()).toContain('it counts as a change')
    await key('Enter')
    expect(sent).toEqual([])
  })

  it('wants the name of the device before it sends what destroys', async () => {
    const { type, key, text, sent, button, field } = await openConsole()
    await type('Request', 'operate.cgi?action=reset')
    expect(text()).toContain('takes away what cannot be brought back')
    expect(button('Send and destroy').disabled).toBe(true)
    await key('Enter')
    const name = field('Type the name of the device, Dock 03 ramp')
    expect(document.activeElement).toBe(name)
    await type('Type the name of the device, Dock 03 ramp', 'Dock 04')
    await key('Enter', name)
    expect(text()).toContain('That is not its name.')
    expect(sent).toEqual([])
    await type('Type the name of the device, Dock 03 ramp', 'Dock 03 ramp')
    await key('Enter', name)
    expect(sent).toEqual(['operate.cgi?action=reset'])
  })

  it('says the device’s error code in words', async () => {
    const { key, text } = await openConsole(() => ({ ...said, text: 'error, Return=-505', error: deviceError(-505) }))
    await key('Enter')
    expect(text()).toContain('−505')
    expect(text()).toContain('error, Return=-505')
  })

  it('shows what it is no text as hexadecimal, and says so', async () => {
    const { key, text } = await openConsole(() => ({ ...said, text: '000000  ff d8', isBinary: true, isCut: true, bytes: 9000 }))
    await key('Enter')
    expect(text()).toContain('its bytes as hexadecimal, the beginning of it')
  })

  it('brings back what was sent with arrows, and sends it again; a secret has to be typed again', async () => {
    const { type, key, line, sent, text, press } = await openConsole((asked) => ({ ...said, asked }))
    await key('Enter')
    await type('Request', 'param.cgi?action=set&type=FTP&password=hunter2')
    await press('Send the change')
    await type('Request', '')
    await key('ArrowUp')
    expect(line().value).toBe('GET /cgi-bin/param.cgi?action=set&type=FTP&password=••••')
    expect(text()).toContain('Type the secret again.')
    await key('ArrowUp')
    expect(line().value).toBe('GET /cgi-bin/param.cgi?action=get&type=devicePort')
    await key('Enter')
    expect(sent.length).toBe(3)
    await press('Again: param.cgi?action=get&type=devicePort')
    expect(sent.length).toBe(4)
  })

  it('has a setting read again that it has set, and what a person changed in the form stays changed', async () => {
    const { type, press, reads, field, movePort } = await openConsole(() => ({ ...said, stale: ['network.ports'] }))
    await type('HTTPS porthttpsPort', '4443')
    movePort(8081)
    await type('Request', 'param.cgi?action=set&type=devicePort&httpPort=8081')
    await press('Send the change')
    expect(reads).toEqual(['network.ports', 'network.ports'])
    expect(field('HTTP porthttpPort').value).toBe('8081')
    expect(field('HTTPS porthttpsPort').value).toBe('4443')
  })
})

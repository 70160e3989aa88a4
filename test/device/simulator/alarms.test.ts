import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { ask } from '#test/support/askDevice.ts'
import { createManualClock } from '#test/support/manualClock.ts'
import { startVirtualDevice, type StartedDevice } from '#test/support/virtualDevice.ts'

const started: StartedDevice[] = []
async function start() {
  const device = await startVirtualDevice({ profile: 'thermal-dual', clock: createManualClock() })
  started.push(device)
  const url = (query: string) => `${device.url}/cgi-bin/alarm.cgi?userName=admin&password=sightline-demo&${query}`
  return { ...device, url, tell: async (query: string) => (await ask(url(query))).body }
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((device) => device.close()))
})

const tripwire = { kind: 'Analysis', subtype: 21, source: 1 } as const
const now = 'action=get&type=currentAlarmStatus'

/** What arrives over an attached connection, as it comes. */
async function listenTo(url: string) {
  let heard = ''
  const asked = request(url)
  asked.end()
  await new Promise<void>((resolve) => {
    asked.once('response', (response) => {
      response.setEncoding('utf8').on('data', (text: string) => (heard += text))
      response.on('error', () => undefined)
      resolve()
    })
  })
  return { heard: () => heard, hangUp: () => asked.destroy() }
}

describe('alarms of a virtual device', () => {
  it('are nothing to begin with, in the words real devices use', async () => {
    expect(await (await start()).tell(now)).toBe('Not Find AlarmInfo')
  })

  it('are told when it is asked, those that are over too', async () => {
    const { device, tell } = await start()
    device.raise({ ...tripwire, active: true })
    device.raise({ ...tripwire, active: false })
    const told = await tell(now)
    expect([...told.matchAll(/alarmMajorType=6\r?\nalarmMinorType=21\r?\nsourceID=1\r?\nalarmFlag=(\d)/g)].map(([, flag]) => flag)).toEqual(
      ['1', '0'],
    )
  })

  it('begin once, however often they are raised', async () => {
    const { device, tell } = await start()
    device.raise({ ...tripwire, active: true })
    device.raise({ ...tripwire, active: true })
    expect((await tell(now)).match(/alarmMajorType/g)).toHaveLength(1)
  })

  it('come to whoever is attached, after the words for waiting', async () => {
    const { device, url } = await start()
    const { heard, hangUp } = await listenTo(url('action=attach'))
    await expect.poll(heard).toContain('Connecting, waiting for alarm message')
    device.raise({ ...tripwire, active: true })
    await expect
      .poll(heard)
      .toMatch(/alarmInfoBegin=1\r?\nalarmMajorType=6\r?\nalarmMinorType=21\r?\nsourceID=1\r?\nalarmFlag=1\r?\nalarmTime=/)
    hangUp()
  })

  it('can be raised by hand over the interface', async () => {
    const { tell } = await start()
    expect(await tell('action=manual&alarmInID=1&alarmFlag=1&AlarmSourceType=1')).toBe('OK')
    expect(await tell(now)).toMatch(/alarmMajorType=1\r?\nalarmMinorType=1\r?\nsourceID=1\r?\nalarmFlag=1/)
  })
})

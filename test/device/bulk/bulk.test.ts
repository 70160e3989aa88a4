import { afterAll, describe, expect, it } from 'vitest'
import { type CopyProgress, type CopyRequest, usualAtOnce } from '#common/bulk/bulk.ts'
import { differences } from '#common/bulk/differences.ts'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { ntp } from '#common/catalog/time/ntp.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { ftp as ftpService } from '#common/catalog/service/ftp.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { startApp, type StartedApp } from '#test/support/startedApp.ts'
import { startVirtualDevice, type StartedDevice, type StartOptions } from '#test/support/virtualDevice.ts'
import { closeAll, closeLater } from '../story/bench.ts'

afterAll(closeAll)

interface Crew {
  readonly app: StartedApp
  readonly devices: readonly StartedDevice[]
  readonly keys: readonly DeviceKey[]
}

/** Devices on one list, everyone signed in to. */
async function crewOf(...kinds: readonly StartOptions[]): Promise<Crew> {
  const app = closeLater(await startApp())
  const devices: StartedDevice[] = []
  const keys: DeviceKey[] = []
  for (const [at, options] of kinds.entries()) {
    const end = (0x60 + at).toString(16)
    const identity = { deviceId: `${160_000 + at}`, mac: `00:1C:27:15:93:${end}`, instance: `IPCamera 15:93:${end}` }
    const device = closeLater(await startVirtualDevice({ ...options, identity }))
    devices.push(device)
    keys.push((await app.handlers['search.addByHand'](device.endpoint)).key)
    await app.handlers['signIn.many'](keys.slice(-1), device.account)
  }
  return { app, devices, keys }
}

const server = (name: string): AnyValues => ({ version: 'IPv4', enabled: false, server: name, port: 123, interval: 3600 })
const withServer = (name: string) => ({ profile: { ...ipc, factory: { ...ipc.factory, 'time.ntp': server(name) } } })
const { ipc } = (await import('#simulator/profiles.ts')).profiles

const question = { setting: 'time.ntp', target: {} }

async function compared({ app, keys }: Crew, settings: readonly string[]) {
  const { compare } = await app.handlers['bulk.compare']({
    devices: [...keys],
    questions: settings.map((setting) => ({ setting, target: {} })),
    atOnce: usualAtOnce,
  })
  await app.until('bulk.compareChanged', (progress) => progress.compare === compare && !progress.running)
  return app.handlers['bulk.compared']()
}

function copyOf({ keys }: Crew, more: Partial<CopyRequest> = {}): CopyRequest {
  const [source = '', ...devices] = keys
  return { source, parts: [{ ...question, fields: ['server'] }], devices, atOnce: usualAtOnce, ...more }
}

async function checked({ app }: Crew, request: CopyRequest): Promise<CopyProgress> {
  const { copy } = await app.handlers['bulk.check'](request)
  return app.until('bulk.changed', (now) => now.copy === copy && (now.state === 'checked' || now.state === 'done'))
}

async function written({ app }: Crew): Promise<CopyProgress> {
  const past = app.told.length
  await app.handlers['bulk.write']()
  return await app.until('bulk.changed', (now) => now.state === 'done' && app.told.findIndex(({ payload }) => payload === now) >= past)
}

const states = ({ rows }: CopyProgress) => rows.map(({ state }) => state)

describe('what differs', () => {
  it('is told of devices of several kinds, with why one has no answer', async () => {
    const crew = await crewOf(withServer('10.0.0.1'), withServer('10.0.0.2'), { profile: 'nvr' }, { quirks: ['unsupported:NTP'] })
    const state = await compared(crew, ['time.ntp', 'ptz.position'])
    expect([state?.done, state?.of, state?.running]).toEqual([8, 8, false])
    const cells = state?.cells.filter(({ question: at }) => at === 0) ?? []
    const told = cells.flatMap(({ device, value }) => (value ? [{ device, value: value as AnyValues }] : []))
    expect(cells.find(({ error }) => error)).toMatchObject({ device: crew.keys[3], error: { kind: 'device', code: -22 } })
    const [row] = differences(ntp.fields, told).filter(({ path }) => path === 'server')
    expect(row?.camps.map(({ value }) => value)).toEqual(expect.arrayContaining(['10.0.0.1', '10.0.0.2']))
  })

  it('shows no secret', async () => {
    const state = await compared(await crewOf({}), ['service.ftp'])
    expect(state?.cells[0]?.value).toMatchObject({ password: '' })
  })

  it('of one that is away does not keep the others waiting, and says so', async () => {
    const crew = await crewOf({}, {})
    await crew.devices[1]?.close()
    const state = await compared(crew, ['time.ntp'])
    const cells = state?.cells.map(({ value, error }) => (value ? 'value' : error?.kind))
    expect(cells).toEqual(['value', 'unreachable'])
  })
})

describe('copying to many', () => {
  it('writes what was chosen to each, proves it, and leaves the rest', async () => {
    const crew = await crewOf(withServer('10.0.0.1'), withServer('10.0.0.2'), withServer('10.0.0.3'))
    expect(states(await checked(crew, copyOf(crew)))).toEqual(['ready', 'ready'])
    expect(crew.devices[1]?.device.kept('time.ntp')).toMatchObject({ server: '10.0.0.2' })
    expect(states(await written(crew))).toEqual(['done', 'done'])
    for (const { device } of crew.devices) expect(device.kept('time.ntp')).toEqual(server('10.0.0.1'))
    const journal = await crew.app.handlers['journal.list'](crew.keys[1] ?? null)
    expect(journal.filter(({ what }) => what === 'ended')).toMatchObject([{ state: 'done', proof: [{ verdict: 'equal' }] }])
  })

  it('leaves alone whoever has it already', async () => {
    const crew = await crewOf(withServer('10.0.0.1'), withServer('10.0.0.1'), withServer('10.0.0.2'))
    expect(states(await checked(crew, copyOf(crew)))).toEqual(['same', 'ready'])
    expect(states(await written(crew))).toEqual(['same', 'done'])
    expect(await crew.app.handlers['journal.list'](crew.keys[1] ?? null)).not.toContainEqual(expect.objectContaining({ what: 'begun' }))
  })

  it('goes on after one that fails, and says what failed', async () => {
    const crew = await crewOf(
      withServer('10.0.0.1'),
      { ...withServer('10.0.0.2'), quirks: ['refusesSet:time.ntp'] },
      withServer('10.0.0.3'),
    )
    await checked(crew, copyOf(crew))
    const { rows } = await written(crew)
    expect(rows.map(({ state, error }) => [state, error?.kind])).toEqual([
      ['failed', 'device'],
      ['done', undefined],
    ])
  })

  it('says of each device what does not reach it, and gives it the rest', async () => {
    const crew = await crewOf(withServer('10.0.0.1'), { ...withServer('10.0.0.2'), quirks: ['unsupported:SNMP'] }, withServer('10.0.0.3'))
    const parts = [
      { ...question, fields: ['server'] },
      { setting: 'service.snmp', target: {}, fields: ['trapAddress'] },
    ]
    const { rows } = await checked(crew, copyOf(crew, { parts }))
    expect(rows.map(({ state, lacks }) => [state, lacks.map(({ setting, error }) => `${setting} ${error?.kind}`)])).toEqual([
      ['ready', ['service.snmp device']],
      ['ready', []],
    ])
  })

  it('ends after the devices under way, and leaves the others as they are', async () => {
    const crew = await crewOf(withServer('10.0.0.1'), withServer('10.0.0.2'), withServer('10.0.0.3'), withServer('10.0.0.4'))
    await checked(crew, copyOf(crew, { atOnce: 1 }))
    const ending = crew.app.until('bulk.changed', (now) => now.state === 'done')
    await crew.app.handlers['bulk.write']()
    await crew.app.handlers['bulk.stop']()
    expect(states(await ending)).toEqual(['done', 'left', 'left'])
    expect(crew.devices[3]?.device.kept('time.ntp')).toMatchObject({ server: '10.0.0.4' })
  })

  it('does not begin where the source does not answer', async () => {
    const crew = await crewOf(withServer('10.0.0.1'), withServer('10.0.0.2'))
    await crew.devices[0]?.close()
    expect((await checked(crew, copyOf(crew))).error).toMatchObject({ kind: 'unreachable' })
  })

  it('gives rules of a preset to the same preset, and none to a camera that has no presets', async () => {
    const crew = await crewOf({ profile: 'ptz-dome' }, { profile: 'ptz-dome' }, {})
    const rule = { ...erase(perimeter.sample), draw: false, uploadDetails: false }
    crew.devices[0]?.device.keep('analysis.perimeter/1#2', rule)
    const part = { setting: 'analysis.perimeter', target: { channel: 1, part: 2 }, fields: ['enabled', 'draw'] }
    expect(states(await checked(crew, copyOf(crew, { parts: [part] })))).toEqual(['ready', 'cannot'])
    expect(states(await written(crew))).toEqual(['done', 'cannot'])
    const [, dome, fixed] = crew.devices
    expect(dome?.device.kept('analysis.perimeter/1#2')).toMatchObject({ enabled: true, draw: false })
    expect([dome, fixed].map((one) => one?.device.kept('analysis.perimeter/1'))).toEqual([{}, {}]) // nobody wrote the normal rules
  })

  it('gives nobody a secret, asked for by name or not', async () => {
    const ftp = (account: string, password: string) => ({
      profile: { ...ipc, factory: { ...ipc.factory, 'service.ftp': { ...erase(ftpService.sample), account, password } } },
    })
    const crew = await crewOf(ftp('theirs', 'their-secret'), ftp('mine', 'my-secret'))
    await checked(crew, copyOf(crew, { parts: [{ setting: 'service.ftp', target: {}, fields: ['account', 'password'] }] }))
    expect(states(await written(crew))).toEqual(['done'])
    expect(crew.devices[1]?.device.kept('service.ftp')).toMatchObject({ account: 'theirs', password: 'my-secret' })
  })
})

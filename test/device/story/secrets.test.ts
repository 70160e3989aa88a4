import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { AppError } from '#common/errors/appError.ts'
import { profiles } from '#simulator/profiles.ts'
import { camera, errorOf } from '#test/support/rudeDevice.ts'
import { inQuery, startRudeServer, text } from '#test/support/rudeServer.ts'
import { freeEndpoint } from '#test/support/virtualDevice.ts'
import { type Bench, closeAll, closeLater, ended, found, planOf, read, signedIn, withCard } from './bench.ts'
import { startApp, type StartedApp } from '#test/support/startedApp.ts'

afterEach(closeAll)

const right = 'Rechts&Geheim=1'
const wrong = 'Falsch&Geheim=2'
const third = 'Dritt&Geheim=3'

/** Every form in which a password could be found again. */
function formsOf(password: string): readonly string[] {
  return [password, encodeURIComponent(password), encodeURI(password), Buffer.from(`admin:${password}`).toString('base64'), 'Geheim']
}

/** Everything the application has kept or told. */
async function leftBy(app: StartedApp, ...answers: readonly unknown[]): Promise<string> {
  // A file that is put in the place of another is gone by its own name.
  const names = await readdir(app.folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8').catch(() => ''))
  const asked = [app.handlers['devices.list'](), app.handlers['jobs.list'](), app.handlers['journal.list'](null)]
  return JSON.stringify([await Promise.all(files), app.told, await Promise.all(asked), answers])
}

async function expectNoSecret(app: StartedApp, ...answers: readonly unknown[]): Promise<void> {
  const left = await leftBy(app, ...answers)
  expect(left.length).toBeGreaterThan(500)
  expect(
    [right, wrong, third].flatMap(formsOf).filter((form) => left.includes(form) || left.includes(JSON.stringify(form).slice(1, -1))),
  ).toEqual([])
}

async function tried({ app, key }: Bench, password: string): Promise<AppError | undefined> {
  return (await app.handlers['signIn.many']([key], { user: 'admin', password }))[0]?.error
}

describe('a password', () => {
  it.each(['ipc', 'fisheye', 'lpr', 'lite', 'nvr'] as const)(
    'for a device of kind %s is in no file, event, journal line or error, whether it was right, wrong or not tried any more',
    async (profile) => {
      const account = { user: 'admin', password: right }
      const bench = await signedIn({ profile, account })
      const done = await ended(bench, await planOf(bench, 'network', { 'network.ipv4': withCard({ address: freeEndpoint().address }) }))
      expect(done.state).toBe('done')
      const errors = [await tried(bench, wrong), await tried(bench, third), await tried(bench, right)]
      expect(errors.map((error) => error?.kind)).toEqual(['signIn', 'signIn', 'budget'])
      await expectNoSecret(bench.app, errors, await errorOf(read(bench, 'network.ipv4')))
    },
  )

  it.each([
    ['camera', profiles['ipc-new']],
    ['recorder', { ...profiles.nvr, isNew: true } as const],
  ])('given to a %s as its first one is noted without itself', async (_device, profile) => {
    const bench = await found({ profile })
    const refused = await tried(bench, wrong)
    expect(refused).toMatchObject({ kind: 'device', remedy: 'firstPassword' })
    const outcome = await bench.app.handlers['signIn.firstPassword'](bench.key, { user: 'admin', password: right })
    expect(outcome).toEqual({ device: bench.key })
    expect(await bench.app.handlers['journal.list'](bench.key)).toMatchObject([
      { what: 'note', note: 'firstPassword', facts: { user: 'admin' } },
    ])
    await expectNoSecret(bench.app, refused, outcome)
  })

  it('repeated by a device in an answer nobody can read is blotted out of the error', async () => {
    const echo = inQuery((request, ...rest) => text(`no idea what ${request.target} is\nyear=x`)(request, ...rest), { password: right })
    const server = closeLater(await startRudeServer(camera(echo.behaviour)))
    const app = closeLater(await startApp())
    const { key } = await app.handlers['search.addByHand'](server.endpoint)
    await app.handlers['signIn.many']([key], { user: 'admin', password: right })
    const error = await errorOf(app.handlers['settings.read'](key, 'time.clock', {}))
    expect(error).toMatchObject({ kind: 'malformed' })
    expect(server.requests.some(({ hasAccount }) => hasAccount)).toBe(true)
    await expectNoSecret(app, error)
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import type { PlanChange } from '#common/plan/plan.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { aBench, camera, errorOf } from '#test/support/rudeDevice.ts'
import { text } from '#test/support/rudeServer.ts'
import { type Bench, closeAll, endOf, ended, signedIn } from './bench.ts'

afterEach(closeAll)

const setting = 'analysis.perimeter'
const triangle = (x: number) => [{ outline: [{ x, y: 10 }, { x: x + 10, y: 10 }, { x, y: 20 }] }] // prettier-ignore

/** What the camera keeps for a preset, or of the normal rules: whether they are on, and where their regions begin. */
function keptOf({ device }: Bench, preset = '') {
  const { enabled, regions = [] } = device.device.kept(`${setting}/1${preset}`)
  return { enabled, x: (regions as unknown as ReturnType<typeof triangle>).map(({ outline: [first] }) => first?.x) }
}

/** From what the camera has for a preset to what it shall have. */
async function changeOf({ app, key }: Bench, part: number, more: AnyValues): Promise<PlanChange> {
  const target = { channel: 1, part }
  const before = (await app.handlers['settings.read'](key, setting, target)).value as AnyValues
  return { setting, target, before: { ...before }, after: { ...before, ...more } }
}

describe('a camera that answers with other rules than those of the preset', () => {
  it('is not believed: they would be taken for its own', async () => {
    const rude = aBench()
    const rules = 'presetMode=1\npresetID=0\nenableFlag=1\nregionCount=0\nweekDayCount=0\n'
    const client = rude.clientOf(await rude.serverThat(camera(text(rules))), { series: 'ptz' })
    expect((await client.get(perimeter, { channel: 1, part: 0 })).value.enabled).toBe(true)
    expect(await errorOf(client.get(perimeter, { channel: 1, part: 3 }))).toMatchObject({
      kind: 'malformed',
      path: 'presetID',
      problem: 'otherPart',
    })
    await rude.close()
  })
})

describe('rules of two presets in one plan', () => {
  it('are written and proven each on its own, and taken back', async () => {
    const bench = await signedIn({ profile: 'ptz-dome' })
    const changes = [
      await changeOf(bench, 1, { enabled: true, regions: triangle(30) }),
      await changeOf(bench, 3, { enabled: true, regions: triangle(60) }),
    ]
    const progress = await ended(bench, { device: bench.key, kind: 'analysis', changes })
    expect([progress.state, progress.proof.every(({ verdict }) => verdict === 'equal')]).toEqual(['done', true])
    expect(['#1', '#2', '#3'].map((preset) => keptOf(bench, preset))).toEqual([
      { enabled: true, x: [30] },
      { enabled: undefined, x: [] }, // never written
      { enabled: true, x: [60] },
    ])
    const { job } = await bench.app.handlers['plans.undo'](progress.job, 'refuse')
    expect(await endOf(bench, job)).toMatchObject({ state: 'done' })
    expect(['#1', '#3'].map((preset) => keptOf(bench, preset))).toEqual([
      { enabled: false, x: [] },
      { enabled: false, x: [] },
    ])
  })

  it('lose their last region with the order the manual gives, and the other preset keeps its own', async () => {
    const bench = await signedIn({ profile: 'ptz-dome' })
    const drawn = [1, 3].map((part) => changeOf(bench, part, { enabled: true, regions: triangle(30) }))
    await ended(bench, { device: bench.key, kind: 'analysis', changes: await Promise.all(drawn) })
    const emptied = await changeOf(bench, 3, { regions: [] })
    expect(await ended(bench, { device: bench.key, kind: 'analysis', changes: [emptied] })).toMatchObject({ state: 'done' })
    expect([keptOf(bench, '#1'), keptOf(bench, '#3')]).toEqual([
      { enabled: true, x: [30] },
      { enabled: true, x: [] },
    ])
  })
})

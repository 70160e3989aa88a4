import { afterAll, describe, expect, it } from 'vitest'
import { findAction } from '#common/catalog/index.ts'
import { errorOf } from '#test/support/rudeDevice.ts'
import { closeAll, signedIn } from './bench.ts'

afterAll(closeAll)

const notes = async (bench: Awaited<ReturnType<typeof signedIn>>) =>
  (await bench.app.handlers['journal.list'](bench.key)).flatMap((entry) =>
    entry.what === 'note' && entry.note.startsWith('deed') ? [[entry.note, entry.facts['action']]] : [],
  )

describe('an action of the catalog', () => {
  it('is done, and stands in the journal', async () => {
    const bench = await signedIn({ isTimeServer: () => true })
    const result = await bench.app.handlers['actions.run'](bench.key, 'time.ntpTest', {}, {})
    expect(result).toMatchObject({ text: 'The ntp test success!!', answered: true })
    expect(await notes(bench)).toEqual([['deedDone', 'time.ntpTest']])
  })

  it('that costs something stands there before it is sent', async () => {
    const bench = await signedIn({})
    await bench.app.handlers['actions.run'](bench.key, 'device.restart', {}, {})
    expect(await notes(bench)).toEqual([
      ['deedBegun', 'device.restart'],
      ['deedDone', 'device.restart'],
    ])
  })

  it('with an argument the catalog refuses is not sent, and leaves no line', async () => {
    const bench = await signedIn({})
    const error = await errorOf(bench.app.handlers['actions.run'](bench.key, 'maintenance.format', {}, { disk: -1 }))
    expect(error).toMatchObject({ kind: 'invalid', issues: [{ path: 'disk', problem: 'tooSmall' }] })
    expect(await notes(bench)).toEqual([])
  })

  it('that looks something up brings what it found', async () => {
    const bench = await signedIn({})
    const args = { from: '20261123000000', to: '20261123235959' }
    const { value } = await bench.app.handlers['actions.run'](bench.key, 'recording.find', { channel: 1 }, args)
    expect(value).toEqual(findAction('recording.find')?.answerSample)
  })
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { stillCamera, tinyJpeg } from '#test/support/virtualDevice.ts'
import { errorOf } from '#test/support/rudeDevice.ts'
import { type Bench, bonjourTurned, closeAll, endOf, found, inStep, read, run, signedIn } from './bench.ts'

afterAll(closeAll)

const send = ({ app, key }: Bench, text: string) => app.handlers['console.send'](key, text)

async function notes({ app, key }: Bench) {
  const entries = await app.handlers['journal.list'](key)
  return entries.flatMap((entry) => (entry.what === 'note' && entry.note.startsWith('console') ? [[entry.note, entry.facts]] : []))
}

describe('a request that was typed', () => {
  it('is answered with what the device said, letter by letter, and how', async () => {
    const bench = await signedIn()
    const reply = await send(bench, 'param.cgi?action=get&type=devicePort')
    expect(reply).toMatchObject({ answered: true, status: 200, isBinary: false, isCut: false, stale: [] })
    expect(reply.contentType).toContain('text/plain')
    expect(reply.asked).toBe('GET /cgi-bin/param.cgi?action=get&type=devicePort')
    expect(reply.text).toMatch(/^httpPort=\d+/im)
    expect(reply.bytes).toBe(Buffer.byteLength(reply.text))
  })

  it('that sets something has set it, says what is no longer known, and stands in the journal before and after', async () => {
    const bench = await signedIn()
    const reply = await send(bench, 'param.cgi?action=set&type=deviceName&deviceName=Gate%207')
    expect(reply).toMatchObject({ text: 'OK', stale: ['device.info', 'device.name'] })
    expect((await read(bench, 'device.name'))['name']).toBe('Gate 7')
    const request = expect.stringContaining('deviceName=Gate%207') as string
    expect(await notes(bench)).toMatchObject([
      ['consoleBegun', { request, as: 'set', entry: 'device.name' }],
      ['consoleDone', { request, status: 200 }],
    ])
  })

  it('that is refused brings the code of the device, and makes nothing old', async () => {
    const bench = await signedIn()
    const reply = await send(bench, 'param.cgi?action=set&type=nobodyKnows&a=1')
    expect(reply).toMatchObject({ error: { kind: 'device', code: -22, name: 'unknownType' }, stale: [] })
    expect((await notes(bench)).at(-1)).toMatchObject(['consoleFailed', { code: -22, as: 'unknown' }])
  })

  it('that brings a picture is shown in its bytes', async () => {
    const picture = Buffer.concat([tinyJpeg, Buffer.alloc(5000, 7)])
    const camera = { ...stillCamera, snapshot: () => Promise.resolve(picture) }
    const reply = await send(await signedIn({ camera }), 'image.cgi?cameraID=1&quality=5')
    expect(reply.isBinary).toBe(true)
    expect(reply.contentType).toContain('image/jpeg')
    expect(reply.text).toMatch(/^000000 {2}ff d8 ff/)
    expect(reply.isCut).toBe(true)
  })

  it('leaves no secret in the journal, in the reply, nor on the disk of the site', async () => {
    const bench = await signedIn()
    const reply = await send(bench, 'param.cgi?action=set&type=FTP&pasword=hunter2&password=hunter3&value=hunter4')
    const file = await readFile(join((await bench.app.handlers['app.facts']()).site.folder, 'journal.jsonl'), 'utf8')
    expect(file).toContain('consoleBegun')
    expect(file).not.toContain('hunter')
    expect(JSON.stringify([reply.text, reply.error])).not.toContain('hunter')
    expect(reply.asked).not.toContain('hunter3')
  })

  it('that names another host, or an account of its own, is not sent and leaves no line', async () => {
    const bench = await signedIn()
    for (const text of [
      'http://127.0.0.1/cgi-bin/param.cgi?action=get',
      'param.cgi?userName=admin&password=x&action=get',
      '/etc/passwd',
      'alarm.cgi?action=attach',
    ])
      expect(await errorOf(send(bench, text))).toMatchObject({ kind: 'invalid' })
    expect(await notes(bench)).toEqual([])
  })

  it('goes out as nobody where nobody is signed in, and the device says so', async () => {
    const bench = await found()
    expect(await errorOf(send(bench, 'param.cgi?action=get&type=devicePort'))).toMatchObject({ kind: 'signIn', why: 'needed' })
    expect((await notes(bench)).map(([note]) => note)).toEqual(['consoleBegun', 'consoleFailed'])
  })

  it('that changes something is refused while a plan writes to the device, and so is a button; one that reads does not', async () => {
    const bench = await signedIn()
    const plan = await bonjourTurned(bench)
    const job = await run(bench, plan)
    await inStep(bench, job, 'read')
    const refused = { kind: 'busy', job, deviceId: bench.key }
    expect(await errorOf(send(bench, 'param.cgi?action=set&type=deviceName&deviceName=Gate%207'))).toMatchObject(refused)
    expect(await errorOf(send(bench, 'operate.cgi?action=restart'))).toMatchObject(refused)
    expect(await errorOf(bench.app.handlers['actions.run'](bench.key, 'device.restart', {}, {}))).toMatchObject(refused)
    expect(await notes(bench)).toEqual([])
    expect(await send(bench, 'param.cgi?action=get&type=devicePort')).toMatchObject({ answered: true })
    await endOf(bench, job)
    expect(await send(bench, 'param.cgi?action=set&type=deviceName&deviceName=Gate%207')).toMatchObject({ text: 'OK' })
  })

  it('to restart is done though the device goes away with it', async () => {
    const reply = await send(await signedIn(), 'operate.cgi?action=restart')
    expect(reply.stale).toBe('all')
  })
})

import { expect, it } from 'vitest'
import { virtualDevice } from '#test/support/askVirtual.ts'

it('a recording of a virtual device plays as its live video does, of the stream that was asked for', () => {
  const { answer } = virtualDevice('ipc')
  const query = 'action=playBack&cameraID=1&streamID=2&startTime=20170215163000&endTime=20170215163500'
  expect(answer('record', query).media).toMatchObject({ kind: 'video', channel: 1, stream: 2, encoding: 'h264' })
  expect(answer('record', query.replace('20170215163500', 'noon')).body).toBe('error, Return=-23')
})

import { describe, expect, it } from 'vitest'
import { createSocketCarrier, type SocketLike } from '#renderer/bridge/socket.ts'

/** A socket in the hands of the test. */
class FakeSocket extends EventTarget {
  readonly sent: { readonly i: string; readonly a: readonly unknown[] }[] = []
  send(text: string) {
    this.sent.push(JSON.parse(text) as { i: string; a: unknown[] })
  }
  close() {
    this.dispatchEvent(new Event('close'))
  }
  opens() {
    this.dispatchEvent(new Event('open'))
  }
  says(message: unknown) {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) }))
  }
}

function aCarrier() {
  const sockets: FakeSocket[] = []
  const waits: number[] = []
  const later: (() => void)[] = []
  const states: string[] = []
  const carrier = createSocketCarrier({
    connect: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket as unknown as SocketLike
    },
    waitsMs: [0, 250, 1000],
    later: (callback, ms) => {
      waits.push(ms)
      later.push(callback)
    },
  })
  carrier.onState((state) => states.push(state))
  const latest = () => sockets.at(-1) as FakeSocket
  return { carrier, sockets, waits, states, latest, comeBack: () => later.shift()?.() }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('a page in a browser', () => {
  it('lets a question wait until the socket is open', async () => {
    const { carrier, latest } = aCarrier()
    const asking = carrier.request('devices.list', [])
    await settled()
    expect(latest().sent).toEqual([])
    latest().opens()
    await settled()
    const { i } = latest().sent[0] as { i: string }
    latest().says({ t: 's', i, r: { ok: true, value: [] } })
    await expect(asking).resolves.toEqual({ ok: true, value: [] })
  })

  it('says so when the host is lost, and when it is back', () => {
    const { states, latest, comeBack } = aCarrier()
    latest().opens()
    latest().close()
    expect(states).toEqual(['lost'])
    comeBack()
    latest().opens()
    expect(states).toEqual(['lost', 'connected'])
  })

  it('waits longer from attempt to attempt, and begins anew once it was back', () => {
    const { waits, latest, comeBack } = aCarrier()
    latest().opens()
    for (let attempt = 0; attempt < 4; attempt++) {
      latest().close()
      comeBack()
    }
    expect(waits).toEqual([0, 250, 1000, 1000])
    latest().opens()
    latest().close()
    expect(waits.at(-1)).toBe(0)
  })

  it('does not ask again what was under way when the connection broke: it may have been done', async () => {
    const { carrier, latest, comeBack } = aCarrier()
    latest().opens()
    const asking = carrier.request('plans.run', [])
    await settled()
    latest().close()
    comeBack()
    latest().opens()
    await expect(asking).resolves.toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect(latest().sent).toEqual([])
  })

  it('keeps its listeners over a broken connection', async () => {
    const { carrier, latest, comeBack } = aCarrier()
    const heard: unknown[] = []
    carrier.on('devices.changed', (payload) => heard.push(payload))
    latest().opens()
    latest().close()
    comeBack()
    latest().opens()
    latest().says({ t: 'q', m: 'tell', a: ['devices.changed', ['new']] })
    await settled()
    expect(heard).toEqual([['new']])
  })

  it('does not come back once it was closed', () => {
    const { carrier, latest, sockets, comeBack } = aCarrier()
    latest().opens()
    carrier.close()
    comeBack()
    expect(sockets).toHaveLength(1)
  })
})

import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { readParts } from '#node/live/multipart.ts'

interface Wording {
  readonly dashes?: boolean
  readonly statusLine?: boolean
  readonly newline?: '\r\n' | '\n'
}

function worded(bodies: readonly Uint8Array[], { dashes = true, statusLine = false, newline = '\r\n' }: Wording = {}): Buffer {
  const head = (length: number) =>
    [
      `${dashes ? '--' : ''}myboundary`,
      ...(statusLine ? ['HTTP Code: 200 OK'] : []),
      'Content-Type: video/h264',
      `Content-Length: ${length}`,
      '',
      '',
    ].join(newline)
  return Buffer.concat(bodies.flatMap((body) => [Buffer.from(head(body.length)), body, Buffer.from(newline)]))
}

async function* pieces(whole: Buffer, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const at = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((a, b) => a - b)
  for (const [index, start] of [0, ...at].entries()) yield whole.subarray(start, at[index] ?? whole.length)
}

async function read(whole: Buffer, cuts: readonly number[] = []): Promise<Buffer[]> {
  const parts: Buffer[] = []
  for await (const part of readParts(pieces(whole, cuts))) parts.push(Buffer.from(part.bytes))
  return parts
}

const body = fc.uint8Array({ maxLength: 300 })
const wording = fc.record({ dashes: fc.boolean(), statusLine: fc.boolean(), newline: fc.constantFrom('\r\n' as const, '\n' as const) })

describe('a multipart stream', () => {
  it('is cut the same however the network splits it, with and without dashes, with the manual’s status line, with LF', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(body, { minLength: 1, maxLength: 6 }),
        wording,
        fc.array(fc.nat(2000), { maxLength: 12 }),
        async (bodies, words, cuts) => {
          expect(await read(worded(bodies, words), cuts)).toEqual(bodies.map((one) => Buffer.from(one)))
        },
      ),
    )
  })

  it('is cut by length: a boundary inside a picture does not end it', async () => {
    const tricky = Buffer.from('\r\n--myboundary\r\nContent-Type: image/jpeg\r\nContent-Length: 3\r\n\r\nabc')
    expect(await read(worded([tricky, Buffer.from('next')]))).toEqual([tricky, Buffer.from('next')])
  })

  it('of a device that prints no empty line before the data is cut as well, as manual 1.4.6 shows it', async () => {
    const head = (length: number) => `--myboundary\r\nHTTP Code: 200 OK\r\nContent-Type: video/h264\r\nContent-Length: ${length}\r\n`
    const units = [Buffer.from([0, 0, 0, 1, 0x65, 10, 13, 10]), Buffer.from([0, 0, 1, 0x41, 10]), Buffer.from([0xff, 0xd8, 0xff, 10])]
    const whole = Buffer.concat(units.flatMap((unit) => [Buffer.from(head(unit.length)), unit]))
    for (let cut = 0; cut < whole.length; cut += 1) expect(await read(whole, [cut, cut + 1])).toEqual(units)
  })

  it('tells what each part is', async () => {
    const types: string[] = []
    for await (const { contentType } of readParts(
      pieces(Buffer.from('--b\r\nContent-Type: image/jpeg; q=1\r\nContent-Length: 1\r\n\r\nx'), []),
    ))
      types.push(contentType)
    expect(types).toEqual(['image/jpeg'])
  })

  it('is refused when a part names no length', async () => {
    await expect(read(Buffer.alloc(9000, 'x'))).rejects.toMatchObject({ name: 'WireError' })
  })

  it('is refused when a part claims more than a picture can hold', async () => {
    await expect(read(Buffer.from('--b\r\nContent-Length: 99999999999\r\n\r\n'))).rejects.toMatchObject({ name: 'WireError' })
  })
})

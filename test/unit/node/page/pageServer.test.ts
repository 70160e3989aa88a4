import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '#node/page/policy.ts'
import { createPageServer } from '#node/page/pageServer.ts'

let folder: string
let serve: (path: string, method?: string) => Promise<Response>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-page-'))
  await mkdir(join(folder, 'page', 'assets'), { recursive: true })
  await writeFile(join(folder, 'page', 'index.html'), '<meta nonce="SIGHTLINE_NONCE"><script nonce="SIGHTLINE_NONCE"></script>')
  await writeFile(join(folder, 'page', 'assets', 'index-1.js'), 'export {}')
  await writeFile(join(folder, 'page', 'notes.txt'), 'no type of ours')
  await writeFile(join(folder, 'secret.js'), 'outside')
  const servePage = createPageServer({
    folder: join(folder, 'page'),
    stream: () => Promise.resolve({ status: 200, headers: {}, body: 'live' }),
  })
  serve = async (path, method = 'GET') => {
    const { body, ...rest } = await servePage({ path, method, signal: new AbortController().signal })
    return new Response(Buffer.from(body), rest)
  }
})
afterAll(() => rm(folder, { recursive: true }))

describe('the content security policy', () => {
  it('lets in our own files, pictures made on the spot, and nothing from elsewhere', () => {
    expect(contentSecurityPolicy('abc').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'nonce-abc'",
      "img-src 'self' data: blob:",
      "media-src 'self' blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self' blob:",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ])
  })
})

describe('the page', () => {
  it('carries the nonce of its own header, everywhere it asks for it', async () => {
    const answer = await serve('/')
    const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('Content-Security-Policy') ?? '')?.[1] ?? ''
    expect(nonce).toHaveLength(24)
    expect(await answer.text()).toBe(`<meta nonce="${nonce}"><script nonce="${nonce}"></script>`)
  })

  it('has another nonce each time, and is never kept', async () => {
    const [first, second] = [await serve('/'), await serve('/index.html')]
    expect(first.headers.get('Content-Security-Policy')).not.toBe(second.headers.get('Content-Security-Policy'))
    expect(first.headers.get('Cache-Control')).toBe('no-store')
  })
})

describe('every answer', () => {
  it.each(['/', '/assets/index-1.js', '/live/x', '/nothing.js'])('to %s keeps the browser from guessing and telling', async (path) => {
    const { headers } = await serve(path)
    expect({
      type: headers.get('X-Content-Type-Options'),
      referrer: headers.get('Referrer-Policy'),
      opener: headers.get('Cross-Origin-Opener-Policy'),
      resource: headers.get('Cross-Origin-Resource-Policy'),
    }).toEqual({ type: 'nosniff', referrer: 'no-referrer', opener: 'same-origin', resource: 'same-origin' })
  })
})

describe('files', () => {
  it('are served with their type, and those named by content are kept for ever', async () => {
    const answer = await serve('/assets/index-1.js')
    expect(answer.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('Cache-Control')).toContain('immutable')
  })

  it.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/assets/..%2f..%2fsecret.js',
    '/..%5csecret.js',
    '/%00index.html',
    '/%ff',
    '/notes.txt',
    '/assets',
  ])('are not served for %s', async (path) => {
    const answer = await serve(path)
    expect([400, 404]).toContain(answer.status)
    expect(await answer.text()).toBe('')
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('are not for %s', async (method) => {
    expect((await serve('/', method)).status).toBe(405)
  })
})

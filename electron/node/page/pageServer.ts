import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import type { Sightline } from '../sightlinePort.ts'
import type { PageAnswer, PageRequest } from './exchange.ts'
import { contentSecurityPolicy, guardHeaders } from './policy.ts'

/** Stands in the built page wherever the nonce belongs; the Vite configuration writes it there. */
const noncePlaceholder = 'SIGHTLINE_NONCE'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/** The page and its streams as one function; only GET and HEAD, only files below `folder`. */
export function createPageServer({ folder, stream }: { readonly folder: string; readonly stream: Sightline['stream'] }) {
  const root = resolve(folder)

  return async function servePage(request: PageRequest): Promise<PageAnswer> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405)
    if (request.path.startsWith('/live/')) return guarded(await stream(request))
    const path = decodedPath(request.path)
    if (path === undefined) return refusal(400)
    const file = path === '/' ? join(root, 'index.html') : resolve(root, `.${path}`)
    const type = types[extname(file)]
    if (!file.startsWith(root + sep) || type === undefined) return refusal(404)
    const body = await readFile(file).catch(() => undefined)
    if (body === undefined) return refusal(404)
    return type.startsWith('text/html') ? document(body.toString('utf8'), type) : asset(body, type, path)
  }
}

/** An answer without content, with our headers. */
export function refusal(status: number, body = ''): PageAnswer {
  return { status, headers: { ...guardHeaders, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }, body }
}

function document(html: string, type: string): PageAnswer {
  const nonce = randomBytes(16).toString('base64')
  const headers = {
    ...guardHeaders,
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'Cache-Control': 'no-store',
  }
  return { status: 200, headers, body: html.replaceAll(noncePlaceholder, nonce) }
}

/** Vite names what lies in `assets/` by its content, so that may be kept for ever. */
function asset(body: Uint8Array, type: string, path: string): PageAnswer {
  const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
  return { status: 200, headers: { ...guardHeaders, 'Content-Type': type, 'Cache-Control': cache }, body }
}

function guarded({ headers, ...answer }: PageAnswer): PageAnswer {
  return { ...answer, headers: { ...headers, ...guardHeaders } }
}

/** The path without its query and with its escapes undone; undefined when it cannot be one of ours. */
function decodedPath(asked: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(asked, 'http://page').pathname)
    return path.includes('\0') || path.includes('\\') ? undefined : path
  } catch {
    return undefined
  }
}

/** Our own scheme: the page is no file and no website, so that nothing else shares its origin. */
export const scheme = 'sightline'
export const pageUrl = `${scheme}://app/`

/** True for addresses of our page and its streams. Compared by parts: a custom scheme's `origin` is "null" to Node. */
export function isOurs(url: string): boolean {
  const { protocol, host } = URL.canParse(url) ? new URL(url) : { protocol: '', host: '' }
  return protocol === `${scheme}:` && host === 'app'
}

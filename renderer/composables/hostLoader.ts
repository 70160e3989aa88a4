import { BaseLoader, type HlsConfig } from 'hls.js'
import type { Get, LineAnswer } from '../bridge/line.ts'

/** A loader for hls.js that fetches over the page's line. Time limits and tries are the library's own, as over HTTP. */
export function hostLoader(get: Get): HlsConfig['loader'] {
  return class extends BaseLoader {
    #leaving = new AbortController()

    protected loadInternal(): void {
      const { config, context, stats } = this
      if (!config || !context) return
      const { maxTimeToFirstByteMs, maxLoadTimeMs } = config.loadPolicy
      const leaving = (this.#leaving = new AbortController())
      stats.loading.first = 0
      stats.aborted = false
      // Infinity, which stands for no limit of its own, would be over at once.
      const limitMs = Number.isFinite(maxTimeToFirstByteMs) ? maxTimeToFirstByteMs : maxLoadTimeMs
      this.requestTimeout = window.setTimeout(() => this.loadtimeout(), limitMs)
      const { pathname, search } = new URL(context.url)
      get(pathname + search, leaving.signal).then(
        (answer) => leaving.signal.aborted || this.#take(answer),
        () => leaving.signal.aborted || this.#fail(0),
      )
    }

    protected abortInternal(): void {
      clearTimeout(this.requestTimeout)
      clearTimeout(this.retryTimeout)
      if (this.stats.loading.end === 0) this.stats.aborted = true
      this.#leaving.abort()
    }

    protected resetInternalLoader(): void {
      this.#leaving = new AbortController()
    }

    protected getNetworkDetails(): null {
      return null
    }

    getCacheAge(): null {
      return null
    }

    getResponseHeader(): null {
      return null
    }

    #take({ status, body }: LineAnswer): void {
      const { context, callbacks, stats } = this
      if (!context) return
      if (status < 200 || status > 299) return this.#fail(status)
      clearTimeout(this.requestTimeout)
      stats.loading.first = stats.loading.end = Math.max(performance.now(), stats.loading.start)
      stats.loaded = stats.total = body.byteLength
      const data = context.responseType === 'arraybuffer' ? body : new TextDecoder().decode(body)
      callbacks?.onSuccess({ url: context.url, data, code: status }, stats, context, null)
    }

    /** What the host refuses for good stays refused; a camera that is silent does not. */
    #fail(status: number): void {
      const { config, context, callbacks, stats } = this
      clearTimeout(this.requestTimeout)
      const retry = config?.loadPolicy.errorRetry
      if (status >= 500 && retry && stats.retry < retry.maxNumRetry) this.retry(retry)
      else if (context) callbacks?.onError({ code: status, text: '' }, context, null, stats)
    }
  }
}

import { Agent, get } from 'node:http'
import type { Endpoint } from '#common/device/device.ts'

/** Asks for every path over as many kept-alive sockets as given, with node:http and nothing else; ms until the last answer is read. */
export async function rawReads(endpoint: Endpoint, paths: readonly string[], sockets: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets })
  const start = performance.now()
  await Promise.all(paths.map((path) => read(endpoint, path, agent)))
  agent.destroy()
  return performance.now() - start
}

function read({ address, port }: Endpoint, path: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get({ host: address, port, path, agent }, (response) => {
      response.resume()
      response.once('end', resolve)
    }).once('error', reject)
  })
}

import { setMaxListeners } from 'node:events'
import PQueue from 'p-queue'
import { type AddressTable, rowProblem, type RowFindings } from '#common/batch/addresses.ts'
import { fail } from '#common/errors/appError.ts'
import { type AddressPorts, addressFindings, finding } from '../devices/addressFindings.ts'

const rowsAtOnce = 16
const limitMs = 60_000

/** Holds a table against itself, the list and the network. Nothing is written, nobody is signed in to. */
export async function checkTable(table: AddressTable, ports: AddressPorts): Promise<readonly RowFindings[]> {
  const queue = new PQueue({ concurrency: rowsAtOnce })
  const known = new Map(ports.list().map((device) => [device.key, device]))
  const signal = AbortSignal.timeout(limitMs)
  setMaxListeners(0, signal) // one for each question
  return queue.addAll(
    table.rows.map(({ device, address }, index) => async () => {
      const { endpoint: from } = known.get(device) ?? fail({ kind: 'unknownDevice', deviceId: device })
      const problem = rowProblem(table, index)
      if (problem) return { device, findings: [problem] }
      const { mask, gateway } = table
      const findings = await addressFindings({ device, from, address, port: from.port, mask, gateway }, ports, signal)
      // One that stays keeps the others from being reached.
      const stays = address === from.address && known.get(device)?.state === 'sameAddress'
      return {
        device,
        findings: stays ? [finding('addressFree', 'fail', { address, ...sharerOf(device, address) }), ...findings] : findings,
      }
    }),
  )

  function sharerOf(device: string, address: string) {
    const other = ports.list().find(({ key, endpoint }) => key !== device && endpoint.address === address)
    return other ? { device: other.identity.name || other.identity.model, mac: other.identity.mac } : {}
  }
}

import { dateTime } from '#common/catalog/time/dateTime.ts'
import { timeZone } from '#common/catalog/time/timeZone.ts'
import { erase } from '#common/schema/infer.ts'
import type { ClockMeasurement } from '#common/time/measurement.ts'
import type { DeviceClient } from '../client/client.ts'
import { measureClock, writeOnTheSecond } from '../time/measure.ts'
import { clockTolerance, type Course, type Facts, proofRows, refuseMismatch, rightsClock, type StepDoors } from './course.ts'
import type { RoadPorts } from './ports.ts'

/** How often the clock is looked at again after a time server was set: the device asks it in its own time. */
const serverTries = 4
const serverPauseMs = 2000
const quickRollovers = 1

/** Before the write and after it; both stand in the proof. */
export async function measureStep(course: Course, ports: RoadPorts, { signal, onProof }: StepDoors): Promise<Facts> {
  const written = course.sent.size > 0 || course.resumed !== undefined
  const look = (rollovers = ports.limits.rollovers) => measureDevice(course.device.client, ports, signal, rollovers)
  let measured = await look()
  if (written && rightsClock(course.plan) && isOff(measured)) {
    for (let again = 1; again < serverTries; again += 1) {
      await ports.sleep(serverPauseMs, signal)
      if (!isOff(await look(quickRollovers))) break
    }
    measured = await look()
  }
  if (written) course.clockAfter = measured
  else course.clockBefore = measured
  course.roundTripMs = measured.roundTripMs
  ports.clockMeasured(course.plan.device, measured.offsetSeconds)
  const rows = proofRows(course)
  onProof(rows)
  refuseMismatch(course, rows)
  return { offsetSeconds: measured.offsetSeconds, uncertaintySeconds: measured.uncertaintySeconds }
}

function isOff({ offsetSeconds }: ClockMeasurement): boolean {
  return Math.abs(offsetSeconds) > clockTolerance
}

/** One measurement of a device's clock over its client. */
export async function measureDevice(
  client: DeviceClient,
  { now, sleep }: Pick<RoadPorts, 'now' | 'sleep'>,
  signal: AbortSignal,
  rollovers = 5,
): Promise<ClockMeasurement> {
  const zone = (await client.get(timeZone, {}, { signal })).value
  return measureClock({
    readClock: async (inner) => {
      const { value, sentAtMs, answeredAtMs } = await client.get(dateTime, {}, { signal: inner })
      return { dateTime: value, sentAt: sentAtMs, receivedAt: answeredAtMs }
    },
    timeZone: zone,
    now,
    sleep: (ms) => sleep(ms, signal),
    rollovers,
    signal,
  })
}

/**
 * Sends this computer's time so that it lands on the second: the protocol carries whole seconds only. A plan that is gone on with
 * looks first: a clock that is right already was set before the crash.
 */
export async function setClock(course: Course, ports: RoadPorts, signal: AbortSignal): Promise<Facts> {
  const { client } = course.device
  if (course.resumed) {
    const measured = await measureDevice(client, ports, signal, ports.limits.rollovers)
    course.roundTripMs = measured.roundTripMs
    if (!isOff(measured)) return { already: 1 }
  }
  const zone = (await client.get(timeZone, {}, { signal })).value
  const fresh = (await client.get(dateTime, {}, { signal })).value
  await writeOnTheSecond({
    now: () => ports.now(),
    sleep: (ms) => ports.sleep(ms, signal),
    roundTripMs: course.roundTripMs ?? 20,
    timeZone: zone,
    send: async (moment) => {
      await client.set(dateTime, {}, erase(fresh), erase({ ...fresh, ...moment }), { signal })
    },
  })
  return { requests: 1, answered: 1 }
}

import { flatField } from '#common/catalog/image/thermalPicture.ts'
import { emissivityOf } from '#common/thermal/measurement.ts'
import { stabilityOf, summaryOf } from '#common/thermal/readings.ts'
import { referenceAt } from '#simulator/thermal/scene.ts'
import { cornersOf, type Thermal } from './bench.ts'

const minute = 60_000

/** °C mirrored and of the air, %: what a technician finds in the hall with his own instruments, a little off. */
const room = { reflected: 22.3, air: { temperature: 21.8, humidity: 47 } } as const

const reference = { x: referenceAt.x - 2.5, y: referenceAt.y - 3.5, width: 5, height: 7 }
const surface = { emissivity: 0.97, distance: 3 }
/** The reference's own thermometer tells tenths, and so many K too much. */
const tooMuch = 0.1
const shown = (celsius: number) => Math.round((celsius + tooMuch) * 10) / 10

/** K the camera is off at the black body before and after it was calibrated by it; after: the worse of at once and 10 min later. */
export async function calibrated({ draw, heat, read, readings, wait, write, inUnit }: Thermal) {
  await draw([{ ...reference, ...surface, reflected: room.reflected }])
  for (let turn = 0; ; turn++) {
    const summary = summaryOf(await readings(1, 20, 6000))
    if (summary && stabilityOf(summary) === 'stable') break
    if (turn > 20) throw new Error('the black body does not come to rest')
  }
  const error = async () => (summaryOf(await readings(1, 20, 1000))?.mean ?? Number.NaN) - heat.truth(referenceAt)
  const before = await error()
  // First the shutter: what the detector has drifted by now would be taken for an error of the camera, and be gone with the next shutter.
  await write(flatField.id, { ...(await read(flatField.id)), shutterNow: true })
  wait(2000)
  const [a, , c] = cornersOf(reference)
  if (!a || !c) throw new Error('a box has corners')
  await write('body.calibration', {
    ...{ enabled: true, shown: false, target: inUnit(shown(heat.truth(referenceAt))), ...surface },
    area: [a, c],
  })
  const atOnce = await error()
  wait(10 * minute)
  const later = await error()
  return { before, after: Math.abs(later) > Math.abs(atOnce) ? later : atOnce }
}

/** Pieces of the motors whose emissivity nobody has told the camera. */
const surfaces = [
  { name: 'bare plate', box: { x: 76, y: 50, width: 5, height: 4 } },
  { name: 'painted plate', box: { x: 81, y: 63, width: 3, height: 4 } },
  { name: 'worn plate', box: { x: 15, y: 63, width: 4, height: 4 } },
] as const
const distance = 5
/** What an area is told at first, and K a contact thermometer is off. */
const [told, contact] = [0.95, 0.3]

/** The largest error of their emissivities, each found by a contact thermometer. */
export async function emissivities({ draw, heat, readings }: Thermal): Promise<number> {
  await draw(surfaces.map(({ box }) => ({ ...box, emissivity: told, reflected: room.reflected, distance })))
  const errors: number[] = []
  for (const [index, { name, box }] of surfaces.entries()) {
    const mean = summaryOf(await readings(index + 1, 10, 1000))?.mean ?? Number.NaN
    const known = heat.truth({ x: box.x + box.width / 2, y: box.y + box.height / 2 }) + contact
    const found = emissivityOf(mean, { emissivity: told, reflected: room.reflected, air: { ...room.air, distance } }, known)
    const actual = heat.shown().things.find((thing) => thing.name === name)?.emissivity ?? Number.NaN
    errors.push(typeof found === 'number' ? Math.abs(found - actual) : Infinity)
  }
  return Math.max(...errors)
}

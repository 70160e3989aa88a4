import type { AlarmKind } from '../catalog/alarm/kinds.ts'
import { motion, motionOfRecorder } from '../catalog/alarm/motion.ts'
import { advanced, heatMap } from '../catalog/analysis/advanced.ts'
import { areaEntered, areaLeft } from '../catalog/analysis/area.ts'
import { peopleCounting } from '../catalog/analysis/counting.ts'
import { fence } from '../catalog/analysis/fence.ts'
import { fireSpot } from '../catalog/analysis/fireSpot.ts'
import { groupLoitering, loitering } from '../catalog/analysis/loitering.ts'
import { abnormalSpeed, illegalParking, wrongDirection } from '../catalog/analysis/movement.ts'
import { multiTarget } from '../catalog/analysis/multiTarget.ts'
import { objectLeft, objectRemoved } from '../catalog/analysis/objects.ts'
import { perimeter } from '../catalog/analysis/perimeter.ts'
import { safetyHelmet, safetyVest } from '../catalog/analysis/safety.ts'
import { signalFault } from '../catalog/analysis/signalFault.ts'
import { smartMotion } from '../catalog/analysis/smartMotion.ts'
import { fireSmoke, smoking } from '../catalog/analysis/smoke.ts'
import { doubleTripwire, tripwire } from '../catalog/analysis/tripwire.ts'
import { osdStyle, osdStyleOfRecorder } from '../catalog/osd/overlay.ts'
import { osdCanvas, osdInfo } from '../catalog/osd/texts.ts'
import { masks } from '../catalog/privacy/masks.ts'
import { roi } from '../catalog/stream/regions.ts'
import { isLacking, type Known } from '../device/capabilities.ts'
import type { Series } from '../device/series.ts'
import type { AnySetting } from '../schema/setting.ts'

/** By what a device reports it (manual 4.2.2). */
export interface Told {
  readonly kind: AlarmKind
  readonly subtype: number
}

/** Something a device looks for in its picture, or does to parts of it. */
export interface Analysis {
  readonly setting: AnySetting
  /** Nothing where the manual lists no number for it: a device may find it, and nobody is told. */
  readonly tells?: Told
  /** What it is for, in the order a technician thinks of it. */
  readonly group: 'intrusion' | 'behaviour' | 'safety' | 'counting' | 'picture'
}

/** Everything that is drawn on the picture or armed beside it (manual 2.6.4.3, 2.6.5, 2.6.14, 2.6.15 and 2.6.21). */
export const analyses: readonly Analysis[] = [
  { setting: perimeter, group: 'intrusion', tells: { kind: 'Analysis', subtype: 24 } },
  { setting: tripwire, group: 'intrusion', tells: { kind: 'Analysis', subtype: 21 } },
  { setting: doubleTripwire, group: 'intrusion', tells: { kind: 'Analysis', subtype: 25 } },
  { setting: fence, group: 'intrusion' },
  { setting: areaEntered, group: 'intrusion' },
  { setting: areaLeft, group: 'intrusion' },
  { setting: smartMotion, group: 'intrusion', tells: { kind: 'Further analysis', subtype: 52 } },
  { setting: motion, group: 'intrusion', tells: { kind: 'Security', subtype: 2 } },
  { setting: motionOfRecorder, group: 'intrusion', tells: { kind: 'Security', subtype: 2 } },
  { setting: loitering, group: 'behaviour', tells: { kind: 'Analysis', subtype: 26 } },
  { setting: groupLoitering, group: 'behaviour', tells: { kind: 'Analysis', subtype: 27 } },
  { setting: objectLeft, group: 'behaviour', tells: { kind: 'Analysis', subtype: 28 } },
  { setting: objectRemoved, group: 'behaviour', tells: { kind: 'Analysis', subtype: 29 } },
  { setting: abnormalSpeed, group: 'behaviour', tells: { kind: 'Analysis', subtype: 30 } },
  { setting: wrongDirection, group: 'behaviour', tells: { kind: 'Analysis', subtype: 31 } },
  { setting: illegalParking, group: 'behaviour', tells: { kind: 'Analysis', subtype: 32 } },
  { setting: safetyHelmet, group: 'safety', tells: { kind: 'Further analysis', subtype: 55 } },
  { setting: safetyVest, group: 'safety', tells: { kind: 'Further analysis', subtype: 58 } },
  { setting: smoking, group: 'safety', tells: { kind: 'Temperature', subtype: 16 } },
  { setting: fireSmoke, group: 'safety', tells: { kind: 'Temperature', subtype: 17 } },
  { setting: fireSpot, group: 'safety' },
  { setting: peopleCounting, group: 'counting' },
  { setting: multiTarget, group: 'counting' },
  { setting: heatMap, group: 'counting' },
  { setting: signalFault, group: 'picture', tells: { kind: 'Analysis', subtype: 34 } },
  { setting: masks, group: 'picture' },
  { setting: roi, group: 'picture' },
  { setting: advanced, group: 'picture' },
]

/** The texts on a picture, and how they look: of cameras, then of recorders and the lite series (manual 2.6.1.10). */
const texts: readonly AnySetting[] = [osdCanvas, osdStyle, osdInfo, osdStyleOfRecorder]

/** The analysis of a setting; undefined for one that is none. */
export function analysisOf(setting: string): Analysis | undefined {
  return analyses.find((analysis) => analysis.setting.id === setting)
}

/** Those of {@link texts} that a device may have. */
export function textsFor(line: Series, known: Readonly<Record<string, Known>>): readonly AnySetting[] {
  return texts.filter(({ id, series }) => (series?.includes(line) ?? true) && !isLacking(known[id]))
}

/** What a device may have: all of its product line but what such a device is known to lack. */
export function analysesFor(series: Series, known: Readonly<Record<string, Known>>): readonly Analysis[] {
  return analyses.filter(({ setting: { id, series: lines } }) => (lines?.includes(series) ?? true) && !isLacking(known[id]))
}

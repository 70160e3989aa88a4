import type { Markers } from '../../schema/field.ts'
import { list, real } from '../../schema/make.ts'

interface PolygonOptions {
  readonly label?: string
  /** Corners a device takes. */
  readonly min?: number
  readonly max?: number
  /** Key of X; that of Y follows from it. */
  readonly key?: 'pointX' | 'PointX'
  readonly endValue?: 'count' | 'one'
  /** Where the marks are others than `pointCount`, `pointBegin`, `next_pointURL`, `pointEnd`. */
  readonly markers?: { readonly [M in keyof Markers]?: string | readonly string[] | null }
}

/** Corners of a shape on the picture, in percent of its width and height (manual line 23310). */
export function polygon({ label = 'Outline', key = 'pointX', ...more }: PolygonOptions = {}) {
  return list(label, 'point', {
    as: 'polygon',
    ...more,
    item: {
      x: real('X', { key, min: 0, max: 100, unit: '%' }),
      y: real('Y', { key: key === 'pointX' ? 'pointY' : 'PointY', min: 0, max: 100, unit: '%' }),
    },
  })
}

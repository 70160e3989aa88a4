import type { Series } from '../../device/series.ts'

/** Lines that measure temperatures; the measuring sections are headed "Thermal". */
export const thermalLines = ['thermal', 'body-thermal'] as const satisfies readonly Series[]

/** Heat sources an area does not alarm about (manual line 22923). */
export const ignoredObjects = { 0: 'none', 1: 'people', 2: 'vehicles', 3: 'people and vehicles' } as const

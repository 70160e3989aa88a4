/** Product lines of the manual (1.4.9), and those its headings name besides. */
export const allSeries = ['ipc', 'ipc-lite', 'nvr', 'thermal', 'body-thermal', 'lpr', 'fisheye', 'ptz'] as const

export type Series = (typeof allSeries)[number]

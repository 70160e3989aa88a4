import type { Series } from '../../device/series.ts'

/** What the manual's headings call "IPC": every camera. */
export const cameras = ['ipc', 'ipc-lite', 'thermal', 'body-thermal', 'lpr', 'fisheye', 'ptz'] as const satisfies readonly Series[]

/** "IPC excluding the lite series". */
export const camerasButLite = ['ipc', 'thermal', 'body-thermal', 'lpr', 'fisheye', 'ptz'] as const satisfies readonly Series[]

/** "NVR/the lite series": what answers as recorders do. */
export const recorderAndLite = ['nvr', 'ipc-lite'] as const satisfies readonly Series[]

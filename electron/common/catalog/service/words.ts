/** Characters no account of a service may have (manual line 9699). */
export const forbidden = '<>%&"/,\';=|+'

/** Ports of another machine. */
export const port = { min: 0, max: 65_535, as: 'port' } as const

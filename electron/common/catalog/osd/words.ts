/** What a text on the picture may say. */
export const kinds = {
  1: 'Device name',
  2: 'Camera number',
  3: 'Camera name',
  4: 'Time',
  5: 'Text',
  6: 'PTZ position',
  7: 'PTZ action',
  8: 'PTZ temperature',
  10: 'Focus status',
} as const

export const sizes = { 0: 'Other', 1: 'Large', 2: 'Medium', 3: 'Small' } as const

/** 0 is what a device says of any other; a set with it is refused. */
export const transparency = { 0: 'Other', 1: 'Transparent', 2: 'Translucent', 3: 'Half translucent', 4: 'Opaque' } as const

/** 7 and 8 are both "Blue" in the table (manual line 3212). */
export const colours = {
  0: 'Other',
  1: 'White',
  2: 'Black',
  3: 'Red',
  4: 'Orange',
  5: 'Yellow',
  6: 'Green',
  7: 'Blue (7)',
  8: 'Blue (8)',
  9: 'Purple',
} as const

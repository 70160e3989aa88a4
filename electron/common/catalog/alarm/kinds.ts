/** Main types of an alarm (manual 4.2.1, line 31083). */
export const alarmKinds = {
  1: 'Security',
  4: 'Disk',
  5: 'Video',
  6: 'Analysis',
  7: 'Temperature',
  9: 'Further analysis',
} as const

export type AlarmKind = (typeof alarmKinds)[keyof typeof alarmKinds]

/** What the subtypes of each main type are (manual 4.2.2, lines 31101 to 31331); numbers without a meaning are not there. */
const subtypes: Readonly<Record<AlarmKind, Readonly<Record<number, string>>>> = {
  Security: {
    1: 'Alarm input',
    2: 'Motion',
    3: 'Camera covered',
    4: 'Video lost',
    5: 'Network cut off',
    9: 'Body heat (PIR)',
    10: "A channel's alarm input",
    11: 'Day and night switch',
    12: 'Unusual sound',
  },
  Disk: {
    1: 'Disk is well',
    2: 'Disk cannot be read or written',
    3: 'Network disk not reached',
    4: 'Disk full',
    5: 'Disk missing',
    6: 'Disk filled to its limit',
    7: 'Disk not formatted',
    8: 'Too little space',
    9: 'Recordings of an older version',
    10: 'Recordings of a newer version',
    11: 'Disk does not fit',
  },
  Video: {
    1: 'Camera connected',
    2: 'Camera refuses the account',
    3: 'Camera denies the right',
    4: 'Camera has no connection left',
    5: 'Camera has no bandwidth left',
    9: 'Recording failed',
    10: 'Recording begun',
    11: 'Recording ended',
  },
  Analysis: {
    21: 'Tripwire',
    22: 'Motion (analysis)',
    23: 'Camera covered (analysis)',
    24: 'Perimeter',
    25: 'Double tripwire',
    26: 'Loitering',
    27: 'Several loitering',
    28: 'Object left',
    29: 'Object removed',
    30: 'Abnormal speed',
    31: 'Wrong direction',
    32: 'Illegal parking',
    33: 'Camera moved',
    34: 'Video signal bad',
    37: 'Number plate',
  },
  Temperature: {
    0: 'Temperature near its limit',
    1: 'Temperature over its limit',
    4: 'Temperature difference near its limit',
    5: 'Temperature difference over its limit',
    6: 'Face too hot',
    7: 'Temperature out of range',
    8: 'Face',
    9: 'Person',
    10: 'Vehicle',
    11: 'Face too cold',
    12: 'Face of normal temperature',
    13: 'Temperature rises, near its limit',
    14: 'Temperature rises too fast',
    15: 'Black body not as it should be',
    16: 'Smoking',
    17: 'Smoke or flame',
    18: 'Smoking spot',
  },
  'Further analysis': { 52: 'Smart motion', 55: 'No safety hat', 58: 'No safety vest' },
}

/** What an alarm is called, `Tripwire`; a kind and number nobody has a name for stay what the device said: `Analysis 77`. */
export function alarmName(kind: string, subtype: number): string {
  return (subtypes as Readonly<Record<string, Readonly<Record<number, string>>>>)[kind]?.[subtype] ?? `${kind} ${subtype}`
}

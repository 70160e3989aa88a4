/** Words of the live picture. */
export const liveMessages = {
  opening: 'Opening, {seconds} s',
  playing: 'Live, {ms} ms behind',
  stalled: 'Stalled {seconds} s, asks again',
  reduced: 'Reduced, {rate} a second',
  snapshots: 'Reduced, pictures',
  closed: 'Closed, nobody looks',
  refused: 'Closed, sign in to see it',
  noPicture: 'No picture',
  aloud: {
    opening: 'The picture opens',
    playing: 'The picture is live',
    stalled: 'The picture stalled',
    reduced: 'The picture is reduced',
    closed: 'The picture is closed',
  },
  label: 'Live picture of {device}',
} as const

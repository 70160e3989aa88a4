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
  cannotPlay: 'This computer cannot play {codec}',
  otherStream: '{stream}: this computer cannot play {codec}',
  thisCoding: 'this coding',
  streams: { 1: 'Main stream', 2: 'Sub stream', 3: 'Stream {n}' },
  aloud: {
    opening: 'The picture opens',
    playing: 'The picture is live',
    stalled: 'The picture stalled',
    reduced: 'The picture is reduced',
    closed: 'The picture is closed',
  },
  label: 'Live picture of {device}',
} as const

/** The words of the wizard for texts on the picture. */
export const textsMessages = {
  title: 'Text on the picture',
  step: { choose: 'Read', draw: 'Place', review: 'Review', proof: 'Proof' },
  heading: { choose: 'Reads what stands on the picture', draw: 'Drag each text to its place' },
  summary: { drawn: '{n} texts | {n} text | {n} texts' },
  channel: 'Channel',
  reading: 'Reads what {device} writes on its picture',
  none: 'This device says it writes nothing on its picture',
  noneText: 'Every setting of texts is on its list of what it has not got. All settings shows them with the reason.',
  of: 'This text',
  kept: 'What was placed {time} is still here and has not been written.',
  dropKept: 'Drop it',
  format: 'Format',
  guess: 'Sizes of letters, and the side a right-aligned text grows to, differ between devices. The proof shows the picture itself.',
  taken: 'Removing a text that the device has switches it off: devices keep it.',
  happens: {
    readBack: 'Asked against stored, every text',
    picture: 'A picture of it',
    pictureText: 'Taken afterwards, with the texts as the device writes them',
  },
  proof: {
    title: 'The picture as {device} gives it now',
    taking: 'Takes a picture',
    taken: 'Taken {time}',
    again: 'Take another',
    none: 'No picture: {why}',
  },
} as const

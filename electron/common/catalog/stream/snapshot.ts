import { choice, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'

const qualities = { 1: 'Low', 5: 'Medium', 9: 'High' } as const

/** Sizes and qualities of the pictures a camera takes. The template names a camera, the example does not (manual lines 5009 and 5012). */
export const snapshotAbility = defineSetting({
  id: 'stream.snapshotAbility',
  title: 'What snapshots can be',
  manual: '2.6.2.2',
  request: { cgi: 'param', type: 'snapshotAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: {
    resolutions: list('Resolutions', 'resolution', { endValue: 'one', item: { resolution: text('Resolution', { key: 'resolution' }) } }),
    qualities: list('Qualities', 'quality', { endValue: 'one', item: { quality: choice('Quality', qualities, { key: 'quality' }) } }),
  },
  sample: {
    resolutions: [{ resolution: '640x512' }, { resolution: 'CIF' }],
    qualities: [{ quality: 'Low' }, { quality: 'Medium' }, { quality: 'High' }],
  },
})

/** Size and quality of the pictures a camera takes. */
export const snapshotSettings = defineSetting({
  id: 'stream.snapshots',
  title: 'Snapshots',
  manual: '2.6.2.2',
  request: { cgi: 'param', type: 'snapshot', scope: 'stream' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    channel: optional(int('Channel', { key: 'ChannelID', readOnly: true })),
    resolution: text('Resolution', {
      key: 'SnapshotResolution',
      limitedBy: { ability: 'stream.snapshotAbility', options: 'resolutions.resolution' },
    }),
    quality: choice('Quality', qualities, {
      key: 'SnapshotQuality',
      limitedBy: { ability: 'stream.snapshotAbility', options: 'qualities.quality' },
    }),
  },
  sample: { channel: 1, resolution: '640x512', quality: 'Medium' },
})

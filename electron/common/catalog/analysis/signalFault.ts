import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'
import { week } from '../shared/week.ts'
import { enabled, linkageSwitches, shown } from './parts.ts'

const { uploadDetails } = shown

/** A picture that is not as it should be; the manual does not say more. */
export const signalFault = defineSetting({
  id: 'analysis.signalFault',
  title: 'Video signal fault',
  help: 'Reports a picture that has gone bad.',
  manual: '2.6.15.12',
  request: { cgi: 'param', type: 'signalBadParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: { ...enabled, uploadDetails, ...linkageSwitches, schedule: week() },
  sample: {
    enabled: true,
    output: false,
    record: true,
    email: true,
    ftp: true,
    schedule: [
      { day: 'Sunday', from: 25_200, to: 27_000 },
      { day: 'Wednesday', from: 45_000, to: 46_800 },
    ],
  },
})

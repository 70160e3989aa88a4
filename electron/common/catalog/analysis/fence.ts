import { int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { linkages, triggerChannels } from '../shared/linkage.ts'
import { week } from '../shared/week.ts'
import { enabled, outline, regionsOf, shown, targetKind } from './parts.ts'

const { draw } = shown

/** Fences of a recorder. Without `areaParamAction=cover` a set adds its regions to those the recorder has (lines 14061 and 20564). */
export const fence = defineSetting({
  id: 'analysis.fence',
  title: 'Fence',
  help: 'Reports people and vehicles at a fence.',
  manual: '2.6.15.19',
  request: { cgi: 'alarm', type: 'fenceParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    channel: optional(int('Channel', { key: 'cameraID', readOnly: true })),
    ...enabled,
    draw,
    ...targetKind,
    sensitivity: optional(int('Sensitivity', { min: 1, max: 5 })), // line 20626
    channels: triggerChannels,
    schedule: week({ markers: { count: null } }),
    linkages: linkages({ markers: { count: null } }),
    regions: regionsOf({ outline: outline() }, { endValue: 'count', replacing: { key: 'areaParamAction' } }),
  },
  sample: {
    channel: 2,
    enabled: false,
    sensitivity: 2,
    draw: true,
    limitType: true,
    type: 'Person',
    channels: [{ channel: 1 }],
    schedule: [
      { day: 'Sunday', from: 0, to: 86_400 },
      { day: 'Monday', from: 0, to: 86_400 },
      { day: 'Tuesday', from: 0, to: 86_400 },
      { day: 'Wednesday', from: 0, to: 86_400 },
      { day: 'Thursday', from: 0, to: 86_400 },
      { day: 'Friday', from: 0, to: 86_400 },
      { day: 'Saturday', from: 0, to: 86_400 },
    ],
    linkages: [
      { number: 1, type: 'Message on screen' },
      { number: 1, type: 'FTP upload' },
      { number: 1, type: 'Alarm output', relayTime: 0, relayPort1: false, relayPort2: false },
    ],
    regions: [
      {
        outline: [
          { x: 1, y: 2 },
          { x: 2, y: 3 },
          { x: 3, y: 4 },
        ],
      },
      {
        outline: [
          { x: 4, y: 5 },
          { x: 5, y: 6 },
          { x: 6, y: 7 },
        ],
      },
      {
        outline: [
          { x: 7, y: 8 },
          { x: 8, y: 9 },
          { x: 9, y: 10 },
        ],
      },
    ],
  },
})

import { choice, list } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'

/** Analyses by their number (manual line 13500). */
const analyses = {
  0: 'Perimeter intrusion',
  1: 'Smart motion',
  2: 'Safety helmet',
  3: 'Safety vest',
  4: 'Perimeter intrusion (old)',
  5: 'Queue length',
  6: 'Heat map',
  7: 'Tripwire',
  8: 'Double tripwire',
  9: 'Loitering',
  10: 'Group loitering',
  11: 'Object left',
  12: 'Object removed',
  13: 'Abnormal speed',
  14: 'Wrong direction',
  15: 'Illegal parking',
  16: 'Video signal fault',
  17: 'Fence',
  18: 'Intelligent parking',
  19: 'Video tampering',
  20: 'Area entered',
  21: 'Area left',
  22: 'Tracking',
  23: 'People counting',
  24: 'Statistics query',
  25: 'Advanced',
  26: 'Boat detection',
  27: 'Crowd',
  28: 'Smoking',
  29: 'Smoke and flame',
  30: 'Fire spot',
} as const

/** What a channel can look for. */
export const supportedAbility = defineSetting({
  id: 'analysis.supportedAbility',
  title: 'Analyses this channel has',
  manual: '2.6.15.1',
  request: { cgi: 'param', type: 'getSupportIntelligences', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: cameras,
  fields: {
    analyses: list('Analyses', 'intelligenceAnalyse', {
      endValue: 'one',
      item: { analysis: choice('Analysis', analyses, { key: 'intelligenceAnalyse' }) },
    }),
  },
  sample: {
    analyses: [
      { analysis: 'Perimeter intrusion' },
      { analysis: 'Smart motion' },
      { analysis: 'Tripwire' },
      { analysis: 'Double tripwire' },
      { analysis: 'Group loitering' },
      { analysis: 'Wrong direction' },
      { analysis: 'Area entered' },
      { analysis: 'Area left' },
      { analysis: 'People counting' },
      { analysis: 'Smoke and flame' },
    ],
  },
})

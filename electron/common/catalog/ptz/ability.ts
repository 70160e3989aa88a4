import { flag, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { ptzCgi } from './parts.ts'

/** What of a PTZ there is, and how much it holds. The first stands in the table alone (manual line 810). */
export const ptzAbility = defineSetting({
  id: 'ptz.ability',
  title: 'What the PTZ holds',
  manual: '2.5.2',
  request: { ...ptzCgi, type: 'ptzCap' },
  write: 'none',
  backup: 'record-only',
  fields: {
    supported: optional(flag('PTZ', { key: 'ptzSupport' })),
    presets: int('Presets', { key: 'presetMaxNum' }),
    tours: int('Tours', { key: 'tourMaxNum' }),
    tourPresets: int('Presets in a tour', { key: 'tourPresetMaxNum' }),
    scans: int('Scans', { key: 'scanMaxNum' }),
  },
  sample: { presets: 16, tours: 4, tourPresets: 12, scans: 12 },
})

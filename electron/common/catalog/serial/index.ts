import { chapter } from '../chapter.ts'
import { externalPtz, ptzAbility, ptzKeyboard } from './ptz.ts'

export const serial = chapter({ title: 'External devices', settings: [ptzAbility, externalPtz, ptzKeyboard] })

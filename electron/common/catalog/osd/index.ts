import { chapter } from '../chapter.ts'
import { osdAbility, osdCanvas, osdInfo, osdStyle, osdStyleOfRecorder } from './overlay.ts'

export const osd = chapter({ title: 'Text on the picture', settings: [osdStyle, osdStyleOfRecorder, osdCanvas, osdInfo, osdAbility] })

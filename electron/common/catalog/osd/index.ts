import { chapter } from '../chapter.ts'
import { osdAbility, osdStyle, osdStyleOfRecorder } from './overlay.ts'
import { osdCanvas, osdInfo } from './texts.ts'

export const osd = chapter({ title: 'Text on the picture', settings: [osdStyle, osdStyleOfRecorder, osdCanvas, osdInfo, osdAbility] })

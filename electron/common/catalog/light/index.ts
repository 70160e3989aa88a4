import { chapter } from '../chapter.ts'
import { whiteLight, whiteLightAlarm } from './whiteLed.ts'

export const light = chapter({ title: 'White light', settings: [whiteLight, whiteLightAlarm] })

import { chapter } from '../chapter.ts'
import { alarmLog, eventLogOfRecorder, systemLog, systemLogOfRecorder } from './logs.ts'

export const log = chapter({ title: 'Logs', actions: [systemLog, alarmLog, systemLogOfRecorder, eventLogOfRecorder] })

import { chapter } from '../chapter.ts'
import { disks, formatDisk, nas, recordDirectories, startRecording, stopRecording } from './disks.ts'
import { findRecordings, playback } from './playback.ts'
import { recordControl, recordPolicy, recordPolicyOfRecorder } from './policy.ts'

export const recording = chapter({
  title: 'Recording',
  settings: [recordPolicy, recordPolicyOfRecorder, recordControl, recordDirectories, disks, nas],
  actions: [startRecording, stopRecording, findRecordings, formatDisk],
  feeds: [playback],
})

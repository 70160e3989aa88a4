import { chapter } from '../chapter.ts'
import { audioAbility, audioOutput, microphone, voiceDenoise } from './sound.ts'

export const audio = chapter({ title: 'Sound', settings: [microphone, audioOutput, voiceDenoise, audioAbility] })

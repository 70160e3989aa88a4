import { chapter } from '../chapter.ts'
import { deleteMask, goToMask, masks, masksAbility } from './masks.ts'

export const privacy = chapter({ title: 'Privacy masks', settings: [masks, masksAbility], actions: [goToMask, deleteMask] })

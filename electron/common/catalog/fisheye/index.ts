import { chapter } from '../chapter.ts'
import { dewarp, fisheyeAbility, layout, mount } from './fisheye.ts'

export const fisheye = chapter({ title: 'Fisheye', settings: [mount, dewarp, layout, fisheyeAbility] })

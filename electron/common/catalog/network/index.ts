import { chapter } from '../chapter.ts'
import { adslNetwork } from './adsl.ts'
import { bonjourService } from './bonjourService.ts'
import { devicePort } from './devicePort.ts'
import { localNetwork, localNetwork6 } from './localNetwork.ts'

export const network = chapter({ title: 'Network', settings: [localNetwork, localNetwork6, adslNetwork, devicePort, bonjourService] })

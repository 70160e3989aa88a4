import { chapter } from '../chapter.ts'
import { multicast } from './multicast.ts'
import { cms, cmsOfRecorder, protocolInfo, protocolManagement, protocolSecurity } from './onvif.ts'

export const protocol = chapter({
  title: 'Protocols',
  settings: [protocolInfo, protocolSecurity, cms, cmsOfRecorder, protocolManagement, multicast],
})

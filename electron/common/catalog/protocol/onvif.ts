import { flag, int, named, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras, camerasButLite } from '../shared/lines.ts'

/** What the device speaks; lite says it under its CMS settings (manual line 11273). */
export const protocolInfo = defineSetting({
  id: 'protocol.info',
  title: 'Protocols',
  manual: '2.6.12.1',
  request: { cgi: 'param', type: 'protocolInfo', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: [...camerasButLite, 'nvr'],
  fields: {
    name: text('Protocol', { key: 'protocolName' }),
    version: text('Version', { key: 'protocolVersion' }),
    software: text('Software version', { key: 'protocolSoftwareVersion' }),
    rule: text('RTSP address, how it is made', { key: 'rtspRule' }),
    example: text('RTSP address, example', { key: 'rtspExample', as: 'url' }),
    uuid: text('ONVIF UUID', { key: 'onvifUuid' }),
  },
  sample: {
    name: 'ONVIF',
    version: 'v17.06',
    software: 'v17.06_build000029',
    rule: 'rtsp://ip:port/snl/live/cameraid/streamed',
    example: 'rtsp://192.168.2.21:554/snl/live/1/1',
    uuid: '4e043800-d3d9-122f-b19a-001c27561164',
  },
})

/** For ONVIF alone (manual line 11343). */
export const protocolSecurity = defineSetting({
  id: 'protocol.security',
  title: 'ONVIF authentication',
  help: 'Whether ONVIF clients must sign in.',
  manual: '2.6.12.2',
  request: { cgi: 'param', type: 'protocolSecurity', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: { enabled: flag('Authentication', { key: 'protocolSecurityFlag' }) },
  sample: { enabled: true },
})

/** ONVIF of a camera. The first five are the lite series' and can only be read (manual lines 11381 to 11385). */
export const cms = defineSetting({
  id: 'protocol.cms',
  title: 'ONVIF (CMS)',
  manual: '2.6.12.3',
  request: { cgi: 'param', type: 'cmsConfigure', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    supported: optional(text('Protocols supported', { key: 'SupportPro', readOnly: true, series: ['ipc-lite'] })),
    running: optional(text('Protocols running', { key: 'runingPro', readOnly: true, series: ['ipc-lite'] })),
    name: optional(text('Protocol', { key: 'protocolName', readOnly: true, series: ['ipc-lite'] })),
    version: optional(text('Version', { key: 'protocolVersion', readOnly: true, series: ['ipc-lite'] })),
    uuid: optional(text('UUID', { key: 'protocolUuid', readOnly: true, series: ['ipc-lite'] })),
    onvif: flag('ONVIF', { key: 'OnvifEnable' }),
    profileG: flag('Profile G', { key: 'ProfileGEnable', help: 'Search and playback of recordings.' }),
    media2: flag('Media2', { key: 'Media2Enable', help: 'H.265 and analytics (Profile T).' }),
    metadata: optional(flag('Metadata stream', { key: 'MetadataStreamEnable' })),
    analytics: flag('Analytics', { key: 'IntelligentAnalysisSwitchEnable' }),
    httpsOnly: optional(flag('ONVIF over HTTPS only', { key: 'OnvifOnlyHttpsEnable', series: camerasButLite })),
    streamHttpsOnly: optional(flag('Streams over HTTPS only', { key: 'StreamOnlyHttpsEnable', series: camerasButLite })),
  },
  sample: {
    supported: 'Onvif,cgi',
    running: 'Onvif,cgi',
    name: 'Onvif',
    version: '22.06',
    uuid: 'dbb2a840-0d59-11e9-a04c-001ea400433d',
    onvif: false,
    profileG: false,
    media2: false,
    metadata: true,
    analytics: false,
    httpsOnly: false,
    streamHttpsOnly: false,
  },
})

/** The same of a recorder; the manual prints its set alone (line 11405), so what it reads by is our reading. */
export const cmsOfRecorder = defineSetting({
  id: 'protocol.cmsOfRecorder',
  title: 'ONVIF of a recorder (CMS)',
  manual: '2.6.12.3',
  request: { cgi: 'param', type: 'cmsConfigure', scope: 'device', setCgi: 'network' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    name: text('Protocol', { key: 'protocolName' }),
    enabled: flag('Protocol enabled', { key: 'protocolEnable' }),
    extensions: named('Extensions', 'extendList', { item: { name: text('Extension'), on: flag('Enabled', { words: 'words' }) } }),
  },
  sample: {
    name: 'Onvif',
    enabled: true,
    extensions: [
      { name: 'Onvif', on: true },
      { name: 'Profile_G', on: true },
      { name: 'Media2', on: true },
      { name: 'Intelligent_Analysis', on: true },
      { name: 'User_Verification', on: false },
    ],
  },
})

/** Ports say [0, 100] in the table and 554 in the sample (manual line 11592); the sample is followed. */
const port = { min: 0, max: 65_535, as: 'port' } as const

/**
 * Protocols a recorder reaches cameras by that speak none of its own. The template of the get asks by channel (manual line 11580),
 * the example by protocol (line 11586), as does the set.
 */
export const protocolManagement = defineSetting({
  id: 'protocol.custom',
  title: 'Custom protocols',
  manual: '2.6.12.5',
  request: {
    cgi: 'param',
    type: 'protocolManagement',
    scope: 'device',
    part: { key: 'protocolID', label: 'Protocol', first: 1, last: 16 }, // the last is ours, the manual has none
  },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    number: int('Number', { key: 'protocolID', readOnly: true }),
    name: text('Name', { key: 'protocolName' }),
    main: flag('Main stream', { key: 'protocolMainStreamEnable' }),
    mainPort: int('Main stream port', { key: 'protocolMainPort', ...port }),
    mainPath: text('Main stream path', { key: 'protocolMainPath', as: 'path' }),
    sub: flag('Sub-stream', { key: 'protocolSubStreamEnable' }),
    subPort: int('Sub-stream port', { key: 'protocolSubPort', ...port }),
    subPath: text('Sub-stream path', { key: 'protocolSubPath', as: 'path' }),
  },
  sample: { number: 1, name: 'Custom 1', main: true, mainPort: 554, mainPath: '', sub: false, subPort: 554, subPath: '' },
})

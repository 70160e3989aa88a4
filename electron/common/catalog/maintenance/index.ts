import { chapter } from '../chapter.ts'
import {
  endUpgrade,
  endUpgradeByGet,
  exportConfiguration,
  importConfiguration,
  openUpgrade,
  upgrade,
  upgradeByGet,
  upgradeChannels,
  upgradeOfRecorder,
  upgradeSpace,
} from './files.ts'
import { format, reset, timedRestart, timedRestartOfRecorder } from './restart.ts'

export const maintenance = chapter({
  title: 'Maintenance',
  settings: [timedRestart, timedRestartOfRecorder],
  actions: [
    ...[reset, format, exportConfiguration, importConfiguration],
    ...[upgradeSpace, upgrade, upgradeByGet, endUpgradeByGet],
    ...[openUpgrade, upgradeChannels, upgradeOfRecorder, endUpgrade],
  ],
})

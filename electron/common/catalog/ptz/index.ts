import { chapter } from '../chapter.ts'
import { ptzAbility } from './ability.ts'
import { guard, guardOfRecorder, runGuard } from './guard.ts'
import { goHome, restoreHome, setHome, setNorth } from './home.ts'
import { autoFocus, autoIris, closeIris, focusFar, focusNear, move, openIris, stop, zoom } from './moving.ts'
import { centreOn, goTo, moveBy, position, range } from './position.ts'
import { addPreset, callPreset, deletePreset, presets } from './presets.ts'
import { beginScan, beginTrack, deleteScan, deleteTrack, endScan, endTrack, runScan, runTrack, scans, tracks } from './routes.ts'
import { addToTour, beginTour, deleteTour, endTour, runTour, stopTour, tours } from './tours.ts'
import { heating, startWiper, stopWiper, washLens, wiper } from './wiper.ts'

export const ptz = chapter({
  title: 'PTZ',
  settings: [position, range, presets, tours, scans, tracks, guard, wiper, ptzAbility],
  actions: [
    ...[move, zoom, focusNear, focusFar, autoFocus, openIris, closeIris, autoIris, stop],
    ...[goTo, moveBy, centreOn, goHome, setHome, restoreHome, setNorth],
    ...[callPreset, addPreset, deletePreset],
    ...[runTour, stopTour, beginTour, addToTour, endTour, deleteTour],
    ...[runScan, beginScan, endScan, deleteScan],
    ...[runTrack, beginTrack, endTrack, deleteTrack],
    ...[runGuard, guardOfRecorder],
    ...[startWiper, stopWiper, washLens, heating],
  ],
})

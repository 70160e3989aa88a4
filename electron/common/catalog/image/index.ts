import { chapter } from '../chapter.ts'
import { dayNight, dayNightOfRecorder } from './dayNight.ts'
import { exposure, exposureOfRecorder, sensorAbility, tracking } from './exposure.ts'
import { domeFocus, focusFar, focusNear, focusOnce, initialiseLens, lensOfRecorder, switchFocus, zoomIn, zoomOut } from './focus.ts'
import { infraredLight, redBlueLight } from './lights.ts'
import {
  defogging,
  enhancement,
  noiseReduction,
  picture,
  sceneMode,
  whiteBalance,
  whiteBalanceOfLite,
  whiteBalanceOfScheme,
} from './picture.ts'
import { resetPicture, resetPictureOfRecorder } from './reset.ts'
import { currentScheme, schemeTimes } from './schemes.ts'
import { falseColour, flatField } from './thermalPicture.ts'

export const image = chapter({
  title: 'Picture and lens',
  settings: [
    picture,
    sceneMode,
    dayNight,
    dayNightOfRecorder,
    exposure,
    exposureOfRecorder,
    whiteBalance,
    whiteBalanceOfLite,
    whiteBalanceOfScheme,
    enhancement,
    defogging,
    noiseReduction,
    infraredLight,
    redBlueLight,
    domeFocus,
    switchFocus,
    lensOfRecorder,
    tracking,
    falseColour,
    flatField,
    currentScheme,
    schemeTimes,
    sensorAbility,
  ],
  actions: [focusOnce, focusNear, focusFar, zoomIn, zoomOut, initialiseLens, resetPicture, resetPictureOfRecorder],
})

import { chapter } from '../chapter.ts'
import { thermalAbility } from './ability.ts'
import { lamp, temperatureAlarms } from './alarms.ts'
import { areas, areaTemperatures, maskedAreas } from './areas.ts'
import { ambient, measureMode, measuring } from './measuring.ts'
import { core, correctPixels, gridTemperatures, pointTemperature, resetPixels, savePixels } from './points.ts'

export const thermal = chapter({
  title: 'Thermal imaging',
  settings: [measureMode, measuring, ambient, areas, areaTemperatures, maskedAreas, temperatureAlarms, lamp, thermalAbility, core],
  actions: [pointTemperature, gridTemperatures, correctPixels, resetPixels, savePixels],
})

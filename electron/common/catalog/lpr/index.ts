import { chapter } from '../chapter.ts'
import { plateEvents, plateLinkage, plateRecognition } from './linkage.ts'
import { addPlates, changePlates, deletePlates, plateCount, readPlates } from './plates.ts'
import { deleteRecordsByNumber, deleteRecordsByPlate, findPlates, lastPlate } from './records.ts'

export const lpr = chapter({
  title: 'Number plates',
  settings: [plateRecognition, plateLinkage, plateEvents, plateCount, lastPlate],
  actions: [readPlates, addPlates, changePlates, deletePlates, findPlates, deleteRecordsByNumber, deleteRecordsByPlate],
})

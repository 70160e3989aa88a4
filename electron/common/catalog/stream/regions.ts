import { choice, flag, int, list, real, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'

export const roiAbility = defineSetting({
  id: 'stream.regionsAbility',
  title: 'What regions of interest can be',
  manual: '2.6.2.3.1',
  request: { cgi: 'param', type: 'ROIAblity', scope: 'device' }, // spelt so
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: {
    isThere: flag('Regions of interest', { key: 'supportROI' }),
    most: int('Regions at most', { key: 'maxNum', min: 0 }),
    largest: int('Part of the picture at most', { key: 'maxScale', unit: '%' }),
    levels: list('Levels', 'level', { nextFrom: 'always1', endValue: 'one', item: { level: int('Level', { key: 'level' }) } }),
  },
  sample: { isThere: true, most: 8, largest: 50, levels: [{ level: 1 }, { level: 2 }, { level: 3 }, { level: 4 }, { level: 5 }] },
})

const percent = { min: 0, max: 100, digits: 2, unit: '%' } as const

/** Parts of the picture that are encoded better than the rest; places are percent of the picture. */
export const roi = defineSetting({
  id: 'stream.regions',
  title: 'Regions of interest',
  manual: '2.6.2.3',
  request: { cgi: 'param', type: 'ROI', scope: 'stream' },
  write: 'whole',
  backup: 'restore',
  fields: {
    regions: list('Region', 'area', {
      nextFrom: 'always1',
      endValue: 'one',
      numberIn: 'region',
      limitedBy: { ability: 'stream.regionsAbility', most: 'most' },
      item: {
        region: int('Number', { key: 'areaID', min: 1 }),
        enabled: flag('In use', { key: 'enable' }),
        level: int('Level', { min: 1, max: 5, help: 'The higher, the better the region is encoded.' }),
        name: text('Name', { key: 'areaName' }),
        x: real('Left', { key: 'topX', ...percent }),
        y: real('Top', { key: 'topY', ...percent }),
        width: real('Width', percent),
        height: real('Height', percent),
      },
    }),
  },
  sample: {
    regions: [
      { region: 1, enabled: false, level: 4, name: 'area1', x: 31, y: 27, width: 60, height: 49 },
      { region: 2, enabled: false, level: 5, name: '', x: 0, y: 0, width: 0, height: 0 },
    ],
  },
})

const intervals = { 1: '1/2', 2: '1/3', 3: '1/4', 4: '1/5' } as const

export const svcAbility = defineSetting({
  id: 'stream.scalableAbility',
  title: 'What scalable streams can be',
  manual: '2.6.2.4.1',
  request: { cgi: 'param', type: 'SVCStreamAbility', scope: 'stream', streamKey: 'StreamID' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: {
    sources: list('Source streams', 'sourceStreamId', { endValue: 'one', item: { stream: int('Stream', { key: 'sourceStreamId' }) } }),
    intervals: list('Shares of frames', 'PFrameInterval', {
      endValue: 'one',
      item: { interval: choice('Share of frames', intervals, { key: 'PFrameInterval' }) },
    }),
  },
  sample: {
    sources: [{ stream: 1 }, { stream: 2 }],
    intervals: [{ interval: '1/2' }, { interval: '1/3' }, { interval: '1/4' }, { interval: '1/5' }],
  },
})

/** A second stream made of a part of another's frames. */
export const svc = defineSetting({
  id: 'stream.scalable',
  title: 'Scalable stream (SVC)',
  manual: '2.6.2.4',
  request: { cgi: 'param', type: 'SVCStream', scope: 'stream' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    stream: int('Stream', { key: 'SVCStreamID', min: 0 }),
    name: text('Name', { key: 'SVCStreamName' }),
    source: int('Source stream', {
      key: 'sourceStreamID',
      min: 0,
      limitedBy: { ability: 'stream.scalableAbility', options: 'sources.stream' },
    }),
    interval: choice('Share of frames', intervals, {
      key: 'PFrameInterval',
      limitedBy: { ability: 'stream.scalableAbility', options: 'intervals.interval' },
    }),
  },
  sample: { stream: 4, name: 'stream70', source: 2, interval: '1/3' },
})

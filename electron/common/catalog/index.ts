import type { AnyAction, AnyFeed } from '../schema/action.ts'
import type { AnySetting } from '../schema/setting.ts'
import type { Chapter } from './chapter.ts'
import { alarm } from './alarm/index.ts'
import { analysis } from './analysis/index.ts'
import { audio } from './audio/index.ts'
import { body } from './body/index.ts'
import { device } from './device/index.ts'
import { fisheye } from './fisheye/index.ts'
import { image } from './image/index.ts'
import { log } from './log/index.ts'
import { lpr } from './lpr/index.ts'
import { maintenance } from './maintenance/index.ts'
import { network } from './network/index.ts'
import { privacy } from './privacy/index.ts'
import { protocol } from './protocol/index.ts'
import { ptz } from './ptz/index.ts'
import { serial } from './serial/index.ts'
import { service } from './service/index.ts'
import { light } from './light/index.ts'
import { osd } from './osd/index.ts'
import { recording } from './recording/index.ts'
import { stream } from './stream/index.ts'
import { thermal } from './thermal/index.ts'
import { time } from './time/index.ts'
import { user } from './user/index.ts'

/** Every request of the interface, by chapter, in the order of the tree a person sees. */
export const chapters: Readonly<Record<string, Chapter>> = Object.freeze({
  device,
  network,
  service,
  protocol,
  time,
  stream,
  osd,
  privacy,
  audio,
  light,
  recording,
  alarm,
  image,
  thermal,
  body,
  analysis,
  lpr,
  fisheye,
  ptz,
  serial,
  user,
  log,
  maintenance,
})

export const settings: readonly AnySetting[] = Object.freeze(Object.values(chapters).flatMap((chapter) => chapter.settings))
export const actions: readonly AnyAction[] = Object.freeze(Object.values(chapters).flatMap((chapter) => chapter.actions))
export const feeds: readonly AnyFeed[] = Object.freeze(Object.values(chapters).flatMap((chapter) => chapter.feeds))

const byId = new Map(settings.map((setting) => [setting.id, setting]))

const actionsById = new Map(actions.map((action) => [action.id, action]))

/** The action of an id, `undefined` for ids the catalog does not have. */
export function findAction(id: string): AnyAction | undefined {
  return actionsById.get(id)
}

/** The setting of an id, `undefined` for ids the catalog does not have. */
export function findSetting(id: string): AnySetting | undefined {
  return byId.get(id)
}

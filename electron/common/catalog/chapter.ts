import type { AnyAction, AnyFeed } from '../schema/action.ts'
import type { AnySetting } from '../schema/setting.ts'

/** What belongs together for a technician; its entries are named after it, `chapter.topic`. */
export interface Chapter {
  readonly title: string
  /** In the order a person reads them. */
  readonly settings: readonly AnySetting[]
  readonly actions: readonly AnyAction[]
  readonly feeds: readonly AnyFeed[]
}

export function chapter({ title, settings = [], actions = [], feeds = [] }: Partial<Chapter> & Pick<Chapter, 'title'>): Chapter {
  return Object.freeze({ title, settings, actions, feeds })
}

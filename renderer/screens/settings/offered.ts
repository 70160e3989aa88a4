import type { AnyAction, AnyFeed } from '#common/schema/action.ts'
import type { AnySetting } from '#common/schema/setting.ts'

/**
 * Whether a person gets to it: every setting has its form, actions are buttons unless they send or bring a file, a feed of video is the
 * live picture, one of text is the list of alarms.
 */
export function isOffered(entry: AnySetting | AnyAction | AnyFeed): boolean {
  switch (entry.kind) {
    case 'setting':
      return true
    case 'action':
      return isButton(entry)
    case 'feed':
      return entry.message !== 'audio'
  }
}

/** An action that is a button beside the settings of its chapter. */
export function isButton({ reply, request, open }: AnyAction): boolean {
  return reply !== 'binary' && reply !== 'jpeg' && request.method === undefined && request.upload === undefined && open !== true
}

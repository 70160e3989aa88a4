import { findSetting, settings } from '#common/catalog/index.ts'
import type { AnyValue, AnyValues } from '#common/schema/infer.ts'
import { fold } from '#common/schema/names.ts'
import type { Quirk } from './quirks.ts'

type IsIt = (settingId: string) => boolean

/** A fault of the sets of one setting, by its id or by the type of its request, or of all. */
export function onSetting(make: (isIt: IsIt) => Quirk): { readonly takes: 'setting'; readonly make: (setting: string) => Quirk } {
  return { takes: 'setting', make: (named) => make(settingNamed(named)) }
}

export function firstChange(isIt: IsIt): Quirk {
  return {
    settles(id, asked, before) {
      const changed = Object.keys(asked).find((name) => JSON.stringify(asked[name]) !== JSON.stringify(before[name]))
      if (!isIt(id)) return asked
      return changed === undefined ? before : { ...before, [changed]: asked[changed] }
    },
  }
}

/** `network.ipv4.mtu=1400` */
export function clamped(argument: string): Quirk {
  const { setting = '', field = '', limit } = /^(?<setting>\w+\.\w+)\.(?<field>\w+)=(?<limit>-?\d+)$/.exec(argument)?.groups ?? {}
  if (limit === undefined || !findSetting(setting)) throw new Error(`clampsValue takes network.ipv4.mtu=1400, not ${argument || 'nothing'}`)
  return { settles: (id, asked) => (id === setting ? clamp(asked, field, Number(limit)) : asked) }
}

function settingNamed(named: string): IsIt {
  if (named === '') return () => true
  const ids = new Set(settings.filter(({ id, request }) => id === named || fold(request.type ?? '') === fold(named)).map(({ id }) => id))
  if (ids.size === 0) throw new Error(`no setting is called ${named}`)
  return (id) => ids.has(id)
}

function clamp(value: AnyValues, field: string, limit: number): AnyValues {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]): [string, AnyValue | undefined] => {
      if (Array.isArray(inner)) return [name, (inner as readonly AnyValues[]).map((item) => clamp(item, field, limit))]
      return [name, name === field && typeof inner === 'number' ? Math.min(inner, limit) : inner]
    }),
  )
}

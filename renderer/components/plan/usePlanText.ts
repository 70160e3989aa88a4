import { useI18n } from 'vue-i18n'
import { countOn, readCells } from '#common/analysis/cells.ts'
import { findSetting } from '#common/catalog/index.ts'
import { shown } from '#common/plan/proof.ts'
import type { Change } from '#common/schema/diff.ts'
import type { Field } from '#common/schema/field.ts'
import { formatMinuteOfDay, formatOffset } from '#common/time/format.ts'
import { zoneById } from '#common/time/zones.ts'
import { minus } from '#renderer/composables/useErrorText.ts'

/** A change of one value of one setting. */
export type SettingChange = Change & { readonly setting: string }

export interface UsePlanTextReturn {
  /** Name of a setting as a heading: "IPv4", "Ports". */
  settingName(setting: string): string
  /** Heading of a group of values: "Card 1, IPv4". */
  groupName(setting: string, group: string | undefined): string
  /** Name of one value: "Gateway". */
  label(setting: string, path: string, fallback: string): string
  /** The same from the catalog alone, where only setting and path are known. */
  labelOf(setting: string, path: string): string
  /** A value as a person reads it, from its form in a proof: "none", "Off", "1500 B", "02:00". */
  value(setting: string, path: string, text: string, unit?: string): string
  /** Both sides of a change as a person reads them. */
  sides(change: SettingChange): { readonly before: string; readonly after: string }
}

/** The words for settings and their values, wherever a plan is shown. */
export function usePlanText(): UsePlanTextReturn {
  const { t, te, locale } = useI18n()

  function settingName(setting: string): string {
    return te(`wizard.setting.${setting}`) ? t(`wizard.setting.${setting}`) : (findSetting(setting)?.title ?? setting)
  }

  function groupName(setting: string, group: string | undefined): string {
    return group === undefined ? settingName(setting) : `${group}, ${settingName(setting)}`
  }

  function label(setting: string, path: string, fallback: string): string {
    const key = `wizard.label.${setting}.${lastName(path)}`
    return te(key) ? t(key) : fallback
  }

  function labelOf(setting: string, path: string): string {
    return label(setting, path, fieldOf(setting, lastName(path))?.label ?? path)
  }

  function value(setting: string, path: string, text: string, unit?: string): string {
    const name = lastName(path)
    const own = `wizard.value.${setting}.${name}.${text}`
    if (/^(?:none|on|off)$/.test(text)) return te(own) ? t(own) : t(`wizard.value.${text}`)
    return setting.startsWith('time.') ? timeValue(setting, name, text, unit) : plainValue(setting, name, text, unit)
  }

  function timeValue(setting: string, name: string, text: string, unit: string | undefined): string {
    const number = Number(text)
    if (setting === 'time.clock') return name === 'offset' ? formatOffset(number, 0.001) : text
    if (name === 'zone') return zoneName(number)
    if (/^(?:begin|end)Minute$/.test(name)) return formatMinuteOfDay(number)
    if (/^(?:begin|end)Month$/.test(name)) return nameOf(locale.value, Date.UTC(2026, number - 1, 1), { month: 'long' })
    if (/^(?:begin|end)Weekday$/.test(name)) return nameOf(locale.value, Date.UTC(2026, 1, 1 + number), { weekday: 'long' })
    if (/^(?:begin|end)Week$/.test(name)) return t(`wizard.week.${text}`)
    return plainValue(setting, name, text, unit)
  }

  function plainValue(setting: string, name: string, text: string, unit: string | undefined): string {
    const field = fieldOf(setting, name)
    const cells = field?.kind === 'text' && field.cells ? readCells(text) : undefined
    if (cells) return t('wizard.value.cells', countOn(cells))
    const special = (field?.kind === 'int' || field?.kind === 'real') && field.special?.[Number(text)]
    if (special) return te(`wizard.value.${special}`) ? t(`wizard.value.${special}`) : special
    const written = field?.kind === 'int' || field?.kind === 'real' ? minus(Number(text)) : text
    return unit === undefined ? written : `${written} ${unit}`
  }

  function sides({ setting, path, before, after, unit }: SettingChange) {
    return { before: value(setting, path, shown(before), unit), after: value(setting, path, shown(after), unit) }
  }

  return { settingName, groupName, label, labelOf, value, sides }
}

/** "105 GMT+01:00": enough where the id proves itself. */
export function zoneInShort(id: number): string {
  const name = zoneById(id)?.name ?? ''
  return [String(id), /^\((.*?)\)/.exec(name)?.[1]?.replace('-', '\u2212')].filter(Boolean).join(' ')
}

/** "105 GMT+01:00 Brussels, Copenhagen": id and name as devices list them; an id nobody knows stays a number. */
export function zoneName(id: number): string {
  const zone = zoneById(id)
  return zone ? `${id} ${zone.name.replace(/^\((.*?)\)/, '$1').replace('GMT-', 'GMT\u2212')}` : String(id)
}

function fieldOf(setting: string, name: string): Field | undefined {
  const fields = findSetting(setting)?.fields ?? {}
  return fields[name] ?? Object.values(fields).flatMap((field) => (field.kind === 'list' ? [field.item[name]] : []))[0]
}

/** `cards[0].address` -> address */
function lastName(path: string): string {
  return path.split('.').at(-1) ?? path
}

/** 1 February 2026 is a Sunday, which is weekday 0 of the devices. */
function nameOf(locale: string, at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(at)
}

import { useDebounceFn } from '@vueuse/core'
import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { analysesFor, textsFor } from '#common/analysis/analyses.ts'
import { type PictureSize, sizeOf } from '#common/analysis/exchange.ts'
import { countsPixels } from '#common/analysis/sizes.ts'
import { avStream } from '#common/catalog/stream/avStream.ts'
import { findSetting } from '#common/catalog/index.ts'
import type { DeviceSummary } from '#common/device/device.ts'
import { fail, toAppError } from '#common/errors/appError.ts'
import { rebase } from '#common/plan/rebase.ts'
import { changesOfDraft } from '#common/schema/draft.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { type Abilities, abilitiesOf, limitedFields } from '#common/schema/limited.ts'
import { offeredFields, offersOf } from '#common/analysis/offered.ts'
import { type AnySetting, partOf, type Target } from '#common/schema/setting.ts'
import { bridge } from '#renderer/bridge/index.ts'
import { useHistory } from '#renderer/composables/useHistory.ts'
import { openJob } from '#renderer/composables/useJob.ts'
import { useTurns } from '#renderer/composables/useTurns.ts'
import { useCapabilitiesStore } from '#renderer/stores/capabilities.ts'
import { useJobsStore } from '#renderer/stores/jobs.ts'
import { type PlanPort, planPort } from '../shared/planPort.ts'
import { useWriting } from '../shared/useWriting.ts'
import { draftsWith, draftsWithout, isDrawnAt, KeptDrafts } from './drafts.ts'
import {
  advanceAnalysis,
  type AnalysisMove,
  analysisStart,
  type AnalysisWizard,
  countOfChanges,
  issuesOfRules,
  mayWriteAnalysis,
  presetIn,
  type Rule,
  rulesIn,
  rulesPlan,
} from './machine.ts'
import { usePresets } from './usePresets.ts'

/** ms after the last change before a draft is written to disk. */
const keepAfter = 400

/** What is drawn: what a camera looks for, or the texts on its picture. Each is a plan, and a draft, of its own. */
export type Purpose = 'analysis' | 'texts'

export interface AnalysisPorts extends PlanPort {
  read(device: string, setting: string, target: Target): Promise<{ readonly value: unknown }>
  draft(device: string, purpose: Purpose): Promise<unknown>
  keep(device: string, purpose: Purpose, draft: KeptDrafts | null): Promise<unknown>
}

const ports: AnalysisPorts = {
  ...planPort,
  read: (device, setting, target) => bridge.request('settings.read', device, setting, target),
  draft: (device, purpose) => bridge.request('drafts.read', device, purpose),
  keep: (device, purpose, draft) => bridge.request('drafts.keep', device, purpose, draft),
}

/** Drawing on the picture of one device: reads what is chosen, keeps what is drawn, writes through the host; every move is the machine's. */
export function useAnalysisWizard(
  device: MaybeRefOrGetter<DeviceSummary | undefined>,
  purpose: Purpose = 'analysis',
  port: AnalysisPorts = ports,
) {
  const jobs = useJobsStore()
  const capabilities = useCapabilitiesStore()
  const turns = useTurns()
  const presets = usePresets(port)
  const presetTurns = useTurns()
  const at = shallowRef<AnalysisWizard>(analysisStart)
  const reading = shallowRef(false)
  const kept = shallowRef<KeptDrafts>()
  /** What the device can, and what was drawn before, is known. */
  const isReady = shallowRef(false)
  /** What the device has of the rules that were written, read once more; undefined before. */
  const stored = shallowRef<readonly Rule[]>()

  const key = computed(() => toValue(device)?.key ?? '')
  const rules = computed(() => rulesIn(at.value))
  const issues = computed(() => (at.value.step === 'draw' ? issuesOfRules(at.value.rules) : []))
  const count = computed(() => countOfChanges(rules.value))
  const plan = computed(() => rulesPlan(rules.value, key.value, purpose))
  const offered = computed(() => {
    const line = toValue(device)?.identity.series
    if (line === undefined) return []
    const known = capabilities.of(toValue(device))
    if (purpose === 'texts') return textsFor(line, known)
    const all = analysesFor(line, known).map(({ setting }) => setting)
    return presetIn(at.value) === 0 ? all : all.filter(({ id }) => presets.having.value.has(id))
  })
  const mayDraw = computed(() => at.value.step === 'choose' && at.value.chosen.length > 0)
  const history = useHistory<readonly Rule[]>({
    now: rules,
    give: (next) => {
      move({ type: 'edited', rules: next })
      void keepSoon()
    },
  })

  const { writing, check, write } = useWriting({
    port,
    plan,
    isReviewing: () => at.value.step === 'review',
    mayWrite: () => mayWriteAnalysis(at.value),
    move,
    turns,
  })

  function move(next: AnalysisMove): void {
    if (next.type === 'wrote' || next.type === 'joined') stored.value = undefined
    if (next.type === 'went' && next.to === 'choose') void keepNow() // another channel or preset may be chosen at once
    at.value = advanceAnalysis(at.value, next)
  }

  const keepSoon = useDebounceFn(keepNow, keepAfter)

  async function keepNow(): Promise<void> {
    if (at.value.step === 'draw' || at.value.step === 'review') await keep(draftsWith(kept.value, at.value, Date.now()))
  }

  async function keep(next: KeptDrafts | undefined): Promise<void> {
    kept.value = next
    await port.keep(key.value, purpose, next ?? null).catch(() => undefined) // a full disk is told where something is written
  }

  /** One, for the preset where it has rules of each; of texts as many as the device has. */
  async function readRules(id: string, channel: number, preset: number): Promise<readonly Rule[]> {
    const setting = findSetting(id) ?? fail({ kind: 'bug', message: `no setting ${id}` })
    const { scope } = setting.request
    const target: Target = scope === 'stream' ? { channel, stream: 1 } : scope === 'channel' ? { channel } : {}
    if (presets.having.value.has(id)) return [await readRule(setting, { ...target, part: preset }, channel)]
    const line = toValue(device)?.identity.series
    const texts = purpose === 'texts' && line ? partOf(setting.request, line) : undefined
    if (!texts) return [await readRule(setting, target, channel)]
    const read: Rule[] = []
    for (let part = texts.first; part <= texts.last; part++) {
      const title = texts.names?.[part] ?? `${texts.label} ${part}`
      read.push(await readRule({ ...setting, title }, { ...target, part }, channel))
    }
    return read
  }

  /** What was drawn before is laid over what the device has now. */
  async function readRule(setting: AnySetting, target: Target, channel: number): Promise<Rule> {
    const id = purpose === 'texts' && target.part !== undefined ? `${setting.id}#${target.part}` : setting.id
    const known = capabilities.limits(toValue(device), setting.fields, target)
    const unknown = abilitiesOf(setting.fields).filter((ability) => known[ability] === undefined)
    const told = await Promise.allSettled(unknown.map((ability) => port.read(key.value, ability, { channel })))
    const limits = {
      ...known,
      ...Object.fromEntries(told.flatMap((one, at) => (one.status === 'fulfilled' ? [[unknown[at], one.value.value]] : []))),
    } as Abilities
    const had = (await port.read(key.value, setting.id, target)).value as AnyValues
    const picture = countsPixels(setting.fields) ? await pictureOf(channel) : undefined
    const before = at.value.step === 'choose' ? at.value.rules.find((rule) => rule.id === id) : undefined
    const old = before ?? oldDraft(setting.id, channel, target.part ?? 0)
    return {
      id,
      setting: { ...setting, fields: offeredFields(limitedFields(setting.fields, limits), had, limits) },
      target,
      offers: new Set([...offersOf(setting.fields, limits)].filter((name) => !(name in had))),
      had,
      ...(picture ? { picture } : {}),
      draft: old ? rebase(old.had, old.draft, had) : had,
    }
  }

  /** How large the picture of the main stream is. */
  async function pictureOf(channel: number): Promise<PictureSize | undefined> {
    const stream = await port.read(key.value, avStream.id, { channel, stream: 1 }).catch(() => undefined)
    return sizeOf((stream?.value as AnyValues | undefined)?.['resolution'])
  }

  function oldDraft(id: string, channel: number, part: number): { readonly had: AnyValues; readonly draft: AnyValues } | undefined {
    const found = kept.value?.rules.find((rule) => rule.setting === id && isDrawnAt(rule, channel, part))
    return found && { had: found.had as AnyValues, draft: found.draft as AnyValues }
  }

  async function read(): Promise<void> {
    if (at.value.step !== 'choose' || reading.value) return
    move({ type: 'retried' })
    const { channel, chosen } = at.value
    const preset = presetIn(at.value)
    const isNewest = turns.begin()
    reading.value = true
    try {
      const read: Rule[] = []
      for (const id of inOrder(chosen)) read.push(...(await readRules(id, channel, preset)))
      if (!isNewest()) return
      move({ type: 'read', rules: read })
      history.forget()
    } catch (thrown) {
      if (isNewest()) move({ type: 'failed', error: toAppError(thrown) })
    } finally {
      if (isNewest()) reading.value = false
    }
  }

  function inOrder(chosen: readonly string[]): readonly string[] {
    return offered.value.map(({ id }) => id).filter((id) => chosen.includes(id))
  }

  async function review(): Promise<void> {
    move({ type: 'went', to: 'review' })
    await check()
  }

  /** A person does not want what was drawn, on whatever channel. */
  async function drop(): Promise<void> {
    move({ type: 'dropped' })
    await keep(undefined)
  }

  /** What is written is no draft any more. */
  async function written(settings: readonly string[]): Promise<void> {
    const channel = at.value.step === 'proof' ? at.value.was?.channel : undefined
    await keep(draftsWithout(kept.value, settings, channel, purpose === 'texts' ? undefined : presetIn(at.value)))
  }

  /** Whatever came of the writing: what was drawn, over what the device has now. One that does not answer is left out. */
  async function readStored(): Promise<void> {
    const isNewest = turns.begin()
    const read = await Promise.allSettled(
      rules.value
        .filter((rule) => changesOfDraft(rule).length > 0)
        .map(async (rule) => ({ ...rule, had: (await port.read(key.value, rule.setting.id, rule.target)).value as AnyValues })),
    )
    const told = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    if (isNewest()) stored.value = told.length > 0 ? told : undefined
  }

  /** Each channel is a picture of its own, with presets of its own; what was drawn on it before is ticked. */
  async function chooseChannel(channel: number, preset = 0): Promise<void> {
    leaveReading()
    move({ type: 'channelChosen', channel })
    const isNewest = presetTurns.begin()
    const known = toValue(device)
    if (known) await presets.read(known, channel, offered.value)
    if (isNewest()) choosePreset(presets.taught.value.some((one) => one.preset === preset) ? preset : 0)
  }

  /** What is being read is of another picture. */
  function leaveReading(): void {
    turns.drop()
    reading.value = false
  }

  /** What was drawn for it before is ticked. */
  function choosePreset(preset: number): void {
    if (preset !== presetIn(at.value)) leaveReading()
    move({ type: 'presetChosen', preset, having: presets.having.value })
    if (at.value.step !== 'choose') return
    const { channel } = at.value
    for (const rule of kept.value?.rules ?? [])
      if (isDrawnAt(rule, channel, preset)) move({ type: 'ticked', setting: rule.setting, on: true })
  }

  async function begin(): Promise<void> {
    const found = KeptDrafts.safeParse(await port.draft(key.value, purpose).catch(() => undefined))
    kept.value = found.success ? found.data : undefined
    const open = openJob(jobs.byId.values(), key.value, purpose)
    if (open) return move({ type: 'joined', job: open.job })
    await capabilities.load(key.value).catch((thrown: unknown) => move({ type: 'failed', error: toAppError(thrown) }))
    const last = kept.value?.rules.at(-1)
    if (at.value.step !== 'choose') return
    const isNew = at.value.chosen.length === 0
    await chooseChannel(isNew && last ? last.channel : at.value.channel, isNew ? last?.part : at.value.preset)
    isReady.value = true
  }

  // After a restart the list of devices comes a moment later.
  watch(
    key,
    (known) => {
      if (known !== '') void begin()
    },
    { immediate: true },
  )

  return {
    ...{ at, rules, issues, count, plan, offered, mayDraw, history, reading, writing, kept, isReady, stored },
    ...{ move, read, review, check, write, drop, written, readStored, chooseChannel, choosePreset },
    presets: presets.taught,
    /** The preset whose rules are at hand; undefined for the normal ones. */
    preset: computed(() => presets.taught.value.find(({ preset }) => preset === presetIn(at.value))),
  }
}

import type { DevicePort } from '#common/catalog/network/devicePort.ts'
import { devicePort } from '#common/catalog/network/devicePort.ts'
import { bonjourService } from '#common/catalog/network/bonjourService.ts'
import { deviceName } from '#common/catalog/device/deviceName.ts'
import { localNetwork, localNetwork6, type LocalNetwork, type LocalNetwork6 } from '#common/catalog/network/localNetwork.ts'
import type { DeviceKey } from '#common/device/device.ts'
import type { AppError } from '#common/errors/appError.ts'
import type { Finding, Plan, PlanChange } from '#common/plan/plan.ts'
import { type Change, diff } from '#common/schema/diff.ts'
import type { Issue } from '#common/schema/field.ts'
import { erase } from '#common/schema/infer.ts'
import { type AnySetting, type Target, validate, type ValueIn } from '#common/schema/setting.ts'

/** The settings this wizard is about. A device that has no Bonjour switch or no ports has them undefined. */
export interface NetworkDocs {
  readonly ipv4: LocalNetwork
  /** One document a card, in the order of the IPv4 cards; none where the device has no IPv6. */
  readonly ipv6?: readonly LocalNetwork6[]
  readonly ports?: DevicePort
  readonly bonjour?: ValueIn<typeof bonjourService>
  readonly name?: ValueIn<typeof deviceName>
}

export type EditStep = 'address' | 'names' | 'ports'
export const editSteps = ['address', 'names', 'ports'] as const satisfies readonly EditStep[]

export interface Editing {
  readonly docs: NetworkDocs
  readonly draft: NetworkDocs
  /** Index of the card being edited. */
  readonly card: number
}

export type NetworkWizard =
  | { readonly step: 'read'; readonly error?: AppError }
  | ({ readonly step: EditStep } & Editing)
  /** The changes, and what was checked before writing them; `findings` come when the checks are done. */
  | ({ readonly step: 'review'; readonly findings?: readonly Finding[]; readonly error?: AppError } & Editing)
  /** A plan under way, or ended. `was` is missing when the wizard was opened while it ran. */
  | { readonly step: 'proof'; readonly job: string; readonly was?: Editing }

export type NetworkMove =
  | { readonly type: 'read'; readonly docs: NetworkDocs }
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'retried' }
  | { readonly type: 'edited'; readonly draft: NetworkDocs }
  | { readonly type: 'cardChosen'; readonly card: number }
  | { readonly type: 'went'; readonly to: EditStep | 'review' }
  | { readonly type: 'checked'; readonly findings: readonly Finding[] }
  | { readonly type: 'wrote'; readonly job: string }
  /** The wizard was opened while a plan of this device runs, or waits for a way back. */
  | { readonly type: 'joined'; readonly job: string }

export const networkStart: NetworkWizard = { step: 'read' }

/** Every legal move; anything else leaves the wizard where it is. */
export function advanceNetwork(at: NetworkWizard, move: NetworkMove): NetworkWizard {
  switch (move.type) {
    case 'read':
      return at.step === 'read' ? { step: 'address', docs: move.docs, draft: move.docs, card: 0 } : at
    case 'failed':
      return at.step === 'read' || at.step === 'review' ? { ...at, error: move.error } : at
    case 'retried':
      return at.step === 'read' || at.step === 'proof' ? networkStart : at.step === 'review' ? { step: 'review', ...editingOf(at) } : at
    case 'edited':
      return isEditing(at) ? { ...at, draft: move.draft } : at
    case 'cardChosen':
      return isEditing(at) && at.draft.ipv4.cards[move.card] ? { ...at, card: move.card } : at
    case 'went':
      return goTo(at, move.to)
    case 'checked':
      return at.step === 'review' ? { step: 'review', ...editingOf(at), findings: move.findings } : at
    case 'wrote':
      return at.step === 'review' && mayWrite(at) ? { step: 'proof', job: move.job, was: editingOf(at) } : at
    case 'joined':
      return at.step === 'read' ? { step: 'proof', job: move.job } : at
  }
}

/** The device is written to from review only, once every check is in and none fails. */
export function mayWrite(at: NetworkWizard): boolean {
  return (
    at.step === 'review' &&
    at.findings !== undefined &&
    at.findings.every((finding) => finding.verdict !== 'fail') &&
    changesOf(at).length > 0
  )
}

/** What would change, grouped by setting, in the order of the wizard. */
export function changesOf(at: NetworkWizard): readonly (Change & { readonly setting: string })[] {
  const editing = editingIn(at)
  if (!editing) return []
  return pairsOf(editing).flatMap((pair) =>
    diff(pair.setting.fields, erase(pair.before), erase(pair.after)).map((change) => ({
      ...placed(pair, change),
      setting: pair.setting.id,
    })),
  )
}

/** Everything that stays as it is, as a change from a value to itself. */
export function keptOf(at: NetworkWizard): readonly (Change & { readonly setting: string })[] {
  const editing = editingIn(at)
  if (!editing) return []
  const changed = new Set(changesOf(at).map(({ setting, path }) => `${setting} ${path}`))
  return pairsOf(editing).flatMap((pair) =>
    diff(pair.setting.fields, {}, erase(pair.after))
      .map((change) => ({ ...placed(pair, change), before: change.after, setting: pair.setting.id }))
      .filter(({ path, secret, setting }) => !secret && !changed.has(`${setting} ${path}`)),
  )
}

/** What the catalog holds against the draft, with the setting it belongs to. */
export function issuesOf(at: NetworkWizard): readonly (Issue & { readonly setting: string })[] {
  const editing = editingIn(at)
  if (!editing) return []
  return pairsOf(editing)
    .filter(({ setting, before, after }) => diff(setting.fields, erase(before), erase(after)).length > 0)
    .flatMap((pair) =>
      validate(pair.setting, erase(pair.after), erase(pair.before)).map((issue) => ({ ...placed(pair, issue), setting: pair.setting.id })),
    )
}

/** The plan that makes the device as drafted; undefined when nothing changes. */
export function networkPlan(at: NetworkWizard, device: DeviceKey): Plan | undefined {
  const editing = editingIn(at)
  if (!editing) return undefined
  const changes: PlanChange[] = pairsOf(editing)
    .filter(({ setting, before, after }) => diff(setting.fields, erase(before), erase(after)).length > 0)
    .map(({ setting, target = {}, before, after }) => ({
      setting: setting.id,
      target,
      before: { ...erase(before) },
      after: { ...erase(after) },
    }))
  return changes.length === 0 ? undefined : { device, kind: 'network', changes }
}

/** The documents and the draft, wherever the wizard stands; undefined while there are none. */
export function editingIn(at: NetworkWizard): Editing | undefined {
  if (at.step === 'read') return undefined
  return at.step === 'proof' ? at.was : editingOf(at)
}

function editingOf({ docs, draft, card }: Editing): Editing {
  return { docs, draft, card }
}

function isEditing(at: NetworkWizard): at is Extract<NetworkWizard, { step: EditStep }> {
  return at.step === 'address' || at.step === 'names' || at.step === 'ports'
}

function goTo(at: NetworkWizard, to: EditStep | 'review'): NetworkWizard {
  if (at.step === 'read' || at.step === 'proof') return at
  const editing = editingOf(at)
  if (to !== 'review') return { step: to, ...editing }
  return issuesOf(at).length === 0 && changesOf(at).length > 0 ? { step: 'review', ...editing } : at
}

interface SettingPair {
  readonly setting: AnySetting
  readonly before: object
  readonly after: object
  /** Left out where the device has the setting once. */
  readonly target?: Target
  /** Where its only card stands among the cards of the wizard. */
  readonly place?: number
}

/** A value of a document that holds one card, named by the card's place in the wizard. */
function placed<T extends { readonly path: string }>({ place }: SettingPair, value: T): T {
  return place === undefined ? value : { ...value, path: value.path.replace(/^cards\[0\]/, `cards[${place}]`) }
}

function pairsOf({ docs, draft }: Editing): readonly SettingPair[] {
  return [
    { setting: localNetwork, before: docs.ipv4, after: draft.ipv4 },
    ...ipv6Pairs(docs, draft),
    ...(docs.name && draft.name ? [{ setting: deviceName, before: docs.name, after: draft.name }] : []),
    ...(docs.ports && draft.ports ? [{ setting: devicePort, before: docs.ports, after: draft.ports }] : []),
    ...(docs.bonjour && draft.bonjour ? [{ setting: bonjourService, before: docs.bonjour, after: draft.bonjour }] : []),
  ]
}

function ipv6Pairs(docs: NetworkDocs, draft: NetworkDocs): readonly SettingPair[] {
  return (docs.ipv6 ?? []).flatMap((before, place) => {
    const after = draft.ipv6?.[place]
    return after ? [{ setting: localNetwork6, before, after, place, target: { card: docs.ipv4.cards[place]?.card ?? place + 1 } }] : []
  })
}

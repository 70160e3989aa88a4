import { computed, onMounted, shallowRef, toValue, type MaybeRefOrGetter } from 'vue'
import { bonjourService } from '#common/catalog/network/bonjourService.ts'
import { devicePort } from '#common/catalog/network/devicePort.ts'
import { localNetwork, localNetwork6, type LocalNetwork, type LocalNetwork6 } from '#common/catalog/network/localNetwork.ts'
import { deviceName } from '#common/catalog/device/deviceName.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { toAppError } from '#common/errors/appError.ts'
import { type AskSetting, readIfThere, readSetting } from '#renderer/composables/readSetting.ts'
import { openJob } from '#renderer/composables/useJob.ts'
import { useTurns } from '#renderer/composables/useTurns.ts'
import { useJobsStore } from '#renderer/stores/jobs.ts'
import { type PlanPort, planPort } from '../shared/planPort.ts'
import { useWriting } from '../shared/useWriting.ts'
import {
  advanceNetwork,
  changesOf,
  type EditStep,
  editingIn,
  issuesOf,
  keptOf,
  mayWrite,
  type NetworkDocs,
  type NetworkMove,
  networkPlan,
  networkStart,
  type NetworkWizard,
} from './machine.ts'

export interface UseNetworkWizardOptions {
  readonly port?: PlanPort
  readonly ask?: AskSetting
}

/** The network wizard of one device: reads, checks and writes through the host; every move is the machine's. */
export function useNetworkWizard(deviceKey: MaybeRefOrGetter<DeviceKey>, { port = planPort, ask }: UseNetworkWizardOptions = {}) {
  const jobs = useJobsStore()
  const turns = useTurns()
  const at = shallowRef<NetworkWizard>(networkStart)

  const editing = computed(() => editingIn(at.value))
  const changes = computed(() => changesOf(at.value))
  const kept = computed(() => keptOf(at.value))
  const issues = computed(() => issuesOf(at.value))
  const plan = computed(() => networkPlan(at.value, toValue(deviceKey)))
  const mayGoToReview = computed(() => changes.value.length > 0 && issues.value.length === 0)
  const wouldLose = computed(() => at.value.step !== 'proof' && changes.value.length > 0)

  const { writing, check, write } = useWriting({
    port,
    plan,
    isReviewing: () => at.value.step === 'review',
    mayWrite: () => mayWrite(at.value),
    move,
    turns,
  })

  function move(next: NetworkMove): void {
    at.value = advanceNetwork(at.value, next)
  }

  async function read(): Promise<void> {
    move({ type: 'retried' })
    const isNewest = turns.begin()
    const device = toValue(deviceKey)
    try {
      const ipv4 = await readSetting(device, localNetwork, ask)
      const [name, ports, bonjour, ipv6] = await Promise.all([
        readIfThere(device, deviceName, ask),
        readIfThere(device, devicePort, ask),
        readIfThere(device, bonjourService, ask),
        readIpv6(device, ipv4),
      ])
      const docs: NetworkDocs = {
        ipv4,
        ...(ipv6 ? { ipv6 } : {}),
        ...(name ? { name } : {}),
        ...(ports ? { ports } : {}),
        ...(bonjour ? { bonjour } : {}),
      }
      if (isNewest()) move({ type: 'read', docs })
    } catch (thrown) {
      if (isNewest()) move({ type: 'failed', error: toAppError(thrown) })
    }
  }

  /** A recorder answers with its IPv4 when it is asked for IPv6 (manual line 1890): it has none to set. */
  async function readIpv6(device: DeviceKey, ipv4: LocalNetwork): Promise<readonly LocalNetwork6[] | undefined> {
    const read = await Promise.all(
      ipv4.cards.map(async ({ card }, place) => readIfThere(device, localNetwork6, ask, { card: card ?? place + 1 }).catch(noIpv6)),
    )
    const docs = read.filter((one) => one?.cards[0]?.version === 'IPv6')
    return docs.length === ipv4.cards.length ? (docs as readonly LocalNetwork6[]) : undefined
  }

  function edit(draft: NetworkDocs): void {
    move({ type: 'edited', draft })
  }

  function go(to: EditStep): void {
    turns.drop()
    move({ type: 'went', to })
  }

  async function review(): Promise<void> {
    move({ type: 'went', to: 'review' })
    await check()
  }

  onMounted(() => {
    const open = openJob(jobs.byId.values(), toValue(deviceKey), 'network')
    if (open) move({ type: 'joined', job: open.job })
    else void read()
  })

  return { at, editing, changes, kept, issues, plan, mayGoToReview, wouldLose, writing, move, read, edit, go, review, check, write }
}

/** A device that refuses the question, or answers what is no IPv6, has none to set. Not being reached is another matter. */
function noIpv6(thrown: unknown): undefined {
  const { kind } = toAppError(thrown)
  if (kind !== 'malformed' && kind !== 'device') throw thrown
  return undefined
}

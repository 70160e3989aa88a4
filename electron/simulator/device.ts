import { findSetting } from '#common/catalog/index.ts'
import { encode } from '#common/schema/encode.ts'
import { type AnyValues, erase, restore } from '#common/schema/infer.ts'
import { type Aim, aimOfSet, type AnySetting, partOf, validate } from '#common/schema/setting.ts'
import type { Pair } from '#common/wire/pairs.ts'
import { WireError } from '#common/wire/wireError.ts'
import { presets } from '#common/catalog/ptz/presets.ts'
import { alarmsNow } from '#common/catalog/alarm/status.ts'
import { perform } from './actions.ts'
import { raise, type Raised } from './alarms/alarms.ts'
import { type Answer, gone, lines, notFound, ok, refusal, signInRefusal, text, type View } from './cgi/answer.ts'
import { dialectOf } from './cgi/dialect.ts'
import { findRequest, type Found, isProgram } from './cgi/find.ts'
import { mergeSet } from './cgi/partial.ts'
import { type CgiRequest, parameter } from './cgi/request.ts'
import { type Clock, systemClock } from './clock/clock.ts'
import { createDeviceClock } from './clock/deviceClock.ts'
import { type Endpoint, factoryState } from './factory.ts'
import { habits } from './habits.ts'
import type { DeviceEvent, Inside } from './inside.ts'
import { obeyed } from './orders.ts'
import { allPresets, isOfPresets, tellOfPresets, unwritten } from './presetRules.ts'
import type { Identity, Profile } from './profile.ts'
import { createQuirks, type Quirks } from './quirks/quirks.ts'
import { type Account, type Accounts, createAccounts } from './sign-in/accounts.ts'
import { createLookout } from './rules/lookout.ts'
import { rtspPort, viewAt } from './rtsp/address.ts'
import { createRtspGuard, rtspSignInOf } from './rtsp/admission.ts'
import { createHeatCamera, type HeatCamera } from './thermal/heatCamera.ts'
import { detectorOf, followFlatField, isOfDetector } from './thermal/measured.ts'
import type { Scene } from './thermal/scene.ts'
import { createGuard, type Guard, type GuardOptions } from './sign-in/guard.ts'

export interface VirtualDeviceOptions extends Partial<Pick<GuardOptions, 'nonceMs' | 'nonceUses'>> {
  readonly profile: Profile
  readonly identity: Identity
  readonly endpoint: Endpoint
  /** Left out on a device that waits for its first password. */
  readonly account?: Account
  readonly clock?: Clock
  /** Loopback addresses answer as time servers, nothing else does, unless told otherwise. */
  readonly isTimeServer?: (server: string) => boolean
  /** What a thermal camera looks at: a compressor hall unless given. */
  readonly scene?: Scene
}

export interface VirtualDevice {
  readonly profile: Profile
  readonly quirks: Quirks
  /** Answers one request; what it sets off is told to the listeners. */
  readonly answer: (request: CgiRequest) => Answer
  /** Judges a request at its RTSP server. */
  readonly admitRtsp: Guard
  readonly rtspPort: () => number
  /** The stream an RTSP address of its own names. */
  readonly viewAt: (url: string) => View | undefined
  readonly identity: () => Identity
  /** Where its settings say it listens. */
  readonly endpoint: () => Endpoint
  readonly isAnnounced: () => boolean
  /** What it takes for UTC, ms since the epoch. */
  readonly utcMs: () => number
  /** The lens for heat of a thermal camera: what it looks at can be changed, and asked for the truth. */
  readonly heat?: HeatCamera
  /** What it keeps of a setting: what a read-back must show. */
  readonly kept: (settingId: string) => AnyValues
  /** Somebody else sets it. */
  readonly keep: (settingId: string, value: AnyValues) => void
  /** It notices something. */
  readonly raise: (raised: Raised) => void
  /** Somebody listens for its alarms, until called off: so long it looks at the scene by itself, else when it is asked. */
  readonly attend: () => () => void
  /** Told by whoever moved it. */
  readonly arrived: () => void
  readonly watch: (listener: (event: DeviceEvent) => void) => () => void
}

type Spelt = Pick<Aim, 'channelKey' | 'streamKey'>

/** A device made of the catalog, a profile and quirks. It knows no socket. */
export function createVirtualDevice({
  profile,
  identity,
  endpoint,
  account,
  clock = systemClock,
  ...options
}: VirtualDeviceOptions): VirtualDevice {
  const state = new Map(Object.entries(factoryState(profile, identity, endpoint)))
  const quirks = createQuirks(profile.quirks)
  const accounts = overruled(createAccounts(account === undefined || profile.isNew ? [] : [account], clock), quirks)
  const guard = createGuard(profile.signIn, accounts, clock, { realm: 'IPCamera', ...options })
  const deviceClock = createDeviceClock({
    now: () => clock.now(),
    offsetMs: profile.clockOffsetMs ?? 0,
    driftPpm: profile.driftPpm ?? 0,
  })
  const listeners = new Set<(event: DeviceEvent) => void>()
  const dialect = { ...dialectOf(profile.series), ...profile.dialect }
  const detector = detectorOf(profile, identity, state.get('thermal.ability') ?? erase(findSetting('thermal.ability')?.sample ?? {}))
  const heat =
    detector && createHeatCamera({ kind: detector, nowMs: () => clock.now(), ...(options.scene ? { scene: options.scene } : {}) })
  let hasMoved = false
  let lastMove: Endpoint = endpoint

  const inside: Inside = {
    profile,
    accounts,
    ...(heat ? { heat } : {}),
    clock: deviceClock,
    identity: () => (hasMoved ? quirks.all().reduce((own, quirk) => quirk.poses?.(own) ?? own, identity) : identity),
    endpoint: () => lastMove,
    kept: (id) => state.get(id) ?? erase(findSetting(id)?.sample ?? {}),
    keep: (id, value) => void state.set(id, value),
    nowMs: () => clock.now(),
    move: (to) => {
      lastMove = to
      inside.emit({ type: 'moving', to })
    },
    emit: (event) => listeners.forEach((listener) => listener(event)),
    isTimeServer: options.isTimeServer ?? ((server) => /^127(?:\.\d{1,3}){3}$/.test(server)),
  }

  const lookout = createLookout(inside, clock)
  listeners.add((event) => {
    if (event.type === 'stored') lookout.rewritten(event.setting)
    if (event.type === 'restarting') heat?.restart()
  })

  function answer(request: CgiRequest): Answer {
    const plain = isProgram(request.program) ? signedAnswer(request) : notFound()
    return quirks.all().reduce((bent, quirk) => quirk.answers?.(request, bent) ?? bent, plain)
  }

  function signedAnswer(request: CgiRequest): Answer {
    const found = findRequest(request, profile.series)
    const isFirstPassword = found?.kind === 'action' && found.action.open === true && accounts.isEmpty()
    const isOpen = found?.kind === 'get' && found.setting.id === 'device.info'
    if (!isOpen && !isFirstPassword) {
      if (accounts.isEmpty()) return signInRefusal(200, -528)
      const passed = guard(request)
      if (!('user' in passed)) return passed
    }
    return found === undefined ? refusal(-22) : carryOut(found, request)
  }

  function carryOut(found: Found, request: CgiRequest): Answer {
    if (found.kind === 'action' || found.kind === 'feed') {
      const entry = found.kind === 'action' ? found.action : found.feed
      const view = viewOf(request, entry.request.scope === 'stream' || entry.request.scope === 'channel', entry.request)
      const needsType = entry.id === 'stream.snapshot' && (profile.series === 'nvr' || profile.series === 'ipc-lite')
      return view === undefined || needsType ? refusal(-23) : perform(inside, entry, request, view)
    }
    const { setting } = found
    if (setting.request.type === 'localNetwork' && !isCardNamed(found.kind, request)) return refusal(-23)
    const key = keyOf(setting, request, found.kind === 'set')
    if (key === undefined) return refusal(-23)
    return found.kind === 'get' ? tell(setting, key, request) : set(setting, key, request)
  }

  /** "IPProtoVer is mandatory"; the card is, too, in a set and for IPv6 (manual 2.6.1.2). A recorder gives IPv4 whatever is asked. */
  function isCardNamed(kind: 'get' | 'set', request: CgiRequest): boolean {
    const version = parameter(request, 'IPProtoVer')
    if (version !== '1' && version !== '2') return false
    const isCardNeeded = kind === 'set' || (version === '2' && profile.series !== 'nvr')
    return !isCardNeeded || parameter(request, 'netCardId') !== undefined
  }

  function tell(setting: AnySetting, key: string, request: CgiRequest): Answer {
    if (setting.id === alarmsNow.id) lookout.look()
    const kept = keptAt(setting, key)
    const said = habits[setting.id]?.says?.(kept)
    if (said !== undefined) return text(said)
    const value = habits[setting.id]?.tells?.(inside, kept, askedBy(request)) ?? kept
    const pairs = encode(setting.fields, oneCard(setting, value, parameter(request, 'netCardId')))
    return lines(dialect[setting.id]?.(pairs) ?? ofPresets(setting, key, pairs) ?? pairs)
  }

  /** Rules as a camera with presets tells them; undefined for what has no presets. */
  function ofPresets(setting: AnySetting, key: string, pairs: readonly Pair[]): readonly Pair[] | undefined {
    const part = partOf(setting.request, profile.series)
    if (!isOfPresets(part)) return undefined
    const [normal = '', preset = part.first] = key.split('#')
    if (Number(preset) !== allPresets) return tellOfPresets(part, [{ preset: Number(preset), pairs }])
    const taught = presetsOf(normal.split('/')[1])
    const rules = taught.map((one) => ({ preset: one, pairs: encode(setting.fields, keptAt(setting, `${normal}#${one}`)) }))
    return tellOfPresets(part, rules)
  }

  /** Numbers of the presets a channel was taught. */
  function presetsOf(channel: number | string = 1): readonly number[] {
    const own = inside.kept(`${presets.id}/${channel}`)
    const kept = restore(presets.fields, Object.keys(own).length > 0 ? own : inside.kept(presets.id))
    return kept.presets.map(({ preset }) => preset)
  }

  function set(setting: AnySetting, key: string, request: CgiRequest): Answer {
    const habit = habits[setting.id]
    const refused = quirks
      .all()
      .map((quirk) => quirk.refuses?.(setting.id))
      .find((code) => code !== undefined)
    if (refused !== undefined) return refusal(refused)
    const before = habit?.tells?.(inside, keptAt(setting, key), askedBy(request)) ?? keptAt(setting, key)
    const asked = readSet(setting, before, request)
    if (asked === undefined || habit?.refuses?.(asked)) return refusal(-23)
    if (quirks.all().some((quirk) => quirk.forgets?.(setting.id))) return ok()
    const after = quirks.all().reduce((value, quirk) => quirk.settles?.(setting.id, value, before) ?? value, asked)
    state.set(key, after)
    inside.emit({ type: 'stored', setting: setting.id })
    habit?.acts?.(inside, before, after, askedBy(request))
    if (quirks.all().some((quirk) => quirk.restartsAfter?.(setting.id))) inside.emit({ type: 'restarting' })
    return profile.answersMove === 'nothing' && moves(setting, before, after) ? gone() : ok()
  }

  function readSet(setting: AnySetting, before: AnyValues, { pairs }: CgiRequest): AnyValues | undefined {
    try {
      const merged = mergeSet(setting, before, pairs)
      const taken = habits[setting.id]?.takes?.(merged, before) ?? merged
      return validate(setting, taken, before).length > 0 ? undefined : obeyed(setting, before, taken)
    } catch (thrown) {
      if (thrown instanceof WireError) return undefined
      throw thrown
    }
  }

  function keptAt(setting: AnySetting, key: string): AnyValues {
    const factory = inside.kept(setting.id)
    const [, part = ''] = /(#\d+)$/.exec(key) ?? []
    const kept = state.get(key) ?? state.get(`${setting.id}${part}`)
    return kept ?? (part !== '' && setting.request.part?.around ? unwritten(setting, factory) : factory)
  }

  /** The name under which a value is kept; `undefined` when the request is about something the device does not have. */
  function keyOf({ id, request: aim }: AnySetting, request: CgiRequest, isSet: boolean): string | undefined {
    const { scope, channelKey = 'cameraID' } = isSet ? aimOfSet(aim) : aim
    const part = partOf(aim, profile.series)
    const number = Number((part && parameter(request, part.key)) ?? part?.first)
    const isAll = !isSet && isOfPresets(part) && number === allPresets
    if (part && !isAll && (!Number.isInteger(number) || number < part.first || number > part.last)) return undefined
    // A preset nobody has taught has no rules; ours, the manual does not say.
    if (isOfPresets(part) && number > part.first && !presetsOf(parameter(request, channelKey)).includes(number)) return undefined
    const end = part && number !== part.first ? `#${number}` : ''
    if (scope === 'device' || scope === 'card') return id + end
    if (isSet && parameter(request, channelKey) === undefined) return undefined
    const view = viewOf(request, true, { ...aim, channelKey })
    if (view && heat && isOfDetector(id)) return `${id}/${profile.channels[0]}${end}`
    return view && (scope === 'channel' ? `${id}/${view.channel}${end}` : `${id}/${view.channel}/${view.stream}${end}`)
  }

  /** Channel and stream as named, each 1 when left out; `undefined` for those the device does not have. */
  function viewOf(
    request: CgiRequest,
    isChecked: boolean,
    { channelKey = 'cameraID', streamKey = 'streamID' }: Spelt = {},
  ): View | undefined {
    const channel = Number(parameter(request, channelKey) ?? profile.channels[0])
    const stream = Number(parameter(request, streamKey) ?? 1)
    const isThere = profile.channels.includes(channel) && Number.isInteger(stream) && stream >= 1 && stream <= profile.streams
    return isThere || !isChecked ? { channel, stream } : undefined
  }

  habits['time.ntp']?.acts?.(inside, {}, inside.kept('time.ntp'), () => undefined)
  if (heat) followFlatField(inside, inside.kept('image.flatField'), () => undefined)
  return {
    profile,
    quirks,
    answer,
    admitRtsp: createRtspGuard(rtspSignInOf(profile), accounts, clock, { realm: 'RTSPServer', ...options }),
    rtspPort: () => rtspPort(inside),
    viewAt: (url) => viewAt(inside, url),
    identity: inside.identity,
    endpoint: inside.endpoint,
    isAnnounced: () => inside.kept('network.bonjour')['enabled'] !== false,
    utcMs: () => deviceClock.utcMs(),
    ...(heat ? { heat } : {}),
    kept: inside.kept,
    keep: (id, value) => {
      inside.keep(id, value)
      lookout.rewritten(id.replace(/\/.*/, ''))
    },
    raise: (raised) => raise(inside, raised),
    attend: lookout.attend,
    arrived: () => {
      hasMoved = true
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function askedBy(request: CgiRequest) {
  return (key: string) => parameter(request, key)
}

/** Accounts that a quirk may give another password, or keep out. */
function overruled(accounts: Accounts, quirks: Quirks): Accounts {
  return {
    ...accounts,
    judge(user, proves) {
      if (quirks.all().some((quirk) => quirk.isLocked)) return { ok: false, code: -527 }
      const password = quirks.all().find((quirk) => quirk.password !== undefined)?.password
      return accounts.judge(user, password === undefined ? proves : () => proves(password))
    },
  }
}

/** `netCardId` in a get asks for that card alone. */
function oneCard({ write }: AnySetting, value: AnyValues, card: string | undefined): AnyValues {
  if (card === undefined || typeof write !== 'object') return value
  const items = value[write.each] as readonly AnyValues[]
  return { ...value, [write.each]: items.filter((item) => item['card'] === undefined || item['card'] === Number(card)) }
}

function moves({ id }: AnySetting, before: AnyValues, after: AnyValues): boolean {
  return (id === 'network.ipv4' || id === 'network.ports') && JSON.stringify(before) !== JSON.stringify(after)
}

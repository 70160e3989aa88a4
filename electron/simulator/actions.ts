import { manualAlarm } from '#common/catalog/alarm/status.ts'
import { peopleCounted } from '#common/catalog/analysis/counting.ts'
import { microphone } from '#common/catalog/audio/sound.ts'
import { ntp } from '#common/catalog/time/ntp.ts'
import { decode } from '#common/schema/decode.ts'
import { encode } from '#common/schema/encode.ts'
import { type AnyValues, erase, restore } from '#common/schema/infer.ts'
import type { AnyAction, AnyFeed } from '#common/schema/action.ts'
import { validateFields } from '#common/schema/validate.ts'
import { WireError } from '#common/wire/wireError.ts'
import { type Answer, attached, lines, media, ok, refusal, text, type View } from './cgi/answer.ts'
import { type CgiRequest, parameter } from './cgi/request.ts'
import type { Inside } from './inside.ts'
import { raise, raisedByHand } from './alarms/alarms.ts'
import { rtspUrl } from './rtsp/address.ts'
import { headDeeds } from './head.ts'
import { toldCounts } from './rules/counter.ts'
import { soundEncoders } from './sound/tone.ts'
import { encodingOf } from './streams.ts'
import * as measured from './thermal/measured.ts'

type Act = (inside: Inside, request: CgiRequest, view: View) => Answer

const acts: Readonly<Record<string, Act>> = {
  'device.restart': (inside, request) => {
    const channel = parameter(request, 'cameraID')
    // On a recorder a channel means the camera behind it; 0 or none is the recorder (manual 2.7.2).
    if (inside.profile.series !== 'nvr' || channel === undefined || channel === '0') inside.emit({ type: 'restarting' })
    return ok()
  },
  'device.firstPassword': (inside, request) => modifyUser(inside, request, 'newpasswd'),
  'device.firstPasswordOfRecorder': (inside, request) => modifyUser(inside, request, 'newpassword'),
  'time.ntpTest': (inside) => {
    const { server } = restore(ntp.fields, inside.kept(ntp.id))
    return text(inside.isTimeServer(server) ? 'The ntp test success!!' : 'The ntp test failed!!')
  },
  'alarm.feed': () => attached(),
  'alarm.trigger': (inside, request) => {
    const raised = raisedByHand(decode(manualAlarm.args, request.pairs).value)
    if (raised) raise(inside, raised)
    return ok()
  },
  'analysis.peopleCounted': (inside, request, { channel }) => {
    const records = toldCounts(inside, channel, restore(peopleCounted.args, erase(decode(peopleCounted.args, request.pairs).value)))
    return records === undefined ? refusal(-23) : lines(encode(peopleCounted.answer ?? {}, erase({ records })))
  },
  'thermal.pointTemperature': measured.temperatureOfPoint,
  'thermal.gridTemperatures': measured.temperaturesOfGrid,
  'thermal.correctPixels': measured.correctNamed,
  'thermal.resetPixels': (inside) => {
    inside.heat?.resetPixels()
    return ok()
  },
  'thermal.savePixels': (inside) => {
    inside.heat?.savePixels()
    return ok()
  },
  'stream.rtspUrl': (inside, _request, view) => text(rtspUrl(inside, view)),
  'stream.snapshot': (_inside, request, view) => media({ kind: 'snapshot', ...view, quality: Number(parameter(request, 'quality')) }),
  'stream.snapshotOfStream': (_inside, request, view) =>
    media({ kind: 'snapshot', ...view, quality: Number(parameter(request, 'quality')) }),
  // A virtual device keeps no recordings: what it plays is what it sees.
  'recording.playback': (inside, _request, view) => media({ kind: 'video', ...view, encoding: encodingOf(inside.kept, view) }),
  'stream.audio': hear,
  'stream.httpVideo': (inside, request, view) =>
    media({ kind: 'video', ...view, encoding: parameter(request, 'mjpegplay') === '1' ? 'mjpeg' : encodingOf(inside.kept, view) }),
}

/** Does an action or opens a feed; -23 when an argument is missing or out of range. */
export function perform(inside: Inside, entry: AnyAction | AnyFeed, request: CgiRequest, view: View): Answer {
  const { id, args } = entry
  const act = acts[id] ?? plainAct(entry)
  if (act === undefined) return refusal(-506)
  if (id.startsWith('device.firstPassword')) return act(inside, request, view)
  try {
    if (validateFields(args, erase(decode(args, request.pairs).value)).length > 0) return refusal(-23)
  } catch (thrown) {
    if (thrown instanceof WireError) return refusal(-23)
    throw thrown
  }
  return act(inside, request, view)
}

/** What needs no more than an answer: an OK, or what the catalog shows as one. */
function plainAct(entry: AnyAction | AnyFeed): Act | undefined {
  if (entry.kind === 'feed') return undefined
  const { id, args, reply, answer, answerSample } = entry
  const deed = headDeeds[id]
  if (deed) {
    return (inside, request, { channel }) => {
      // Of a setting with a channel what is kept stands under both; what nobody has changed under the first alone.
      const at = (setting: string) => `${setting}/${channel}`
      const kept = (setting: string) => {
        const own = inside.kept(at(setting))
        return Object.keys(own).length > 0 ? own : inside.kept(setting)
      }
      const head = { kept, keep: (setting: string, value: AnyValues) => inside.keep(at(setting), value), nowMs: inside.nowMs() }
      return deed(head, erase(decode(args, request.pairs).value)) ? ok() : refusal(-23)
    }
  }
  if (reply === 'ok') return () => ok()
  return reply === 'pairs' && answer && answerSample ? () => lines(encode(answer, erase(answerSample))) : undefined
}

/** A microphone that is off hears nothing; how loud it is set counts when one begins to listen. */
function hear(inside: Inside, request: CgiRequest, { channel }: View): Answer {
  const asked = parameter(request, 'EncoderType')?.toUpperCase()
  const encoder = soundEncoders.find((known) => known === asked)
  if (encoder === undefined) return refusal(-506)
  const own = inside.kept(`${microphone.id}/${channel}`)
  const { enabled, volume } = restore(microphone.fields, Object.keys(own).length > 0 ? own : inside.kept(microphone.id))
  return media({ kind: 'sound', encoder, volume: enabled ? volume : 0 })
}

/** Bytes of a password, [8, 32], ours. */
const passwordLength = { min: 8, max: 32 } as const

function modifyUser({ accounts }: Inside, request: CgiRequest, key: 'newpasswd' | 'newpassword'): Answer {
  const user = parameter(request, 'user')
  const password = parameter(request, key)
  if (user === undefined || password === undefined) return refusal(-23)
  if (accounts.isEmpty() && user !== 'admin') return refusal(-532)
  if (!accounts.isEmpty() && !accounts.has(user)) return refusal(-507)
  if (password.length < passwordLength.min) return refusal(-524)
  if (password.length > passwordLength.max) return refusal(-530)
  if (!/\p{L}/u.test(password) || !/[^\p{L}]/u.test(password)) return refusal(-523)
  accounts.put({ user, password })
  return ok()
}

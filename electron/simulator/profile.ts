import type { Series } from '#common/device/series.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import type { Dialect } from './cgi/dialect.ts'
import type { RtspSignIn } from './rtsp/admission.ts'
import type { SignIn } from './sign-in/guard.ts'

/** What makes one device this one and no other. */
export interface Identity {
  /** Six digits, as printed on it. */
  readonly deviceId: string
  /** `00:1C:27:15:93:56` */
  readonly mac: string
  /** Label of its Bonjour announcement. */
  readonly instance: string
}

/** A kind of device: its product line, what it can do and how it differs from the manual. */
export interface Profile {
  readonly id: string
  /** In a technician's words. */
  readonly title: string
  readonly series: Series
  readonly signIn: SignIn
  /** What its RTSP server asks for; as over HTTP unless given, Digest where that is the query. */
  readonly rtspSignIn?: RtspSignIn
  /** s without a word after which an RTSP session is cut; 60 unless given. */
  readonly rtspTimeout?: number
  readonly model: string
  readonly firmware: string
  readonly hardware: string
  /** Ids of its channels; those of a recorder have gaps. */
  readonly channels: readonly number[]
  /** Streams of a channel. */
  readonly streams: number
  /** Those of them that are H.265 as it comes; it can then be set to either. */
  readonly h265?: readonly number[]
  readonly cards: 1 | 2
  /** Start of its Bonjour name; the end of the MAC follows. */
  readonly announcedAs: string
  /** Where its firmware prints otherwise than the manual says for its line. */
  readonly dialect?: Dialect
  readonly quirks?: readonly string[]
  /** What follows a set that moves the device: an OK, or a dropped line. */
  readonly answersMove?: 'ok' | 'nothing'
  /** Waits for its first password (-528). */
  readonly isNew?: true
  /** ms its clock is ahead at the start. */
  readonly clockOffsetMs?: number
  readonly driftPpm?: number
  /** K a thermal camera reads too high, until it is calibrated. */
  readonly detectorOffset?: number
  /** Factory state where it is not the catalog's sample, by setting id. */
  readonly factory?: Readonly<Record<string, AnyValues>>
}

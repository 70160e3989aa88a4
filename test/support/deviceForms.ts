import { readFileSync } from 'node:fs'
import type { Fields } from '#common/schema/field.ts'
import { decode } from '#common/schema/decode.ts'
import { parseLines } from '#common/wire/pairs.ts'

export const panoramicIpc = 'composed-SN-IPP8085QAS-v5.0.1621'
export const recorder = 'composed-NVR3908E2-v4.7.1625'

/** A reply in the form of a device, as it comes over the wire. */
export function deviceBody(device: string, name: string): string {
  return readFileSync(new URL(`../fixtures/devices/${device}/${name}.txt`, import.meta.url), 'utf8')
}

export function readForm<R extends Fields>(device: string, name: string, fields: R) {
  return decode(fields, parseLines(deviceBody(device, name)))
}

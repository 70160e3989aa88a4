import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import type { SettingSnapshot } from '#common/ipc/contract.ts'
import type { Fields } from '#common/schema/field.ts'
import type { Target, ValueIn } from '#common/schema/setting.ts'
import { bridge } from '../bridge/index.ts'

export type AskSetting = (device: DeviceKey, setting: string, target: Target) => Promise<Pick<SettingSnapshot, 'value'>>

const ask: AskSetting = (device, setting, target) => bridge.request('settings.read', device, setting, target)

/** Reads a setting of a device fresh, typed as the catalog describes it; the host has decoded it by the same description. */
export async function readSetting<S extends { readonly id: string; readonly fields: Fields }>(
  device: DeviceKey,
  setting: S,
  from: AskSetting = ask,
  target: Target = {},
): Promise<ValueIn<S>> {
  const snapshot = await from(device, setting.id, target)
  return snapshot.value as ValueIn<S>
}

/** The same for what not every device has: undefined where this one says so. Any other failure stays one. */
export async function readIfThere<S extends { readonly id: string; readonly fields: Fields }>(
  device: DeviceKey,
  setting: S,
  from: AskSetting = ask,
  target: Target = {},
): Promise<ValueIn<S> | undefined> {
  try {
    return await readSetting(device, setting, from, target)
  } catch (thrown) {
    if (isMissing(toAppError(thrown))) return undefined
    throw thrown
  }
}

/** True when an error means "this device does not have it", not "try again". */
function isMissing(error: AppError): boolean {
  return (error.kind === 'device' && error.remedy === 'none') || (error.kind === 'http' && error.status === 404)
}

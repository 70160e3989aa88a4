import { fold } from '#common/schema/names.ts'
import type { Series } from '#common/device/series.ts'
import type { Pair } from '#common/wire/pairs.ts'

/** How one product line, or one firmware, prints the reply of a setting. */
export type Spelling = (pairs: readonly Pair[]) => readonly Pair[]

/** By setting id. */
export type Dialect = Readonly<Record<string, Spelling>>

/** As the manual prints it, IPC: sections 2.6.1.2.1 and 2.6.11.2.1. */
const ipc: Dialect = {
  'network.ipv4': chain(first('localNetworkBegin', 'IPProtoVer'), last('localNetworkEnd', 'mtu')),
  'network.ipv6': chain(first('localNetworkBegin', 'IPProtoVer'), last('localNetworkEnd', 'mtu')),
  'time.ntp': first('enableFlag'),
}

/** Firmware 5.0.1621 (seen on a panoramic IPC): mtu before the End, rates under each resolution spelt in another way. */
export const firmware5: Dialect = {
  ...ipc,
  'network.ipv4': first('localNetworkBegin', 'IPProtoVer'),
  'network.ipv6': first('localNetworkBegin', 'IPProtoVer'),
  'stream.ability': renamed({ minFrameRate: 'MinFrameRate', maxFrameRate: 'MaxFrameRate', minBit: 'MinBitRate', maxBit: 'MaxBitRate' }),
}

/** One card and no marks (manual, lines 1897 and 1985). */
const unmarkedCard = without('localNetworkBegin', 'localNetworkEnd', 'mtu')

const lite: Dialect = {
  'network.ipv4': chain(unmarkedCard, first('IPProtoVer')),
  'time.ntp': first('enableFlag'),
  'network.ports': without('sslPort'),
  'stream.video': without('streamName'),
}

/** NVR, firmware 4.7.1625, and the manual's marks. */
const nvr: Dialect = {
  ...lite,
  'device.info': renamed({ ubootVersion: 'ubootVer', kerneVersion: 'kernelVer' }),
  'network.ipv4': chain(unmarkedCard, first('IPProtoVer'), renamed({ autoGetIPFlag: 'DHCP', subGetway: 'subGateway' })),
  'network.ports': chain(
    without('rtmpPort', 'sslPort'),
    renamed({ controlPort: 'clientPort', rtspPort: 'dataPort' }),
    first('clientPort', 'httpPort', 'dataPort'),
  ),
  'time.clock': chain(renamed({ Datefmt: 'datefmt', Timefmt: 'timefmt' }), first('datefmt', 'timefmt')),
}

/** The dialect of a product line as the manual has it. */
export function dialectOf(series: Series): Dialect {
  return series === 'nvr' ? nvr : series === 'ipc-lite' ? lite : ipc
}

function renamed(names: Readonly<Record<string, string>>): Spelling {
  return (pairs) => pairs.map(({ key, value }) => ({ key: names[key] ?? key, value }))
}

function without(...keys: readonly string[]): Spelling {
  const gone = new Set(keys.map(fold))
  return (pairs) => pairs.filter(({ key }) => !gone.has(fold(key)))
}

/** These keys in this order, then the others. A list of several items keeps its order: moving its keys would mix them. */
function first(...keys: readonly string[]): Spelling {
  return (pairs) =>
    isSeveral(pairs) ? pairs : [...keys.flatMap((key) => pairs.filter((pair) => pair.key === key)), ...others(pairs, keys)]
}

function last(...keys: readonly string[]): Spelling {
  return (pairs) =>
    isSeveral(pairs) ? pairs : [...others(pairs, keys), ...keys.flatMap((key) => pairs.filter((pair) => pair.key === key))]
}

function others(pairs: readonly Pair[], keys: readonly string[]): readonly Pair[] {
  return pairs.filter(({ key }) => !keys.includes(key))
}

function isSeveral(pairs: readonly Pair[]): boolean {
  return new Set(pairs.map(({ key }) => key)).size < pairs.length
}

function chain(...spellings: readonly Spelling[]): Spelling {
  return (pairs) => spellings.reduce((spoken, spelling) => spelling(spoken), pairs)
}

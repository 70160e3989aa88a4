import { createAttemptBudget } from '#node/client/budget.ts'
import { type ClientLimits, type ClientOptions, createClient, type DeviceClient } from '#node/client/client.ts'
import { type Behaviour, inTurn, type RudeServer, startRudeServer, text, when } from './rudeServer.ts'

/** The reply printed in manual 2.6.1.1.1. */
export const deviceInfoBody = `deviceID=159356
deviceName=
deviceType=1
productModel=IPV57/41CLDR/Z/13
manufacturerID=003
manufacturerName=IPCamera
MACAddress=00:1C:27:15:93:56
hardwareVer=V060101_1
softwareVer=v3.5.0804.1003.3.0.27.4.0
channelNum=1
alarmInNum=1
alarmOutNum=1
RS485Num=0
ubootVersion=v1.0_20221109
kerneVersion=v1.0_20221122
networkCardNum=1
`

/** Its key: the MAC. */
export const deviceInfoKey = '001c27159356'

/** The reply printed in manual 2.6.1.7.1. */
export const dateTimeBody = 'year=2018\nmonth=9\nday=25\nhour=14\nminute=5\nsecond=20\n'
export const clock = { year: 2018, month: 9, day: 25, hour: 14, minute: 5, second: 20 }

/** Answers the clock, OK to every set. */
export const cooperative: Behaviour = (request, ...rest) =>
  (request.query.some(([name, value]) => name === 'action' && value === 'set') ? text('OK\r\n') : text(dateTimeBody))(request, ...rest)

/** deviceInfo to anybody, the rest as given. */
export function camera(rest: Behaviour): Behaviour {
  return when('deviceInfo', text(deviceInfoBody), rest)
}

export const account = { user: 'admin', password: 'right-1234' }

/** Servers and clients of one test, closed together. */
export function aBench() {
  const open: { close(): Promise<void> }[] = []
  function clientOf(
    server: Pick<RudeServer, 'endpoint'>,
    { limits, ...options }: Partial<Omit<ClientOptions, 'limits'>> & { readonly limits?: Partial<ClientLimits> } = {},
  ): DeviceClient {
    const client = createClient(server.endpoint, {
      budget: createAttemptBudget(),
      limits: { timeoutMs: 4000, retryDelaysMs: [1, 1], ...limits },
      ...options,
    })
    open.push(client)
    return client
  }
  return {
    clientOf,
    async serverThat(...behaviours: readonly [Behaviour, ...Behaviour[]]): Promise<RudeServer> {
      const server = await startRudeServer(inTurn(...behaviours))
      open.push(server)
      return server
    },
    async close() {
      for (const thing of open.splice(0)) await thing.close()
    },
  }
}

/** The error a promise fails with, as data. */
export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (thrown) {
    return thrown instanceof Error && 'error' in thrown ? thrown.error : thrown
  }
  return 'no error'
}

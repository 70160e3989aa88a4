import type { Args } from '#common/ipc/contract.ts'
import type { EventName, RequestName } from '#common/ipc/names.ts'

const device = '001122aabbcc'
const plan = {
  device,
  kind: 'name' as const,
  changes: [{ setting: 'device.name', target: {}, before: { name: 'IPC' }, after: { name: 'Gate & yard = 50 %' } }],
}

const table = { rows: [{ device, address: '127.0.0.7' }], mask: '255.0.0.0', gateway: '', setsFirstPassword: false }

/** Arguments each request accepts; a new request without a sample does not compile. */
export const goodArguments: { readonly [N in RequestName]: Args<N> } = {
  'app.facts': [],
  'devices.list': [],
  'devices.forget': [device],
  'search.start': [],
  'search.sweep': [{ from: '127.0.0.1', to: '127.0.0.9', ports: [80] }],
  'search.stopSweep': ['sweep-1'],
  'search.stop': [],
  'search.state': [],
  'search.addByHand': [{ address: '127.0.0.5', port: 8080 }],
  'signIn.many': [[device], { user: 'admin', password: 'Garten&Tür=1' }],
  'signIn.firstPassword': [device, { user: 'admin', password: 'Garten&Tür=1' }],
  'signIn.remembered': [[device]],
  'signIn.out': [device],
  'accounts.state': [],
  'accounts.unlock': ['Birken & Möwen = 12'],
  'accounts.lock': [],
  'accounts.keepInFile': ['Birken & Möwen = 12'],
  'accounts.keepInMemory': [],
  'accounts.forget': [null],
  'certificates.accept': [
    { address: '127.0.0.5', port: 443, scheme: 'https' },
    { sha256: 'ab'.repeat(32), subject: 'CN=IPCamera', validFrom: 0, validTo: 1 },
    null,
  ],
  'settings.read': [device, 'network.local', { card: 1 }],
  'capabilities.of': [device],
  'capabilities.ask': [device],
  'capabilities.stop': [device],
  'capabilities.asking': [],
  'actions.run': [device, 'device.restart', {}, {}],
  'alarms.listen': [['001c27159356']],
  'alarms.state': [],
  'plans.check': [plan],
  'plans.run': [plan],
  'plans.unfinished': [],
  'plans.standing': ['job-1'],
  'plans.resume': ['job-1', 'keep'],
  'plans.undo': ['job-1', 'overwrite'],
  'plans.leave': ['job-1'],
  'batches.check': [table],
  'batches.start': [table, { user: 'admin', password: 'Garten&Tür=1' }],
  'batches.state': [],
  'batches.pause': [true],
  'batches.stop': [],
  'batches.again': [device],
  'batches.add': [{ device, address: '127.0.0.7' }],
  'batches.goOn': [{ user: 'admin', password: 'Garten&Tür=1' }],
  'batches.leave': [],
  'jobs.list': [],
  'jobs.cancel': ['job-1'],
  'jobs.lookAgain': ['job-1', { address: '127.0.0.6', port: 80 }],
  'time.measure': [device],
  'time.testServer': [device],
  'live.open': [device, { channel: 1, stream: 2 }],
  'live.close': ['viewing-1'],
  'live.state': ['viewing-1'],
  'journal.list': [null],
}

/** Something to tell for each event. What is in it does not matter to a carrier. */
export const payloads: Readonly<Record<EventName, unknown>> = {
  'devices.changed': { changed: [{ key: device, state: 'ready' }], gone: ['id-7'] },
  'search.changed': { running: true },
  'jobs.progressed': { job: 'job-1', steps: [] },
  'plans.unfinishedChanged': [{ job: 'job-1', sent: 1, of: 2 }],
  'batches.changed': null,
  'capabilities.changed': { model: 'IPV57', firmware: 'v3.5', settings: { 'time.ntp': 'has' } },
  'capabilities.askingChanged': [],
  'alarms.heard': [{ what: 'alarm', id: 7 }],
  'alarms.earsChanged': [{ device: '001c27159356', state: 'attached' }],
  'live.changed': { viewing: 'viewing-1', state: 'playing' },
  'accounts.changed': { keptIn: 'memory', accounts: [{ device, user: 'admin' }] },
  'journal.grew': { number: 7, what: 'note', facts: { text: 'Zürich & = %' } },
}

/** Every question the renderer may ask. The contract gives each its shape; this list alone is what a preload needs. */
export const requestNames = [
  'app.facts',
  'devices.list',
  'devices.forget',
  'search.start',
  'search.sweep',
  'search.stopSweep',
  'search.stop',
  'search.state',
  'search.addByHand',
  'signIn.many',
  'signIn.firstPassword',
  'signIn.remembered',
  'signIn.out',
  'accounts.state',
  'accounts.unlock',
  'accounts.lock',
  'accounts.keepInFile',
  'accounts.keepInMemory',
  'accounts.forget',
  'certificates.accept',
  'settings.read',
  'capabilities.of',
  'capabilities.ask',
  'capabilities.stop',
  'capabilities.asking',
  'actions.run',
  'console.send',
  'alarms.listen',
  'alarms.state',
  'plans.check',
  'plans.run',
  'plans.unfinished',
  'plans.standing',
  'plans.resume',
  'plans.undo',
  'plans.leave',
  'batches.check',
  'batches.start',
  'batches.state',
  'batches.pause',
  'batches.stop',
  'batches.again',
  'batches.add',
  'batches.goOn',
  'batches.leave',
  'bulk.compare',
  'bulk.compared',
  'bulk.stopCompare',
  'bulk.check',
  'bulk.name',
  'bulk.write',
  'bulk.stop',
  'bulk.state',
  'jobs.list',
  'jobs.cancel',
  'jobs.lookAgain',
  'walk.start',
  'walk.go',
  'walk.halt',
  'walk.judge',
  'walk.end',
  'walk.state',
  'backups.list',
  'walk.results',
  'walk.picture',
  'pictures.take',
  'drafts.read',
  'drafts.keep',
  'time.measure',
  'time.testServer',
  'live.open',
  'live.close',
  'live.state',
  'perspective.read',
  'perspective.keep',
  'journal.list',
] as const

/** Everything a host tells without being asked. */
export const eventNames = [
  'devices.changed',
  'search.changed',
  'jobs.progressed',
  'plans.unfinishedChanged',
  'batches.changed',
  'bulk.compareChanged',
  'bulk.changed',
  'capabilities.changed',
  'capabilities.askingChanged',
  'alarms.heard',
  'alarms.earsChanged',
  'walk.changed',
  'live.changed',
  'journal.grew',
  'accounts.changed',
] as const

export type RequestName = (typeof requestNames)[number]
export type EventName = (typeof eventNames)[number]

const knownRequests: ReadonlySet<unknown> = new Set(requestNames)
const knownEvents: ReadonlySet<unknown> = new Set(eventNames)

/** True for the requests of the contract; anything else is refused at both ends. */
export function isRequestName(name: unknown): name is RequestName {
  return knownRequests.has(name)
}

/** True for the events of the contract. */
export function isEventName(name: unknown): name is EventName {
  return knownEvents.has(name)
}

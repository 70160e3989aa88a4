import { describe, expect, it } from 'vitest'
import type { NewJournalEntry } from '#common/journal/journal.ts'
import { inFlight, mayTakeBack, openMove, sentOf, tracesOf, unfinishedOf } from '#common/journal/trace.ts'
import type { Plan } from '#common/plan/plan.ts'

const device = '001c27159356'
const from = { address: '10.0.0.5', port: 80 }

function cards(address: string) {
  return { cards: [{ address, mask: '255.0.0.0' }] }
}

const plan: Plan = {
  device,
  kind: 'network',
  changes: [
    { setting: 'network.ports', target: {}, before: { http: 80 }, after: { http: 8090 } },
    { setting: 'network.ipv4', target: {}, before: cards('10.0.0.5'), after: cards('10.0.0.9') },
  ],
}

type StepWord = 'begun' | 'done' | 'failed'

function begun(job = 'a', of: Plan = plan): NewJournalEntry {
  return { device, job, what: 'begun', plan: of, from }
}
function step(kind: 'read' | 'backUp' | 'write' | 'findAgain' | 'sameDevice', state: StepWord, change?: number): NewJournalEntry {
  const setting = change === undefined ? undefined : plan.changes[change]?.setting
  return {
    device,
    job: 'a',
    what: 'step',
    step: kind,
    state,
    ...(change === undefined ? {} : { change }),
    ...(setting === undefined ? {} : { setting }),
    ...(kind === 'backUp' && state === 'done' ? { facts: { file: 'devices/x.json' } } : {}),
  }
}
function ended(job: string, state: 'done' | 'failed', open?: true): NewJournalEntry {
  return { device, job, what: 'ended', state, proof: [], ...(open ? { open } : {}) }
}
const left: NewJournalEntry = { device, job: 'a', what: 'note', note: 'planLeft', facts: {} }
const undo = begun('u', { ...plan, kind: 'undo', undoes: 'a' })

function traces(...lines: readonly NewJournalEntry[]) {
  return tracesOf(lines.map((line, index) => ({ number: index + 1, at: 1000 * (index + 1), ...line })))
}
function waiting(...lines: readonly NewJournalEntry[]) {
  return unfinishedOf(traces(...lines), new Set()).map(({ job }) => job)
}
function only(...lines: readonly NewJournalEntry[]) {
  const trace = traces(...lines).get('a')
  if (!trace) throw new Error('no plan')
  return trace
}

const upToWrite = [begun(), step('read', 'begun'), step('read', 'done'), step('backUp', 'begun'), step('backUp', 'done')] as const
const firstMove = [step('write', 'begun', 0), step('write', 'done', 0)] as const
const found = [
  step('findAgain', 'begun', 0),
  step('findAgain', 'done', 0),
  step('sameDevice', 'begun', 0),
  step('sameDevice', 'done', 0),
] as const

describe('a plan whose lines end in the middle', () => {
  it('waits for a decision, and says at which step it was and how much had gone out', () => {
    const lines = [...upToWrite, step('write', 'begun', 0)]
    expect(inFlight(only(...lines))).toMatchObject({ step: 'write', setting: 'network.ports', state: 'begun' })
    expect(unfinishedOf(traces(...lines), new Set())).toMatchObject([{ job: 'a', sent: 1, of: 2, line: 6, inFlight: { step: 'write' } }])
  })

  it('does not wait while it runs', () => {
    expect(unfinishedOf(traces(begun()), new Set(['a']))).toEqual([])
  })

  it('does not wait after somebody left it as it is', () => {
    expect([waiting(begun()), waiting(begun(), left)]).toEqual([['a'], []])
  })

  it('is settled by its undo once that is done, and by nothing less', () => {
    expect(waiting(begun(), undo)).toEqual(['u'])
    expect(waiting(begun(), undo, ended('u', 'failed'))).toEqual(['a'])
    expect(waiting(begun(), undo, ended('u', 'done'))).toEqual([])
  })
})

describe('a plan that ended', () => {
  it('does not wait, but where its device was not found again', () => {
    expect([waiting(begun(), ended('a', 'failed')), waiting(begun(), ended('a', 'failed', true))]).toEqual([[], ['a']])
  })

  it('can be taken back once something went out, and only once', () => {
    const lines = [...upToWrite, ...firstMove, ...found, ended('a', 'failed')]
    const may = (...more: readonly NewJournalEntry[]) => mayTakeBack(only(...lines, ...more), traces(...lines, ...more))
    expect([may(), may(undo, ended('u', 'failed')), may(undo, ended('u', 'done'))]).toEqual([true, true, false])
    expect(mayTakeBack(only(...upToWrite, ended('a', 'failed')), traces(...upToWrite))).toBe(false)
  })
})

describe('a device that was being moved', () => {
  it('may be at every place its plan had sent it to, the newest first', () => {
    const trace = only(...upToWrite, ...firstMove, ...found, step('write', 'begun', 1))
    expect(sentOf(trace)).toEqual([0, 1])
    expect(openMove(trace)?.places).toEqual([{ address: '10.0.0.9', port: 8090 }, { address: '10.0.0.5', port: 8090 }, from])
  })

  it('is where it was found, once it said there who it is', () => {
    expect(openMove(only(...upToWrite, ...firstMove, ...found))).toBeUndefined()
    expect(openMove(only(...upToWrite, ...firstMove, ...found.slice(0, 3)))?.places).toHaveLength(2)
  })

  it('was not sent anywhere by a write that found everything there already', () => {
    const already = { ...step('write', 'done', 0), facts: { already: 1 } } as NewJournalEntry
    expect(openMove(only(...upToWrite, step('write', 'begun', 0), already))).toBeUndefined()
  })
})

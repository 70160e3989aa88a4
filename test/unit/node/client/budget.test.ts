import { describe, expect, it } from 'vitest'
import { createAttemptBudget } from '#node/client/budget.ts'

const minute = 60_000

function aBudget() {
  const clock = { ms: 1_000_000 }
  return { clock, budget: createAttemptBudget({ now: () => clock.ms }) }
}

describe('the attempt budget of a device', () => {
  it('allows two failures and then refuses for 30 minutes', () => {
    const { budget } = aBudget()
    const seen = [budget.attemptsLeft('a'), budget.refusal('a')]
    budget.failed('a')
    seen.push(budget.attemptsLeft('a'), budget.refusal('a'))
    budget.failed('a')
    seen.push(budget.attemptsLeft('a'), budget.refusal('a'))
    expect(seen).toEqual([2, undefined, 1, undefined, 0, { kind: 'budget', waitMs: 30 * minute }])
  })

  it('counts the wait down', () => {
    const { budget, clock } = aBudget()
    budget.failed('a')
    budget.failed('a')
    clock.ms += 12 * minute
    expect(budget.refusal('a')).toEqual({ kind: 'budget', waitMs: 18 * minute })
  })

  it('allows two again after the wait, and then waits twice as long', () => {
    const { budget, clock } = aBudget()
    budget.failed('a')
    budget.failed('a')
    clock.ms += 30 * minute
    expect([budget.refusal('a'), budget.attemptsLeft('a')]).toEqual([undefined, 2])
    budget.failed('a')
    budget.failed('a')
    expect(budget.refusal('a')).toEqual({ kind: 'budget', waitMs: 60 * minute })
  })

  it('never waits longer than four hours', () => {
    const { budget, clock } = aBudget()
    for (let round = 0; round < 8; round += 1) {
      clock.ms += 300 * minute
      budget.failed('a')
      budget.failed('a')
    }
    expect(budget.refusal('a')).toEqual({ kind: 'budget', waitMs: 240 * minute })
  })

  it('starts anew after a success', () => {
    const { budget } = aBudget()
    budget.failed('a')
    budget.succeeded('a')
    budget.failed('a')
    expect([budget.attemptsLeft('a'), budget.refusal('a')]).toEqual([1, undefined])
  })

  it('forgets a lone failure after 30 minutes', () => {
    const { budget, clock } = aBudget()
    budget.failed('a')
    clock.ms += 30 * minute
    expect(budget.attemptsLeft('a')).toBe(2)
  })

  it('counts each device for itself', () => {
    const { budget } = aBudget()
    budget.failed('a')
    budget.failed('a')
    expect([budget.refusal('b'), budget.attemptsLeft('b')]).toEqual([undefined, 2])
  })

  it('waits as long when the device itself keeps the account out, and says so', () => {
    const { budget } = aBudget()
    budget.locked('a')
    expect([budget.refusal('a'), budget.attemptsLeft('a')]).toEqual([{ kind: 'locked', waitMs: 30 * minute }, 0])
  })

  it('is put aside by a person who decides to', () => {
    const { budget } = aBudget()
    budget.locked('a')
    budget.forget('a')
    expect(budget.refusal('a')).toBeUndefined()
  })
})

describe('signing in one at a time', () => {
  it('lets the next begin when the one before has ended, even badly', async () => {
    const { budget } = aBudget()
    const steps: string[] = []
    let fail: (reason: Error) => void = () => undefined
    const first = budget.exclusively('a', () => {
      steps.push('first begins')
      return new Promise((_, reject) => (fail = reject))
    })
    const second = budget.exclusively('a', async () => void steps.push('second begins'))
    const elsewhere = budget.exclusively('b', async () => void steps.push('another device'))
    await elsewhere
    fail(new Error('refused'))
    await expect(first).rejects.toThrow('refused')
    await second
    expect(steps).toEqual(['first begins', 'another device', 'second begins'])
  })
})

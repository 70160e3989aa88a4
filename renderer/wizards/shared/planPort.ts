import type { Finding, Plan } from '#common/plan/plan.ts'
import { bridge } from '#renderer/bridge/index.ts'

/** What a wizard asks of the host to get a plan onto a device. */
export interface PlanPort {
  check(plan: Plan): Promise<readonly Finding[]>
  run(plan: Plan): Promise<{ readonly job: string }>
}

export const planPort: PlanPort = {
  check: (plan) => bridge.request('plans.check', plan),
  run: (plan) => bridge.request('plans.run', plan),
}

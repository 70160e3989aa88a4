import { z } from 'zod'

/** What a plan is about; `undo` takes another plan back. */
export const PlanKind = z.enum(['network', 'time', 'name', 'analysis', 'texts', 'settings', 'undo'])
export type PlanKind = z.infer<typeof PlanKind>

/** The named steps of the write road. */
export type StepKind = 'read' | 'check' | 'backUp' | 'measure' | 'write' | 'findAgain' | 'sameDevice' | 'readBack' | 'journal'

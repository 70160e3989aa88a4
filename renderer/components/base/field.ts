import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'

/** What a field tells the control inside it; the control binds it, so that no caller has to. */
export interface FieldContext {
  readonly id: string
  /** Id of the name, for controls that are a group. */
  readonly labelId: string
  readonly unit: string | undefined
  readonly changed: boolean
  readonly bad: boolean
  /** Ids of the hint and of the problem, for `aria-describedby`. */
  readonly describedBy: string | undefined
  readonly disabled: boolean
}

const key: InjectionKey<ComputedRef<FieldContext>> = Symbol('field')

export function provideField(field: ComputedRef<FieldContext>): void {
  provide(key, field)
}

/** The field around this control; outside of one, a plain control that the caller names with `aria-label`. */
export function useField(): ComputedRef<FieldContext | undefined> {
  const field = inject(key, undefined)
  return computed(() => field?.value)
}

/** The attributes every native control takes from its field. */
export function controlAttributes(field: FieldContext | undefined): Record<string, string | boolean | undefined> {
  return {
    id: field?.id,
    'aria-invalid': field?.bad || undefined,
    'aria-describedby': field?.describedBy,
  }
}

import { computed, shallowRef } from 'vue'
import type { Point } from '#common/geometry/outline.ts'
import { type Lens, type Size } from '#common/perspective/camera.ts'
import { fitCamera, type Refusal } from '#common/perspective/fit.ts'
import type { Perspective } from '#common/perspective/kept.ts'
import { faultOf, type Mark, type MarkFault } from '#common/perspective/marks.ts'
import { useHistory } from '../../composables/useHistory.ts'

/** A mark while it is made: without places until it is drawn, without a length until one is typed. */
export interface MarkDraft {
  readonly id: string
  readonly kind: Mark['kind']
  readonly points: readonly Point[]
  /** m */
  readonly length: number | undefined
}

/** How a mark stands: what is missing, or how well it fits. */
export type MarkState =
  | { readonly is: 'undrawn' | 'alone' | MarkFault }
  /** Only two: they fit whatever is typed. */
  | { readonly is: 'unproven' }
  /** `off` in % of its length. */
  | { readonly is: 'fits' | 'doubtful' | 'misfits'; readonly off: number }

/** % of its length up to which a mark fits, and from which on it does not; ours. */
const [good, bad] = [3, 8]
/** m, and the width of the lens in °, until a person knows better; ours. */
const [usualTarget, usualView]: readonly [Size, number] = [{ width: 0.5, height: 1.75 }, 90]
/** Marks that fit whatever their lengths. */
const alwaysFit = 2

/** The marks on a picture under a person's hands, and the camera that follows from them. */
export function usePerspective() {
  const marks = shallowRef<readonly MarkDraft[]>([])
  const chosen = shallowRef<string>()
  const fieldOfView = shallowRef<number | undefined>(usualView)
  const target = shallowRef<{ readonly width: number | undefined; readonly height: number | undefined }>(usualTarget)
  /** Width of the picture over its height. */
  const aspect = shallowRef(16 / 9)
  let number = 0

  const history = useHistory<readonly MarkDraft[]>({ now: marks, give: (next) => (marks.value = next) })
  const usable = computed(() => marks.value.flatMap((draft) => usableMark(draft) ?? []))
  const lens = computed((): Lens => ({ fieldOfView: fieldOfView.value ?? NaN, aspect: aspect.value }))
  const found = computed(() =>
    fitCamera(
      usable.value.map(({ mark }) => mark),
      lens.value,
    ),
  )
  const fit = computed(() => (typeof found.value === 'string' ? undefined : found.value))
  const refusal = computed((): Refusal | undefined => (typeof found.value === 'string' ? found.value : undefined))
  const person = computed((): Size | undefined => {
    const { width, height } = target.value
    return width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : undefined
  })

  function stateOf(draft: MarkDraft): MarkState {
    const mark = markOf(draft)
    if (!mark) return { is: draft.points.length < 2 ? 'undrawn' : 'noLength' }
    const fault = faultOf(mark)
    if (fault) return { is: fault }
    if (!fit.value) return { is: 'alone' }
    if (usable.value.length <= alwaysFit) return { is: 'unproven' }
    const off = fit.value.errors[usable.value.findIndex(({ id }) => id === draft.id)] ?? 0
    return { is: off <= good ? 'fits' : off < bad ? 'doubtful' : 'misfits', off }
  }

  function put(draft: Omit<MarkDraft, 'id'>): void {
    number += 1
    const id = `mark-${number}`
    history.change([...marks.value, { ...draft, id }])
    chosen.value = id
  }

  function change(id: string, by: Partial<Omit<MarkDraft, 'id'>>, isMore = false): void {
    history.change(
      marks.value.map((mark) => (mark.id === id ? { ...mark, ...by } : mark)),
      isMore,
    )
  }

  return {
    marks,
    chosen,
    fieldOfView,
    target,
    person,
    /** Of the picture, once it is there. */
    setAspect: (now: number) => (aspect.value = now),
    resize: (by: Partial<(typeof target)['value']>) => (target.value = { ...target.value, ...by }),
    fit,
    refusal,
    stateOf,
    history,
    usable: computed(() => usable.value.map(({ mark }) => mark)),
    add: (kind: Mark['kind']) => put({ kind, points: [], length: kind === 'upright' ? usualTarget.height : undefined }),
    change,
    remove(id: string): void {
      if (marks.value.some((mark) => mark.id === id)) history.change(marks.value.filter((mark) => mark.id !== id))
      if (chosen.value === id) chosen.value = marks.value.at(-1)?.id
    },
    double(id: string): void {
      const mark = marks.value.find((one) => one.id === id)
      if (mark) put(mark)
    },
    /** In the place of everything that is there. */
    load(kept: Pick<Perspective, 'lens' | 'target' | 'marks'>): void {
      marks.value = kept.marks.map(({ kind, from, to, length }) => ({ id: `mark-${(number += 1)}`, kind, points: [from, to], length }))
      fieldOfView.value = kept.lens.fieldOfView
      target.value = kept.target
      chosen.value = marks.value[0]?.id
      history.forget()
    },
    /** What is worth keeping: marks that are whole. Undefined while the lens or the target is no number. */
    kept: computed((): Omit<Perspective, 'channel'> | undefined =>
      person.value && Number.isFinite(lens.value.fieldOfView)
        ? { version: 1, lens: lens.value, target: person.value, marks: usable.value.map(({ mark }) => mark) }
        : undefined,
    ),
  }
}

export type UsePerspectiveReturn = ReturnType<typeof usePerspective>

function markOf({ kind, points: [from, to], length }: MarkDraft): Mark | undefined {
  return from && to && length !== undefined ? { kind, from, to, length } : undefined
}

function usableMark(draft: MarkDraft): { readonly id: string; readonly mark: Mark } | undefined {
  const mark = markOf(draft)
  return mark && !faultOf(mark) ? { id: draft.id, mark } : undefined
}

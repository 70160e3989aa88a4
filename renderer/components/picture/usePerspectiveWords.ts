import { useI18n } from 'vue-i18n'
import type { Kind } from '../base/kind.ts'
import type { MarkDraft, MarkState, UsePerspectiveReturn } from './usePerspective.ts'

const kinds: Readonly<Record<MarkState['is'], Kind>> = {
  undrawn: 'wait',
  alone: 'wait',
  unproven: 'wait',
  notUpright: 'fail',
  noLength: 'ask',
  fits: 'ok',
  doubtful: 'warn',
  misfits: 'fail',
}

/** The words for marks and how they fit; the colour never stands alone. */
export function usePerspectiveWords(aid: UsePerspectiveReturn) {
  const { t } = useI18n()

  const name = ({ kind }: MarkDraft, index: number) => t(`picture.perspective.${kind}`, { n: index + 1 })

  return {
    name,
    /** With how far it is off, once that is known. */
    onPicture(mark: MarkDraft, index: number): string {
      const state = aid.stateOf(mark)
      return 'off' in state ? `${name(mark, index)}: ${t('picture.perspective.off', { off: state.off.toFixed(1) })}` : name(mark, index)
    },
    state(mark: MarkDraft): { readonly kind: Kind; readonly word: string } {
      const state = aid.stateOf(mark)
      const off = 'off' in state ? state.off.toFixed(1) : ''
      return { kind: kinds[state.is], word: t(`picture.perspective.state.${state.is}`, { off }) }
    },
  }
}

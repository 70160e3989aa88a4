import type { InjectionKey, Ref } from 'vue'
import type { PreviewTarget } from '../../composables/useLivePreview.ts'

/** The live picture that outlines lie on, given by the screen; without one they are drawn on black. */
export const pictureBehind: InjectionKey<Readonly<Ref<PreviewTarget | undefined>>> = Symbol('pictureBehind')

import { useEventListener } from '@vueuse/core'

/** `/` goes to the search field of the frame, as Ctrl+K does, unless one types or a dialog is open. */
export function useFindKey(): void {
  useEventListener(window, 'keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isTyping(event.target)) return
    if (document.querySelector('[role="dialog"]')) return
    const finder = document.querySelector<HTMLInputElement>('input[aria-keyshortcuts~="Control+K"]')
    if (!finder) return
    event.preventDefault()
    finder.focus()
    finder.select()
  })
}

/** True where a key is text: fields, lists that answer to letters, editable parts. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio], [type=button]), select, textarea')
}

import { useEffect } from 'react'

/**
 * Single letters that act wherever the focus is but in a field or a dialog. Taken before a table sees them, which would
 * look for a row of that letter.
 */
export function useDeskKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const act = keys[event.key.toLowerCase()]
      if (act === undefined || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target))
        return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) act()
    }
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [keys])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [role=dialog]') !== null
}

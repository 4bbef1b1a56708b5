import { useEffect } from 'react'
import { useAppStore } from '../../app-store.ts'
import { isAllowed } from '../../state/rights.ts'

/** Takes files and pictures that are pasted anywhere but into a box of text. */
export function PasteAnywhere() {
  const store = useAppStore()
  useEffect(() => {
    const hear = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])]
      const state = store.getState()
      const isMeant = files.length > 0 && state.dialog === null && isAllowed(state, 'pastePictures')
      if (!isMeant) return
      event.preventDefault()
      void state.paste(files)
    }
    window.addEventListener('paste', hear)
    return () => window.removeEventListener('paste', hear)
  }, [store])
  return null
}

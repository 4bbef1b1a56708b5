import { useEffect, useRef } from 'react'
import { useApp } from '../../app-store.ts'

/** The engine is told at most this often that somebody is there. */
const TELL_EVERY_MS = 20_000
/** The same of the machine's reading, which gives way to whoever types. */
const TELL_TYPING_EVERY_MS = 2000
const SIGNS = ['keydown', 'pointerdown', 'wheel'] as const

/** Tells the engine that somebody is at the keyboard, so that it does not lock the vault under their hands. */
export function ActivityListener() {
  const noteActivity = useApp((state) => state.noteActivity)
  const noteTyping = useApp((state) => state.noteTyping)
  const lastMs = useRef(Number.NEGATIVE_INFINITY)
  const lastTypedMs = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const note = ({ type, timeStamp }: Event): void => {
      if (type === 'keydown' && timeStamp - lastTypedMs.current >= TELL_TYPING_EVERY_MS) {
        lastTypedMs.current = timeStamp
        noteTyping()
      }
      if (timeStamp - lastMs.current < TELL_EVERY_MS) return
      lastMs.current = timeStamp
      void noteActivity()
    }
    for (const sign of SIGNS) window.addEventListener(sign, note, { capture: true, passive: true })
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, note, { capture: true })
    }
  }, [noteActivity, noteTyping])
  return null
}

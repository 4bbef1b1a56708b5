import { useEffect, useRef } from 'react'
import { useApp } from '../../app-store.ts'

/** The engine is told at most this often that somebody is there. */
const TELL_EVERY_MS = 20_000
const SIGNS = ['keydown', 'pointerdown', 'wheel'] as const

/** Tells the engine that somebody is at the keyboard, so that it does not lock the vault under their hands. */
export function ActivityListener() {
  const noteActivity = useApp((state) => state.noteActivity)
  const lastMs = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const note = ({ timeStamp }: Event): void => {
      if (timeStamp - lastMs.current < TELL_EVERY_MS) return
      lastMs.current = timeStamp
      void noteActivity()
    }
    for (const sign of SIGNS) window.addEventListener(sign, note, { capture: true, passive: true })
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, note, { capture: true })
    }
  }, [noteActivity])
  return null
}

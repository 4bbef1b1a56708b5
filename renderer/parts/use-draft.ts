import { useEffect, useRef, useState } from 'react'
import { useApp, useAppStore } from '../app-store.ts'
import { isVaultOpen } from '../state/session-slice.ts'
import { type DraftValues, draftOf } from '../state/workspace-slice.ts'

/** What was typed into a form earlier and never saved. */
export interface OfferedDraft {
  readonly values: DraftValues
  take(): void
  drop(): void
}

interface Drafted {
  /** What the boxes hold now, by their names. */
  readonly values: DraftValues
  /** Fills the boxes. */
  readonly onTake: (values: DraftValues) => void
  /** Has the form done what it is for, or been left? By default it has when its dialog is gone. */
  readonly isOver?: () => boolean
}

/**
 * Keeps what is typed into a form from the first key press, so that neither a crash nor a power cut takes it, and forgets it
 * when the form is saved or left. Never for secrets.
 * @param form names the form and what it is about, such as `dialog:note:case_…`
 * @returns what a form that was cut off held, to be offered; null where there is nothing else than in the boxes
 */
export function useDraft(form: string, { values, onTake, isOver }: Drafted): OfferedDraft | null {
  const store = useAppStore()
  const keepDraft = useApp((state) => state.keepDraft)
  const text = JSON.stringify(values)
  const first = useRef(text)
  const [offered, setOffered] = useState(() => {
    const found = draftOf(store.getState(), form)?.values ?? null
    return found === null || JSON.stringify({ ...values, ...found }) === text ? null : found
  })
  const touched = useRef(false)
  useEffect(() => {
    if (text === first.current && !touched.current) return
    touched.current = true
    // A box that says again what it said at first holds nothing that could be lost.
    keepDraft(form, text === first.current ? null : (JSON.parse(text) as DraftValues))
  }, [form, text, keepDraft])

  const over = useRef(isOver)
  useEffect(() => {
    over.current = isOver
  })
  useEffect(() => {
    const { dialog } = store.getState()
    return () => {
      const state = store.getState()
      const isLeft = over.current === undefined ? state.dialog !== dialog : over.current()
      // A form that broke down with its screen, or went with a locked vault, was not left.
      if (isLeft && touched.current && isVaultOpen(state)) keepDraft(form, null)
    }
  }, [form, keepDraft, store])

  if (offered === null) return null
  return {
    values: offered,
    take: () => {
      touched.current = true
      onTake(offered)
      setOffered(null)
    },
    drop: () => {
      keepDraft(form, null)
      setOffered(null)
    },
  }
}

/** Fills boxes by their names from a draft; a box that it does not name stays as it is. */
export function fillBoxes(
  setters: Readonly<Record<string, (text: string) => void>>,
): (values: DraftValues) => void {
  return (values) => {
    for (const [name, set] of Object.entries(setters)) {
      const text = values[name]
      if (text !== undefined) set(text)
    }
  }
}

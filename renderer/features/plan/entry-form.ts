import { type FormEvent, useState } from 'react'
import type { FaultReport } from '../../../domain/fault.ts'
import type { EntryForm, PlanSheet } from '../../../domain/plan-api.ts'
import { headingLevels, headingsOf, newHeading } from '../../../domain/plan-headings.ts'
import type { PlanEntry } from '../../../domain/records/plan-entry.ts'
import { useApp, useAppStore } from '../../app-store.ts'
import { useDraft } from '../../parts/use-draft.ts'
import { NEW_HEADING } from './heading-fields.tsx'

const empty = { notation: '', title: '', retention: '', basis: '', maker: '', note: '' }

/** What is typed of an entry of the plan until it is saved. */
export function useEntryForm(sheet: PlanSheet, entry: PlanEntry | null) {
  const save = useApp((state) => state.saveEntry)
  const headings = headingsOf(sheet.entries.map((row) => row.entry))
  const [form, setForm] = useState<EntryForm>(() => formOf(entry, headings))
  const [newName, setNewName] = useState('')
  const [hasTried, setHasTried] = useState(false)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const store = useAppStore()
  const edited = entry?.id ?? 'new'
  const draft = useDraft(`entry:${sheet.fonds.id}:${sheet.year}:${edited}`, {
    values: { ...form, newName },
    onTake: ({ newName: name, ...kept }) => {
      setForm({ ...form, ...kept })
      setNewName(name ?? newName)
    },
    // The editor goes when it was saved or left; on another screen it stays begun.
    isOver: () => store.getState().editedEntry !== edited,
  })
  const isNewHeading = form.heading.startsWith(NEW_HEADING) || headings.length === 0
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setHasTried(true)
    const needed = [form.notation, form.title, form.retention, ...(isNewHeading ? [newName] : [])]
    if (needed.some((text) => text.trim() === '')) return
    const above = headingLevels(form.heading.slice(NEW_HEADING.length))
    const heading = isNewHeading
      ? newHeading(headings, form.heading.startsWith(NEW_HEADING) ? above : [], newName.trim())
      : form.heading
    setFault(await save(entry?.id ?? null, { ...form, heading }))
  }
  return {
    form,
    headings,
    hasTried,
    fault,
    newName: isNewHeading ? newName : null,
    setNewName,
    put: (part: Partial<EntryForm>): void => setForm({ ...form, ...part }),
    submit,
    draft,
  }
}

function formOf(entry: PlanEntry | null, headings: readonly string[]): EntryForm {
  if (entry === null) return { ...empty, heading: headings.at(-1) ?? NEW_HEADING }
  const { heading, notation, title, retention, basis, maker, note } = entry
  return { heading, notation, title, retention, basis, maker, note }
}

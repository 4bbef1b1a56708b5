import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { headingText } from '../../../domain/plan-headings.ts'
import { useApp, useAppStore } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { openVault } from '../../state/session-slice.ts'
import { Select } from '../../ui/select.tsx'
import { CaseHeadFields } from './case-head-fields.tsx'
import { DateField, dayOf } from './date-field.tsx'
import { useHeadDraft } from './head-draft.ts'
import { NotationField } from './notation-field.tsx'
import { type OutsidePlace, outsidePlace } from './outside-place.ts'
import styles from './plan.module.css'

/** A case file that the plan does not have, with the five things that the law asks for (NĐ 30/2020 điều 29). */
export function OutsideDialog() {
  const store = useAppStore()
  // What is behind the dialog stays as it is while the dialog is open.
  const [place] = useState(() => outsidePlace(store.getState()))
  return place === null ? null : <OutsideForm place={place} />
}

function OutsideForm({ place }: { readonly place: OutsidePlace }) {
  const { t } = useTranslation()
  const open = useApp((state) => state.openOutside)
  const maker = useApp((state) => openVault(state)?.userName ?? '')
  const { fonds, year, name, headings } = place
  const [head, setHead] = useState({ notation: '', title: '', retention: '', basis: '', maker })
  const [heading, setHeading] = useState('')
  const [start, setStart] = useState('')
  const boxes = { heading: [heading, setHeading], start: [start, setStart] } as const
  const draft = useHeadDraft(`dialog:outside:${fonds}:${year}`, { head, setHead, boxes })
  const [hasTried, setHasTried] = useState(false)
  const missing = (text: string): string | null => (hasTried && text.trim() === '' ? t('plan.missing') : null)
  const submit = () => {
    setHasTried(true)
    const startDate = dayOf(start)
    const needed = [head.notation, head.title, head.retention, head.maker]
    if (needed.some((text) => text.trim() === '') || !startDate) return null
    return open({ ...head, fonds, year, startDate })
  }
  const notation = (
    <NotationField
      place={{ fonds, year, heading }}
      isProposed
      value={head.notation}
      error={missing(head.notation)}
      onChange={(text) => setHead((before) => ({ ...before, notation: text }))}
    />
  )
  return (
    <FormDialog
      title={t('plan.outside-title')}
      lead={t('plan.outside-lead')}
      submitText={t('plan.outside-do')}
      workingText={t('plan.saving')}
      width="wide"
      draft={draft}
      onSubmit={submit}
    >
      <p className={styles['note']}>{t('plan.outside-where', { name, year })}</p>
      <Select
        label={t('plan.heading')}
        placeholder={t('plan.heading-none')}
        selected={heading === '' ? null : heading}
        options={headings.map((each) => ({ id: each, label: headingText(each) }))}
        onSelect={setHeading}
      />
      <CaseHeadFields
        head={head}
        notation={notation}
        missing={missing}
        isMakerNeeded
        onChange={(part) => setHead({ ...head, ...part })}
      />
      <DateField label={t('plan.start')} value={start} onChange={setStart} hasTried={hasTried} isNeeded />
    </FormDialog>
  )
}

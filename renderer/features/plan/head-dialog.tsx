import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../domain/records/case-file.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { formatDate } from '../../state/date-text.ts'
import { TextField } from '../../ui/text-field.tsx'
import { CaseHeadFields } from './case-head-fields.tsx'
import { DateField, dayOf } from './date-field.tsx'
import { useHeadDraft } from './head-draft.ts'
import styles from './plan.module.css'

/** The head of an open case file: title, notation, retention, maker, dates. */
export function HeadDialog({
  file,
  field,
}: {
  readonly file: CaseFile
  /** Has the focus at first. */
  readonly field: string
}) {
  const { t } = useTranslation()
  const save = useApp((state) => state.saveHead)
  const { notation, title, retention, basis, maker } = file
  const [head, setHead] = useState({ notation, title, retention, basis, maker })
  const [start, setStart] = useState(formatDate(file.startDate ?? ''))
  const [end, setEnd] = useState(formatDate(file.endDate ?? ''))
  const boxes = { start: [start, setStart], end: [end, setEnd] } as const
  const draft = useHeadDraft(`dialog:head:${file.id}`, { head, setHead, boxes })
  const [hasTried, setHasTried] = useState(false)
  const missing = (text: string): string | null => (hasTried && text.trim() === '' ? t('plan.missing') : null)
  const submit = () => {
    setHasTried(true)
    const [startDate, endDate] = [dayOf(start), dayOf(end)]
    const needed = [head.notation, head.title, head.retention]
    const isWrong = needed.some((text) => text.trim() === '')
    if (isWrong || startDate === undefined || endDate === undefined) return null
    return save(file.id, { ...head, startDate, endDate })
  }
  const notationBox = (
    <TextField
      label={t('plan.column.notation')}
      value={head.notation}
      onChange={(text) => setHead({ ...head, notation: text })}
      error={missing(head.notation)}
      autoFocus={field === 'notation'}
      isRequired
    />
  )
  return (
    <FormDialog
      title={t('plan.head-title', { notation })}
      lead={t('plan.head-lead')}
      submitText={t('plan.save')}
      workingText={t('plan.saving')}
      width="wide"
      draft={draft}
      onSubmit={submit}
    >
      <CaseHeadFields
        head={head}
        notation={notationBox}
        missing={missing}
        isMakerNeeded={false}
        first={field}
        onChange={(part) => setHead({ ...head, ...part })}
      />
      <div className={styles['pair']}>
        <DateField label={t('plan.start')} value={start} onChange={setStart} hasTried={hasTried} />
        <DateField label={t('plan.end')} value={end} onChange={setEnd} hasTried={hasTried} />
      </div>
    </FormDialog>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fonds } from '../../../domain/records/fonds.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { formatDate } from '../../state/date-text.ts'
import { DateField, dayOf } from './date-field.tsx'
import { fondsTextsOf, fondsValues } from './fonds-draft.ts'
import { areFondsTextsRight, FondsFields, type FondsTexts } from './fonds-fields.tsx'

/** A closed fonds that is added, or any fonds that is described better. */
export function FondsDialog({ fonds }: { readonly fonds: Fonds | null }) {
  const { t } = useTranslation()
  const save = useApp((state) => state.saveFonds)
  const [texts, setTexts] = useState<FondsTexts>(
    () => fonds ?? { agencyName: '', agencyCode: '', code: '', extra: {} },
  )
  const [closed, setClosed] = useState(formatDate(fonds?.closedOn ?? ''))
  const [hasTried, setHasTried] = useState(false)
  const draft = useDraft(`dialog:fonds:${fonds?.id ?? 'new'}`, {
    values: { ...fondsValues(texts), closed },
    onTake: (kept) => {
      setTexts(fondsTextsOf(texts, kept))
      setClosed(kept['closed'] ?? closed)
    },
  })
  const isClosed = fonds === null || !fonds.isOpen
  return (
    <FormDialog
      title={t(fonds === null ? 'plan.fonds-add' : 'plan.fonds-edit')}
      lead={t(isClosed ? 'plan.fonds-lead-closed' : 'plan.fonds-lead-open')}
      submitText={t('plan.save')}
      workingText={t('plan.saving')}
      width="wide"
      draft={draft}
      onSubmit={() => {
        setHasTried(true)
        const closedOn = isClosed ? dayOf(closed) : null
        if (!areFondsTextsRight(texts) || closedOn === undefined || (isClosed && closedOn === null))
          return null
        const { agencyName, agencyCode, code, extra } = texts
        return save(fonds?.id ?? null, { agencyName, agencyCode, code, extra: { ...extra }, closedOn })
      }}
    >
      <FondsFields texts={texts} hasTried={hasTried} onChange={setTexts} />
      {isClosed ? (
        <DateField
          label={t('plan.fonds-closed-day')}
          value={closed}
          onChange={setClosed}
          description={t('plan.fonds-closed-day-why')}
          hasTried={hasTried}
          isNeeded
        />
      ) : null}
    </FormDialog>
  )
}

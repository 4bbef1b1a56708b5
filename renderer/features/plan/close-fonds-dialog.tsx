import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fonds } from '../../../domain/records/fonds.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { DateField, dayOf } from './date-field.tsx'
import { fondsTextsOf, fondsValues } from './fonds-draft.ts'
import { areFondsTextsRight, FondsFields, type FondsTexts } from './fonds-fields.tsx'

/** Closes the open fonds and opens the one that follows it. */
export function CloseFondsDialog({ fonds }: { readonly fonds: Fonds }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeFonds)
  const [day, setDay] = useState('')
  const [texts, setTexts] = useState<FondsTexts>({ agencyName: '', agencyCode: '', code: '', extra: {} })
  const [hasTried, setHasTried] = useState(false)
  const draft = useDraft(`dialog:close-fonds:${fonds.id}`, {
    values: { ...fondsValues(texts), day },
    onTake: (kept) => {
      setTexts(fondsTextsOf(texts, kept))
      setDay(kept['day'] ?? day)
    },
  })
  return (
    <FormDialog
      title={t('plan.close-title', { name: fonds.agencyName })}
      lead={t('plan.close-lead')}
      submitText={t('plan.fonds-close')}
      workingText={t('plan.saving')}
      width="wide"
      draft={draft}
      onSubmit={() => {
        setHasTried(true)
        const closedOn = dayOf(day)
        if (!areFondsTextsRight(texts) || closedOn === undefined || closedOn === null) return null
        return close(fonds.id, closedOn, { ...texts, extra: { ...texts.extra } })
      }}
    >
      <DateField label={t('plan.close-day')} value={day} onChange={setDay} hasTried={hasTried} isNeeded />
      <h3>{t('plan.close-successor')}</h3>
      <FondsFields texts={texts} hasTried={hasTried} onChange={setTexts} />
    </FormDialog>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { fillBoxes, useDraft } from '../../parts/use-draft.ts'
import { TextField } from '../../ui/text-field.tsx'
import { DateField, dayOf } from './date-field.tsx'

/** Writes down the decision by which the plan was issued; from then on it stays as it is. */
export function ApproveDialog() {
  const { t } = useTranslation()
  const approve = useApp((state) => state.approvePlan)
  const [decision, setDecision] = useState('')
  const [day, setDay] = useState('')
  const draft = useDraft('dialog:approve', {
    values: { decision, day },
    onTake: fillBoxes({ decision: setDecision, day: setDay }),
  })
  const [hasTried, setHasTried] = useState(false)
  return (
    <FormDialog
      title={t('plan.approve-title')}
      lead={t('plan.approve-lead')}
      submitText={t('command.approve-plan')}
      workingText={t('plan.saving')}
      draft={draft}
      onSubmit={() => {
        setHasTried(true)
        const decidedOn = dayOf(day)
        if (decision.trim() === '' || decidedOn === undefined || decidedOn === null) return null
        return approve(decision.trim(), decidedOn)
      }}
    >
      <TextField
        label={t('plan.decision')}
        value={decision}
        onChange={setDecision}
        placeholder={t('plan.decision-example')}
        error={hasTried && decision.trim() === '' ? t('plan.missing') : null}
        isRequired
        autoFocus
      />
      <DateField label={t('plan.decided-on')} value={day} onChange={setDay} hasTried={hasTried} isNeeded />
    </FormDialog>
  )
}

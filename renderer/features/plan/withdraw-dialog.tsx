import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { TextArea } from '../../ui/text-area.tsx'

/** Takes an approval back; why stays beside the plan. */
export function WithdrawDialog() {
  const { t } = useTranslation()
  const withdraw = useApp((state) => state.withdrawApproval)
  const [reason, setReason] = useState('')
  const draft = useDraft('dialog:withdraw', {
    values: { reason },
    onTake: (kept) => setReason(kept['reason'] ?? reason),
  })
  const [hasTried, setHasTried] = useState(false)
  return (
    <FormDialog
      title={t('plan.withdraw-title')}
      lead={t('plan.withdraw-lead')}
      submitText={t('command.withdraw-approval')}
      workingText={t('plan.saving')}
      isDanger
      draft={draft}
      onSubmit={() => {
        setHasTried(true)
        return reason.trim() === '' ? null : withdraw(reason.trim())
      }}
    >
      <TextArea
        label={t('plan.withdraw-reason')}
        value={reason}
        onChange={setReason}
        error={hasTried && reason.trim() === '' ? t('plan.missing') : null}
        isRequired
        autoFocus
      />
    </FormDialog>
  )
}

import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { DraftBanner } from '../../parts/draft-banner.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'

/** Asks why a case file is opened again; the reason stays in its history. */
export function ReopenDialog({ caseFile }: { readonly caseFile: string }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const reopen = useApp((state) => state.reopenCaseFile)
  const [reason, setReason] = useState('')
  const draft = useDraft(`dialog:reopen:${caseFile}`, {
    values: { reason },
    onTake: (kept) => setReason(kept['reason'] ?? reason),
  })
  const formId = useId()
  const canReopen = reason.trim() !== ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (canReopen) void reopen(caseFile, reason.trim())
  }
  return (
    <Dialog
      title={t('reopen.title')}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} isDisabled={!canReopen}>
            {t('command.reopen-file')}
          </Button>
        </>
      }
    >
      <DraftBanner draft={draft} />
      <form id={formId} onSubmit={submit}>
        <TextArea
          label={t('reopen.reason')}
          value={reason}
          onChange={setReason}
          description={t('reopen.reason-why')}
          isRequired
          autoFocus
        />
      </form>
    </Dialog>
  )
}

import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultReport } from '../../../domain/fault.ts'
import { type CaseFile, Exclusion } from '../../../domain/records/case-file.ts'
import { useApp } from '../../app-store.ts'
import { DraftBanner } from '../../parts/draft-banner.tsx'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './complete.module.css'

const reasons = Exclusion.shape.reason.options

/** Leaves a case file out of the electronic ones, with the law's reason and how many documents it has on paper. */
export function ExcludeDialog({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const exclude = useApp((state) => state.excludeCaseFile)
  const [reason, setReason] = useState<Exclusion['reason'] | null>(null)
  const [documents, setDocuments] = useState('')
  const [fault, setFault] = useState<FaultReport | null>(null)
  const draft = useDraft(`dialog:exclude:${file.id}`, {
    values: { reason: reason ?? '', documents },
    onTake: (kept) => {
      setReason(reasons.find((one) => one === kept['reason']) ?? reason)
      setDocuments(kept['documents'] ?? documents)
    },
  })
  const formId = useId()
  const isNumber = /^\d{1,6}$/.test(documents.trim())
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (reason === null || !isNumber) return
    setFault(await exclude(file, { reason, documents: Number(documents) }))
  }
  return (
    <Dialog
      title={t('exclude.title')}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} isDisabled={reason === null || !isNumber}>
            {t('exclude.submit')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        <DraftBanner draft={draft} />
        <p>{t('exclude.lead')}</p>
        <Select
          label={t('exclude.reason')}
          options={reasons.map((id) => ({ id, label: t(`exclude.${id}`) }))}
          selected={reason}
          placeholder={t('exclude.choose')}
          onSelect={(id) => setReason(reasons.find((one) => one === id) ?? null)}
        />
        <TextField
          label={t('exclude.documents')}
          value={documents}
          onChange={setDocuments}
          error={documents === '' || isNumber ? null : t('exclude.documents-wrong')}
        />
        {fault === null ? null : <FaultBanner fault={fault} />}
      </form>
    </Dialog>
  )
}

import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultReport } from '../../domain/fault.ts'
import { useApp } from '../app-store.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { DraftBanner } from './draft-banner.tsx'
import { FaultBanner } from './fault-banner.tsx'
import styles from './form-dialog.module.css'
import type { OfferedDraft } from './use-draft.ts'

/** A form in a dialog that stays open, with the reason, until what it asks for is done. */
export function FormDialog({
  title,
  lead,
  submitText,
  workingText,
  isDanger = false,
  width = 'normal',
  draft = null,
  children = null,
  onSubmit,
}: {
  readonly title: string
  readonly lead: string
  readonly submitText: string
  readonly workingText: string
  readonly isDanger?: boolean
  readonly width?: 'normal' | 'wide'
  /** What was typed into the form earlier and never saved. */
  readonly draft?: OfferedDraft | null
  readonly children?: ReactNode
  /** Null where the form is not right yet; otherwise why it failed, null when it is done. */
  readonly onSubmit: () => Promise<FaultReport | null> | null
}) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const [isWorking, setIsWorking] = useState(false)
  const formId = useId()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const work = isWorking ? null : onSubmit()
    if (work === null) return
    setIsWorking(true)
    setFault(null)
    setFault(await work)
    setIsWorking(false)
  }
  return (
    <Dialog
      title={title}
      closeLabel={t('common.close')}
      width={width}
      onClose={close}
      actions={
        <>
          {isWorking ? <Spinner countText={workingText} /> : null}
          <Button onPress={close}>{t('common.cancel')}</Button>
          <Button kind={isDanger ? 'danger' : 'primary'} type="submit" form={formId}>
            {submitText}
          </Button>
        </>
      }
    >
      <p>{lead}</p>
      <DraftBanner draft={draft} />
      <form id={formId} className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        {children}
      </form>
      {fault === null ? null : <FaultBanner fault={fault} />}
    </Dialog>
  )
}

import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultReport } from '../../../domain/fault.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './deposits.module.css'

/** Enrols this PC at the province, with the address and the code that the province gave. */
export function ConnectDialog() {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const connect = useApp((state) => state.connect)
  const [url, setUrl] = useState('https://')
  const [code, setCode] = useState('')
  const [hasTried, setHasTried] = useState(false)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const [isWorking, setIsWorking] = useState(false)
  const formId = useId()
  const isUrlGood = isAddress(url)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setHasTried(true)
    if (!isUrlGood || code.trim() === '' || isWorking) return
    setIsWorking(true)
    const failed = await connect(url.trim(), code.trim())
    setIsWorking(false)
    setFault(failed)
  }
  return (
    <Dialog
      title={t('connect.title')}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} isDisabled={isWorking}>
            {t('connect.connect')}
          </Button>
        </>
      }
    >
      <p>{t('connect.lead')}</p>
      <form id={formId} className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t('connect.address')}
          type="url"
          value={url}
          onChange={setUrl}
          error={hasTried && !isUrlGood ? t('connect.address-wrong') : null}
          isRequired
          autoFocus
        />
        <TextField
          label={t('connect.code')}
          value={code}
          onChange={setCode}
          description={t('connect.code-why')}
          error={hasTried && code.trim() === '' ? t('connect.code-missing') : null}
          isRequired
        />
      </form>
      {fault === null ? null : <FaultBanner fault={fault} />}
    </Dialog>
  )
}

function isAddress(typed: string): boolean {
  const url = URL.canParse(typed.trim()) ? new URL(typed.trim()) : null
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== ''
}

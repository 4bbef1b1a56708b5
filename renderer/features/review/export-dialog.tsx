import { FolderOutput } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExtraFormat, extraFormats } from '../../../domain/export-api.ts'
import type { Document } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { documentName } from '../../parts/names.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { ExportedBanner } from './exported-banner.tsx'
import styles from './papers.module.css'

/** Writes a document as PDF/A into a folder; says what was written, or why nothing was. */
export function ExportDialog({ document }: { readonly document: Document }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const step = useApp((state) => state.exportStep)
  const close = useApp((state) => state.closeDialog)
  const run = useApp((state) => state.exportDocument)
  const cancel = useApp((state) => state.cancelExport)
  const [extras, setExtras] = useState<readonly ExtraFormat[]>([])
  const isWriting = step.kind === 'writing'
  const leave = (): void => {
    if (isWriting) void cancel()
    close()
  }
  return (
    <Dialog
      title={t('export.title', { name: documentName(t, authority, document) })}
      closeLabel={t('common.close')}
      onClose={leave}
      actions={
        <>
          <Button onPress={isWriting ? () => void cancel() : close}>
            {isWriting ? t('export.stop') : t('common.close')}
          </Button>
          <Button
            kind="primary"
            icon={<FolderOutput />}
            autoFocus
            isDisabled={isWriting}
            onPress={() => void run(document, extras)}
          >
            {t('export.choose')}
          </Button>
        </>
      }
    >
      <div className={styles['export']}>
        <p>{t('export.note')}</p>
        <ExtraChoice chosen={extras} isDisabled={isWriting} onChange={setExtras} />
        {isWriting ? (
          <ProgressBar
            label={t('export.writing')}
            value={step.pagesDone}
            total={step.pagesTotal}
            countText={t('export.pages-done', { done: step.pagesDone, total: step.pagesTotal })}
          />
        ) : null}
        {step.kind === 'written' ? <ExportedBanner exported={step.exported} /> : null}
        {step.kind === 'failed' ? <FaultBanner fault={step.fault} /> : null}
      </div>
    </Dialog>
  )
}

function ExtraChoice({
  chosen,
  isDisabled,
  onChange,
}: {
  readonly chosen: readonly ExtraFormat[]
  readonly isDisabled: boolean
  readonly onChange: (chosen: readonly ExtraFormat[]) => void
}) {
  const { t } = useTranslation()
  const choose = (format: ExtraFormat, isChosen: boolean): void =>
    onChange(extraFormats.filter((each) => (each === format ? isChosen : chosen.includes(each))))
  return (
    <fieldset className={styles['extras']} disabled={isDisabled}>
      <legend className={styles['extrasName']}>{t('export.extras')}</legend>
      {extraFormats.map((format) => (
        <Checkbox
          key={format}
          isChecked={chosen.includes(format)}
          onChange={(isChosen) => choose(format, isChosen)}
        >
          {t(`export.extra.${format}`)}
        </Checkbox>
      ))}
    </fieldset>
  )
}

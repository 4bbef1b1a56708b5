import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './assemble.module.css'

/** So many sheets are proposed at first. */
const USUAL_SHEETS = 10

/** Which separator sheets are printed: numbered ones for the documents to come, or one without a number. */
export function SeparatorsDialog({
  caseFiles,
  documents,
}: {
  readonly caseFiles: readonly string[]
  /** In the case file already. */
  readonly documents: number
}) {
  const { t } = useTranslation()
  const print = useApp((state) => state.printSeparators)
  const [isNumbered, setIsNumbered] = useState(true)
  const [from, setFrom] = useState(String(documents + 1))
  const [to, setTo] = useState(String(documents + USUAL_SHEETS))
  const ordinals = { from: Number(from), to: Number(to) }
  const isRight = /^[1-9]\d{0,3}$/.test(from) && /^[1-9]\d{0,3}$/.test(to) && ordinals.from <= ordinals.to
  return (
    <FormDialog
      title={t('separators.title', { count: caseFiles.length })}
      lead={t('separators.lead')}
      submitText={t('separators.do')}
      workingText={t('assemble.working', { count: caseFiles.length })}
      onSubmit={() => (isNumbered && !isRight ? null : print(caseFiles, isNumbered ? ordinals : null))}
    >
      <Checkbox isChecked={isNumbered} onChange={setIsNumbered}>
        {t('separators.numbered')}
      </Checkbox>
      {isNumbered ? (
        <div className={styles['pair']}>
          <TextField label={t('separators.from')} value={from} onChange={setFrom} />
          <TextField
            label={t('separators.to')}
            value={to}
            onChange={setTo}
            error={isRight ? null : t('separators.wrong')}
          />
        </div>
      ) : null}
    </FormDialog>
  )
}

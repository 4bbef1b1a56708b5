import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Document, Sheets } from '../../../domain/records/document.ts'
import { sheetCount } from '../../../domain/sheet-numbering.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { fillBoxes, useDraft } from '../../parts/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './assemble.module.css'

/** How many sheets of paper a document has, and the number on the first where it does not simply go on. */
export function SheetsDialog({ document }: { readonly document: Document }) {
  const { t } = useTranslation()
  const save = useApp((state) => state.setSheets)
  const [count, setCount] = useState(String(sheetCount(document)))
  const [first, setFirst] = useState(String(document.sheets?.first ?? ''))
  const draft = useDraft(`dialog:sheets:${document.id}`, {
    values: { count, first },
    onTake: fillBoxes({ count: setCount, first: setFirst }),
  })
  const pages = document.pages.length
  const sheets = sheetsOf(count, first)
  return (
    <FormDialog
      title={t('sheets.title')}
      lead={t('sheets.lead', { count: pages })}
      submitText={t('common.save')}
      workingText={t('assemble.working', { count: 1 })}
      draft={draft}
      onSubmit={() => (sheets === null ? null : save(document.id, sheets))}
    >
      <div className={styles['pair']}>
        <TextField
          label={t('sheets.count')}
          value={count}
          onChange={setCount}
          error={sheets === null && !isWhole(count, 0) ? t('sheets.wrong') : null}
          autoFocus
        />
        <TextField
          label={t('sheets.first')}
          value={first}
          onChange={setFirst}
          description={t('sheets.first-why')}
          error={first.trim() !== '' && !isWhole(first, 1) ? t('sheets.wrong') : null}
        />
      </div>
      <div className={styles['row']}>
        <Button size="small" onPress={() => setCount(String(pages))}>
          {t('sheets.one-sided', { count: pages })}
        </Button>
        <Button size="small" onPress={() => setCount(String(Math.ceil(pages / 2)))}>
          {t('sheets.two-sided', { count: Math.ceil(pages / 2) })}
        </Button>
      </div>
    </FormDialog>
  )
}

function isWhole(text: string, least: number): boolean {
  return /^\d{1,5}$/.test(text.trim()) && Number(text) >= least
}

/** Null while what is typed is no number. */
function sheetsOf(count: string, first: string): Sheets | null {
  if (!isWhole(count, 0) || !(first.trim() === '' || isWhole(first, 1))) return null
  return { count: Number(count), first: first.trim() === '' ? null : Number(first) }
}

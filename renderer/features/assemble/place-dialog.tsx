import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place } from '../../../domain/records/case-file.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { fillBoxes, useDraft } from '../../parts/use-draft.ts'
import { TextField } from '../../ui/text-field.tsx'
import styles from './assemble.module.css'

/** Where the paper of case files lies; all empty says that nobody knows. */
export function PlaceDialog({
  caseFiles,
  place,
}: {
  readonly caseFiles: readonly string[]
  readonly place: Place | null
}) {
  const { t } = useTranslation()
  const save = useApp((state) => state.setPlace)
  const [store, setStore] = useState(place?.store ?? '')
  const [shelf, setShelf] = useState(place?.shelf ?? '')
  const [box, setBox] = useState(place?.box ?? '')
  const draft = useDraft(`dialog:place:${caseFiles[0] ?? ''}:${caseFiles.length}`, {
    values: { store, shelf, box },
    onTake: fillBoxes({ store: setStore, shelf: setShelf, box: setBox }),
  })
  const typed: Place = { store: store.trim(), shelf: shelf.trim(), box: box.trim() }
  const isNone = Object.values(typed).every((part) => part === '')
  return (
    <FormDialog
      title={t('place.title', { count: caseFiles.length })}
      lead={t('place.lead')}
      submitText={t('common.save')}
      workingText={t('assemble.working', { count: caseFiles.length })}
      draft={draft}
      onSubmit={() => save(caseFiles, isNone ? null : typed)}
    >
      <div className={styles['pair']}>
        <TextField label={t('place.store')} value={store} onChange={setStore} autoFocus />
        <TextField label={t('place.shelf')} value={shelf} onChange={setShelf} />
        <TextField label={t('place.box')} value={box} onChange={setBox} />
      </div>
    </FormDialog>
  )
}

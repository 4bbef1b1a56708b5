import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { TextArea } from '../../ui/text-area.tsx'

/** The note of a document, or of a case file. */
export function NoteDialog({
  id,
  name,
  note,
}: {
  readonly id: string
  /** Of a case file; empty for a document. */
  readonly name: string
  readonly note: string
}) {
  const { t } = useTranslation()
  const save = useApp((state) => state.setNote)
  const [text, setText] = useState(note)
  const draft = useDraft(`dialog:note:${id}`, {
    values: { text },
    onTake: (kept) => setText(kept['text'] ?? note),
  })
  return (
    <FormDialog
      title={name === '' ? t('note.of-document') : t('note.of-file', { name })}
      lead={t('note.lead')}
      submitText={t('common.save')}
      workingText={t('assemble.working', { count: 1 })}
      draft={draft}
      onSubmit={() => save(id, text.trim())}
    >
      <TextArea label={t('contents.note')} value={text} onChange={setText} autoFocus />
    </FormDialog>
  )
}

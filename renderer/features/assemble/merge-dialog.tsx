import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MergeChoice, mergeChoices } from '../../../domain/page-edits.ts'
import type { Document, FieldName } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { documentName, typeName } from '../../parts/names.ts'
import { formatDate } from '../../state/date-text.ts'
import { Select } from '../../ui/select.tsx'
import styles from './assemble.module.css'

const KEPT = 'kept'

/** Makes one document of several; what people said of the first stays unless another value is chosen. */
export function MergeDialog({ documents }: { readonly documents: readonly Document[] }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const merge = useApp((state) => state.mergeDocuments)
  const [values, setValues] = useState<Readonly<Partial<Record<FieldName, string>>>>({})
  const choices = mergeChoices(documents)
  const choose = (field: FieldName, value: string | null): void => {
    const { [field]: _, ...others } = values
    setValues(value === null ? others : { ...others, [field]: value })
  }
  return (
    <FormDialog
      title={t('assemble.merge', { count: documents.length })}
      lead={t('assemble.merge-lead')}
      submitText={t('assemble.merge-do')}
      workingText={t('assemble.working', { count: documents.length })}
      onSubmit={() =>
        merge(
          documents.map(({ id }) => id),
          values,
        )
      }
    >
      <ol className={styles['merged']}>
        {documents.map((document) => (
          <li key={document.id}>
            {t('assemble.merge-row', {
              name: documentName(t, authority, document),
              count: document.pages.length,
            })}
          </li>
        ))}
      </ol>
      {choices.map((choice) => (
        <Offered
          key={choice.field}
          choice={choice}
          value={values[choice.field] ?? null}
          onChoose={(value) => choose(choice.field, value)}
        />
      ))}
    </FormDialog>
  )
}

function Offered({
  choice: { field, kept, offered },
  value,
  onChoose,
}: {
  readonly choice: MergeChoice
  readonly value: string | null
  readonly onChoose: (value: string | null) => void
}) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const shown = (text: string): string => {
    if (text === '') return t('assemble.merge-empty')
    if (field === 'issuedDate') return formatDate(text)
    return field === 'type' ? typeName(authority, text) : text
  }
  return (
    <Select
      label={t(`field.${field}`)}
      placeholder={shown(kept)}
      selected={value === null ? KEPT : `=${value}`}
      options={[
        { id: KEPT, label: shown(kept) },
        ...offered.map((each) => ({ id: `=${each}`, label: shown(each) })),
      ]}
      onSelect={(id) => onChoose(id === KEPT ? null : id.slice(1))}
    />
  )
}

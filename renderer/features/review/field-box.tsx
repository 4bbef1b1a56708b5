import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { certaintyOf } from '../../../domain/doubt.ts'
import { foldText } from '../../../domain/fold-text.ts'
import { type FieldName, fieldValue } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { shownText } from '../../state/draft.ts'
import type { Review } from '../../state/review.ts'
import { isDateWrong } from '../../state/review-slice.ts'
import { classes } from '../../ui/classes.ts'
import { ComboBox } from '../../ui/combo-box.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { CertaintyBadge } from './doubt-badge.tsx'
import styles from './review.module.css'

/** One field with how far it can be trusted, in the kind of box that suits it. */
export function FieldBox({
  review,
  name,
  inputRef,
  onFocus,
}: {
  readonly review: Review
  readonly name: FieldName
  readonly inputRef: (element: HTMLElement | null) => void
  readonly onFocus: () => void
}) {
  const { t } = useTranslation()
  const setField = useApp((state) => state.setField)
  const hasWrongDate = useApp(isDateWrong)
  const { document, edits } = review
  const isEdited = edits[name] !== undefined
  const common = {
    label: t(`field.${name}`),
    labelSide: isEdited ? (
      <span className={styles['edited']}>{t('review.edited')}</span>
    ) : (
      <CertaintyBadge certainty={certaintyOf(document, name)} />
    ),
    inputRef,
    onFocus,
  }
  const text = {
    ...common,
    value: shownText(document, edits, name),
    onChange: (value: string) => setField(name, value),
  }
  return (
    <div className={classes(styles['field'], styles[name], review.field === name && styles['present'])}>
      {name === 'type' ? <TypeBox {...common} selected={edits.type ?? fieldValue(document, 'type')} /> : null}
      {name === 'subject' ? <TextArea {...text} rows={3} /> : null}
      {name === 'issuedDate' ? (
        <TextField
          {...text}
          placeholder={t('review.date-form')}
          error={hasWrongDate ? t('review.date-wrong') : null}
        />
      ) : null}
      {name === 'type' || name === 'subject' || name === 'issuedDate' ? null : <TextField {...text} />}
    </div>
  )
}

function TypeBox({
  selected,
  ...common
}: {
  readonly label: string
  readonly labelSide: ReactNode
  readonly inputRef: (element: HTMLElement | null) => void
  readonly onFocus: () => void
  readonly selected: string
}) {
  const { t } = useTranslation()
  const setField = useApp((state) => state.setField)
  const authority = useApp((state) => readyValue(state.authority))
  const options = (authority?.documentTypes.entries ?? []).map(({ code, name, abbreviation }) => ({
    id: code,
    label: name,
    ...(abbreviation === null ? {} : { detail: abbreviation }),
  }))
  return (
    <ComboBox
      {...common}
      openLabel={t('review.open-types')}
      options={options}
      selected={selected === '' ? null : selected}
      matches={(option, typed) =>
        foldText(`${option.label} ${option.detail ?? ''}`).includes(foldText(typed.trim()))
      }
      moreText={(count) => (count === 0 ? t('common.nothing-found') : t('common.more', { count }))}
      onSelect={(code) => setField('type', code ?? '')}
    />
  )
}

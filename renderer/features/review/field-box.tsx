import { PenLine } from 'lucide-react'
import { memo, type ReactNode, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { certaintyOf } from '../../../domain/doubt.ts'
import { foldText } from '../../../domain/fold-text.ts'
import { type FieldName, fieldNames, fieldValue } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { HelpMark } from '../../parts/help-mark.tsx'
import { typeName } from '../../parts/names.ts'
import { readyValue } from '../../state/attempt.ts'
import { shownText } from '../../state/draft.ts'
import { isHandwritten } from '../../state/page-text-slice.ts'
import type { Review } from '../../state/review.ts'
import { isDateWrong } from '../../state/review-slice.ts'
import { Badge } from '../../ui/badge.tsx'
import { classes } from '../../ui/classes.ts'
import { ComboBox } from '../../ui/combo-box.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { CandidateRow } from './candidate-row.tsx'
import { CertaintyBadge } from './doubt-badge.tsx'
import styles from './fields.module.css'
import { IssuerNote } from './issuer-note.tsx'

interface FieldBoxProps {
  readonly review: Review
  readonly name: Exclude<FieldName, 'urgency'>
  /** Hears which element takes the focus; the same function with every drawing. */
  readonly onBox?: (name: FieldName, element: HTMLElement | null) => void
}

/** Does a field look the same in both? Most keys change one field, and boxes are dear to draw. */
export function isSameField(before: Review, now: Review, name: FieldName): boolean {
  // What is told of an issuer depends on the day of the paper.
  const isSameDay = name !== 'issuer' || before.edits.issuedDate === now.edits.issuedDate
  const isSameFocus = (before.field === name) === (now.field === name)
  return (
    isSameDay && isSameFocus && before.document === now.document && before.edits[name] === now.edits[name]
  )
}

/** One field with how far it can be trusted, in the kind of box that suits it. */
export const FieldBox = memo(
  WholeFieldBox,
  (before, now) =>
    before.name === now.name &&
    before.onBox === now.onBox &&
    isSameField(before.review, now.review, now.name),
)

function WholeFieldBox({ review, name, onBox }: FieldBoxProps) {
  const { t } = useTranslation()
  const focusField = useApp((state) => state.focusField)
  const onFocus = (): void => focusField(name)
  const inputRef = useCallback((element: HTMLElement | null) => onBox?.(name, element), [onBox, name])
  const setField = useApp((state) => state.setField)
  const authority = useApp((state) => state.authority)
  const { document, edits } = review
  const common = {
    label: t(`field.${name}`),
    labelSide: (
      <span className={styles['labelSide']}>
        <FieldState review={review} name={name} />
        <HelpMark topic={`field/${name}`} label={t(`field.${name}`)} />
      </span>
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
    <div
      className={classes(styles['field'], styles[name], review.field === name && styles['present'])}
      data-help={`field/${name}`}
    >
      {name === 'type' ? (
        <TypeBox {...common} selected={edits.type ?? fieldValue(document, 'type')} />
      ) : (
        <TextualBox name={name} text={text} />
      )}
      {name === 'issuer' ? <IssuerNote review={review} /> : null}
      <CandidateRow
        review={review}
        name={name}
        shownAs={(value) => (name === 'type' ? typeName(authority, value) : value)}
      />
    </div>
  )
}

interface TextualProps {
  readonly label: string
  readonly labelSide: ReactNode
  readonly inputRef: (element: HTMLElement | null) => void
  readonly value: string
  readonly onFocus: () => void
  readonly onChange: (value: string) => void
}

/** A field that is typed: long ones over several lines, a date with its form. */
function TextualBox({ name, text }: { readonly name: FieldName; readonly text: TextualProps }) {
  const { t } = useTranslation()
  const hasWrongDate = useApp(isDateWrong)
  if (isLong(name)) return <TextArea {...text} rows={name === 'subject' ? 3 : 2} />
  if (name !== 'issuedDate') return <TextField {...text} />
  return (
    <TextField
      {...text}
      placeholder={t('review.date-form')}
      error={hasWrongDate ? t('review.date-wrong') : null}
    />
  )
}

const isLong = (name: FieldName): boolean => name === 'subject' || name === 'recipient'
const main: readonly FieldName[] = fieldNames

/** What stands beside the name of a field: that it was typed over, that it is written by hand, or how sure it is. */
export function FieldState({ review, name }: { readonly review: Review; readonly name: FieldName }) {
  const { t } = useTranslation()
  const { document, edits } = review
  const proposal = document.proposals?.[name]
  const isByHand = useApp((state) => proposal !== undefined && isHandwritten(state, proposal))
  if (edits[name] !== undefined) return <span className={styles['edited']}>{t('review.edited')}</span>
  if (isByHand && document.values[name] === undefined) {
    return (
      <Badge tone="warn" icon={<PenLine />}>
        {t('review.handwritten')}
      </Badge>
    )
  }
  const certainty = certaintyOf(document, name)
  // Most papers say nothing more than the seven main things; that is no doubt.
  if (certainty !== 'doubt' && !main.includes(name)) return null
  return <CertaintyBadge certainty={certainty} />
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

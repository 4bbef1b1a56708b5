import type { Ref } from 'react'
import { TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldHeading, FieldNote, type FieldWords } from './field-words.tsx'

/** Several lines of text with their label. */
export function TextArea({
  label,
  description,
  error = null,
  labelSide,
  rows = 3,
  inputRef = null,
  ...field
}: FieldWords & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number
  readonly autoFocus?: boolean
  readonly isRequired?: boolean
  readonly inputRef?: Ref<HTMLTextAreaElement>
  readonly onFocus?: () => void
  readonly onBlur?: () => void
}) {
  return (
    <AriaTextField
      {...field}
      className={styles['field'] ?? ''}
      isInvalid={error !== null}
      validationBehavior="aria"
    >
      <FieldHeading label={label} labelSide={labelSide} />
      <AriaTextArea className={classes(styles['input'], styles['lines'])} rows={rows} ref={inputRef} />
      <FieldNote label={label} description={description} error={error} />
    </AriaTextField>
  )
}

import type { Ref } from 'react'
import { TextField as AriaTextField, Input } from 'react-aria-components'
import styles from './field.module.css'
import { FieldHeading, FieldNote, type FieldWords } from './field-words.tsx'

/** One line of text with its label, an explanation and, where it is wrong, why. */
export function TextField({
  label,
  description,
  error = null,
  labelSide,
  placeholder = '',
  inputRef = null,
  ...field
}: FieldWords & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'password' | 'url' | 'search'
  readonly placeholder?: string
  readonly autoComplete?: string
  readonly autoFocus?: boolean
  readonly isRequired?: boolean
  readonly inputRef?: Ref<HTMLInputElement>
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
      <Input className={styles['input'] ?? ''} placeholder={placeholder} ref={inputRef} />
      <FieldNote label={label} description={description} error={error} />
    </AriaTextField>
  )
}

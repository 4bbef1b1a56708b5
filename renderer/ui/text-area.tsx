import type { KeyboardEvent, ReactNode, Ref } from 'react'
import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  FieldError,
  Label,
  Text,
} from 'react-aria-components'
import { classes } from './classes.ts'
import styles from './field.module.css'

/** Several lines of text with their label. */
export function TextArea({
  label,
  value,
  onChange,
  rows = 3,
  description = null,
  error = null,
  labelSide = null,
  autoFocus = false,
  isRequired = false,
  inputRef,
  onFocus,
  onKeyDown,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number
  readonly description?: ReactNode
  readonly error?: string | null
  /** Stands at the other end of the label's line. */
  readonly labelSide?: ReactNode
  readonly autoFocus?: boolean
  readonly isRequired?: boolean
  readonly inputRef?: Ref<HTMLTextAreaElement>
  readonly onFocus?: () => void
  readonly onKeyDown?: (event: KeyboardEvent) => void
}) {
  return (
    <AriaTextField
      className={styles['field'] ?? ''}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      isRequired={isRequired}
      isInvalid={error !== null}
      validationBehavior="aria"
      onFocus={() => onFocus?.()}
    >
      <span className={styles['heading']}>
        <Label className={styles['label'] ?? ''}>{label}</Label>
        {labelSide}
      </span>
      <AriaTextArea
        className={classes(styles['input'], styles['lines'])}
        rows={rows}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        {...(onKeyDown === undefined ? {} : { onKeyDown })}
      />
      {description === null ? null : (
        <Text slot="description" className={styles['description'] ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
    </AriaTextField>
  )
}

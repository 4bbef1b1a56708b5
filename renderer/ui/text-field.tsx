import type { KeyboardEvent, ReactNode, Ref } from 'react'
import { TextField as AriaTextField, FieldError, Input, Label, Text } from 'react-aria-components'
import styles from './field.module.css'

/** One line of text with its label, an explanation and, where it is wrong, why. */
export function TextField({
  label,
  value,
  onChange,
  type = 'text',
  description = null,
  error = null,
  labelSide = null,
  placeholder = '',
  autoComplete = 'off',
  autoFocus = false,
  isRequired = false,
  isReadOnly = false,
  isDisabled = false,
  inputRef,
  onFocus,
  onBlur,
  onKeyDown,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'password' | 'url' | 'search'
  readonly description?: ReactNode
  readonly error?: string | null
  /** Stands at the other end of the label's line. */
  readonly labelSide?: ReactNode
  readonly placeholder?: string
  readonly autoComplete?: string
  readonly autoFocus?: boolean
  readonly isRequired?: boolean
  readonly isReadOnly?: boolean
  readonly isDisabled?: boolean
  readonly inputRef?: Ref<HTMLInputElement>
  readonly onFocus?: () => void
  readonly onBlur?: () => void
  readonly onKeyDown?: (event: KeyboardEvent) => void
}) {
  return (
    <AriaTextField
      className={styles['field'] ?? ''}
      value={value}
      onChange={onChange}
      type={type}
      autoComplete={autoComplete}
      autoFocus={autoFocus}
      isRequired={isRequired}
      isReadOnly={isReadOnly}
      isDisabled={isDisabled}
      isInvalid={error !== null}
      validationBehavior="aria"
      onFocus={() => onFocus?.()}
      onBlur={() => onBlur?.()}
    >
      <span className={styles['heading']}>
        <Label className={styles['label'] ?? ''}>{label}</Label>
        {labelSide}
      </span>
      <Input
        className={styles['input'] ?? ''}
        placeholder={placeholder}
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

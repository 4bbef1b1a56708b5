import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import styles from './field.module.css'

/** The words around a box, the same for every kind of field. */
export interface FieldWords {
  readonly label: string
  readonly description?: ReactNode
  /** Why the value is wrong; it takes the place of the description, so that nothing below moves. */
  readonly error?: string | null
  /** Stands at the other end of the label's line. */
  readonly labelSide?: ReactNode
}

export function FieldHeading({ label, labelSide }: FieldWords) {
  return (
    <span className={styles['heading']}>
      <Label className={styles['label'] ?? ''}>{label}</Label>
      {labelSide}
    </span>
  )
}

export function FieldNote({ description, error }: FieldWords) {
  if (error) return <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
  if (!description) return null
  return (
    <Text slot="description" className={styles['description'] ?? ''}>
      {description}
    </Text>
  )
}

import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components'
import styles from './checkbox.module.css'

/** A box to tick, named by its children. */
export function Checkbox({
  children,
  isChecked,
  onChange,
}: {
  readonly children: ReactNode
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
}) {
  return (
    <AriaCheckbox className={styles['checkbox'] ?? ''} isSelected={isChecked} onChange={onChange}>
      <span className={styles['box']} aria-hidden="true">
        <Check />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  )
}

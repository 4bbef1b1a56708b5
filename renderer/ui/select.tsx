import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Select as AriaSelect, Button, ListBox, Popover, SelectValue } from 'react-aria-components'
import styles from './field.module.css'
import { FieldHeading } from './field-words.tsx'
import type { Option } from './option.ts'
import { OptionItem } from './option-item.tsx'

/** A choice among a few options. */
export function Select({
  label,
  labelSide,
  options,
  selected,
  placeholder,
  onSelect,
}: {
  readonly label: string
  /** Stands at the other end of the label's line. */
  readonly labelSide?: ReactNode
  readonly options: readonly Option[]
  readonly selected: string | null
  readonly placeholder: string
  readonly onSelect: (id: string) => void
}) {
  return (
    <AriaSelect
      className={styles['field'] ?? ''}
      value={selected}
      placeholder={placeholder}
      onChange={(key) => {
        if (key !== null) onSelect(String(key))
      }}
    >
      <FieldHeading label={label} labelSide={labelSide} />
      <Button className={styles['picker'] ?? ''}>
        <SelectValue />
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className={styles['popover'] ?? ''}>
        <ListBox className={styles['options'] ?? ''} items={options}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

import { ChevronDown } from 'lucide-react'
import { Select as AriaSelect, Button, Label, ListBox, Popover, SelectValue } from 'react-aria-components'
import styles from './field.module.css'
import type { Option } from './option.ts'
import { OptionItem } from './option-item.tsx'

/** A choice among a few options. */
export function Select({
  label,
  options,
  selected,
  placeholder,
  onSelect,
}: {
  readonly label: string
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
      <Label className={styles['label'] ?? ''}>{label}</Label>
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

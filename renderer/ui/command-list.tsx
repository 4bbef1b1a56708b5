import { Search } from 'lucide-react'
import { Autocomplete, Input, Menu, MenuItem, SearchField } from 'react-aria-components'
import styles from './command-list.module.css'
import { Kbd } from './kbd.tsx'

export interface CommandItem {
  readonly id: string
  readonly label: string
  readonly shortcut: string | null
}

/** A box to type in and below it what can be done; arrow keys choose, Enter does it. */
export function CommandList({
  label,
  placeholder,
  emptyText,
  items,
  matches,
  onRun,
}: {
  readonly label: string
  readonly placeholder: string
  readonly emptyText: string
  readonly items: readonly CommandItem[]
  readonly matches: (text: string, typed: string) => boolean
  readonly onRun: (id: string) => void
}) {
  return (
    <Autocomplete filter={matches}>
      <SearchField aria-label={label} autoFocus className={styles['box'] ?? ''}>
        <Search aria-hidden="true" />
        <Input className={styles['input'] ?? ''} placeholder={placeholder} />
      </SearchField>
      <Menu
        aria-label={label}
        className={styles['list'] ?? ''}
        renderEmptyState={() => <p className={styles['empty']}>{emptyText}</p>}
        onAction={(key) => onRun(String(key))}
      >
        {items.map((item) => (
          <MenuItem key={item.id} id={item.id} textValue={item.label} className={styles['item'] ?? ''}>
            <span>{item.label}</span>
            {item.shortcut === null ? null : <Kbd keys={item.shortcut} />}
          </MenuItem>
        ))}
      </Menu>
    </Autocomplete>
  )
}

import { Search } from 'lucide-react'
import { type UIEvent, useId, useState } from 'react'
import {
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
  Text,
} from 'react-aria-components'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './palette.module.css'

export interface PaletteItem {
  readonly id: string
  readonly label: string
  readonly group: string
  readonly shortcut: string | null
  /** Why it cannot be done now. */
  readonly note: string | null
}

export interface PaletteSection {
  readonly title: string
  readonly items: readonly PaletteItem[]
}

/** A box to type in and below it what was found; arrow keys choose, Enter does it. What cannot be done is reached as well, and says why. */
export function PaletteList({
  label,
  placeholder,
  emptyText,
  note,
  typed,
  sections,
  onType,
  onRun,
  onLeave,
}: {
  readonly label: string
  readonly placeholder: string
  readonly emptyText: string
  /** Said aloud: why what was chosen was not done. */
  readonly note: string | null
  readonly typed: string
  readonly sections: readonly PaletteSection[]
  readonly onType: (typed: string) => void
  readonly onRun: (id: string) => void
  readonly onLeave: () => void
}) {
  const noteId = useId()
  return (
    <div
      className={styles['palette']}
      // A box of a search would first only be emptied.
      onKeyDownCapture={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onLeave()
      }}
    >
      <Autocomplete inputValue={typed} onInputChange={onType}>
        <SearchField aria-label={label} aria-describedby={noteId} autoFocus className={styles['box'] ?? ''}>
          <Search aria-hidden="true" />
          <Input className={styles['input'] ?? ''} placeholder={placeholder} />
        </SearchField>
        <p id={noteId} role="status" className={styles['note']}>
          {note}
        </p>
        <Found label={label} emptyText={emptyText} sections={sections} onRun={onRun} />
      </Autocomplete>
    </div>
  )
}

/** The arrow keys of the box choose in it. */
function Found({
  label,
  emptyText,
  sections,
  onRun,
}: {
  readonly label: string
  readonly emptyText: string
  readonly sections: readonly PaletteSection[]
  readonly onRun: (id: string) => void
}) {
  const [drawn, setDrawn] = useState(DRAWN_AT_ONCE)
  const total = sections.reduce((sum, { items }) => sum + items.length, 0)
  const drawMore = ({ currentTarget }: UIEvent): void => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget
    const isNearEnd = scrollHeight - scrollTop < 2 * clientHeight
    if (isNearEnd && drawn < total) setDrawn(drawn + DRAWN_AT_ONCE)
  }
  return (
    <div
      role="group"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className={styles['list']}
      onScroll={drawMore}
    >
      <Menu
        aria-label={label}
        renderEmptyState={() => <p className={styles['empty']}>{emptyText}</p>}
        onAction={(key) => onRun(String(key))}
      >
        {firstOf(sections, drawn).map(({ title, items }) => (
          <MenuSection key={title}>
            <Header className={styles['title'] ?? ''}>{title}</Header>
            {items.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </MenuSection>
        ))}
      </Menu>
    </div>
  )
}

/** Rows that are drawn before somebody scrolls to what follows: all at once would hold up the key that opens it. */
const DRAWN_AT_ONCE = 14

/** As many items as that, in their sections. */
function firstOf(sections: readonly PaletteSection[], count: number): readonly PaletteSection[] {
  return sections.flatMap(({ title, items }, at) => {
    const before = sections.slice(0, at).reduce((sum, section) => sum + section.items.length, 0)
    return before >= count ? [] : [{ title, items: items.slice(0, count - before) }]
  })
}

function Item({ item: { id, label, group, shortcut, note } }: { readonly item: PaletteItem }) {
  return (
    <MenuItem
      id={id}
      textValue={label}
      className={styles['item'] ?? ''}
      {...(note === null ? {} : { 'data-refused': 'true' })}
    >
      <Text slot="label">{label}</Text>
      <Text slot="description" className={styles['detail'] ?? ''}>
        {note ?? group}
      </Text>
      {shortcut === null ? null : (
        <span className={styles['keys']}>
          <Kbd keys={shortcut} />
        </span>
      )}
    </MenuItem>
  )
}

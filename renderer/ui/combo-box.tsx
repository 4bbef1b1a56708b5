import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react'
import {
  ComboBox as AriaComboBox,
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import styles from './field.module.css'
import type { Option } from './option.ts'

/** More options than this are counted below the list instead of drawn. */
const SHOWN_AT_ONCE = 60

/** A choice among many options, narrowed by typing. */
export function ComboBox({
  label,
  openLabel,
  options,
  selected,
  matches,
  moreText,
  labelSide = null,
  description = null,
  placeholder = '',
  inputRef,
  onSelect,
  onFocus,
  onKeyDown,
}: {
  readonly label: string
  /** Name of the button that shows the list. */
  readonly openLabel: string
  readonly options: readonly Option[]
  readonly selected: string | null
  /** Does what was typed mean this option? */
  readonly matches: (option: Option, typed: string) => boolean
  /** Says that `count` further options are hidden until more is typed. */
  readonly moreText: (count: number) => string
  readonly labelSide?: ReactNode
  readonly description?: ReactNode
  readonly placeholder?: string
  readonly inputRef?: Ref<HTMLInputElement>
  readonly onSelect: (id: string | null) => void
  readonly onFocus?: () => void
  /** Called before the list sees the key, with whether the list is open. */
  readonly onKeyDown?: (event: KeyboardEvent, isOpen: boolean) => void
}) {
  const shown = options.find((option) => option.id === selected)?.label ?? ''
  // What is typed lasts until something is chosen or the field is left.
  const [typed, setTyped] = useState<string | null>(null)
  const found = typed === null ? options : options.filter((option) => matches(option, typed))
  const hidden = found.length - SHOWN_AT_ONCE

  return (
    <AriaComboBox
      className={styles['field'] ?? ''}
      items={found.slice(0, SHOWN_AT_ONCE)}
      inputValue={typed ?? shown}
      value={selected}
      menuTrigger="input"
      allowsEmptyCollection
      // Typed text that matches nothing must not jump back while it is typed; leaving the field restores it.
      allowsCustomValue
      onInputChange={(text) => setTyped(text === shown ? null : text)}
      onChange={(key) => {
        const id = key === null ? null : String(key)
        if (id === null && typed !== '') return
        setTyped(null)
        onSelect(id)
      }}
      onFocus={() => onFocus?.()}
      onBlur={() => setTyped(null)}
    >
      {({ isOpen }) => (
        <>
          <span className={styles['heading']}>
            <Label className={styles['label'] ?? ''}>{label}</Label>
            {labelSide}
          </span>
          <span className={styles['box']}>
            <Input
              className={styles['input'] ?? ''}
              placeholder={placeholder}
              {...(inputRef === undefined ? {} : { ref: inputRef })}
              onKeyDownCapture={(event) => onKeyDown?.(event, isOpen)}
            />
            <Button className={styles['opener'] ?? ''} aria-label={openLabel}>
              <ChevronDown aria-hidden="true" />
            </Button>
          </span>
          {description === null ? null : (
            <Text slot="description" className={styles['description'] ?? ''}>
              {description}
            </Text>
          )}
          <FieldError className={styles['error'] ?? ''} />
          <Popover className={styles['popover'] ?? ''}>
            <ListBox
              className={styles['options'] ?? ''}
              renderEmptyState={() => <p className={styles['more']}>{moreText(0)}</p>}
            >
              {(option: Option) => (
                <ListBoxItem id={option.id} textValue={option.label} className={styles['option'] ?? ''}>
                  <Text slot="label">{option.label}</Text>
                  {option.detail === undefined ? null : (
                    <Text slot="description" className={styles['detail'] ?? ''}>
                      {option.detail}
                    </Text>
                  )}
                </ListBoxItem>
              )}
            </ListBox>
            {hidden > 0 ? <p className={styles['more']}>{moreText(hidden)}</p> : null}
          </Popover>
        </>
      )}
    </AriaComboBox>
  )
}

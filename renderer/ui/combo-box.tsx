import { ChevronDown } from 'lucide-react'
import { type Ref, useState } from 'react'
import { ComboBox as AriaComboBox, Button, Input } from 'react-aria-components'
import styles from './field.module.css'
import { FieldHeading, FieldNote, type FieldWords } from './field-words.tsx'
import type { Option } from './option.ts'
import { OptionPopover } from './option-popover.tsx'

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
  labelSide,
  description,
  placeholder = '',
  inputRef = null,
  onSelect,
  ...field
}: Omit<FieldWords, 'error'> & {
  /** Name of the button that shows the list. */
  readonly openLabel: string
  readonly options: readonly Option[]
  readonly selected: string | null
  /** Does what was typed mean this option? */
  readonly matches: (option: Option, typed: string) => boolean
  /** Says that `count` further options are hidden until more is typed; 0 that none was found. */
  readonly moreText: (count: number) => string
  readonly placeholder?: string
  readonly inputRef?: Ref<HTMLInputElement>
  readonly onSelect: (id: string | null) => void
  readonly onFocus?: () => void
}) {
  const shown = labelOf(options, selected)
  // What is typed lasts until something is chosen or the field is left.
  const [typed, setTyped] = useState<string | null>(null)
  const found = typed === null ? options : options.filter((option) => matches(option, typed))
  const choose = (id: string | null): void => {
    // Typed text that is no option chooses nothing; only an emptied box takes the choice back.
    if (id === null && typed !== '') return
    setTyped(null)
    onSelect(id)
  }

  return (
    <AriaComboBox
      {...field}
      className={styles['field'] ?? ''}
      items={found.slice(0, SHOWN_AT_ONCE)}
      inputValue={typed ?? shown}
      value={selected}
      menuTrigger="input"
      allowsEmptyCollection
      allowsCustomValue
      onInputChange={(text) => setTyped(text === shown ? null : text)}
      onChange={(key) => choose(key === null ? null : String(key))}
      onBlur={() => setTyped(null)}
    >
      <FieldHeading label={label} labelSide={labelSide} />
      <span className={styles['box']}>
        <Input className={styles['input'] ?? ''} placeholder={placeholder} ref={inputRef} />
        <Button className={styles['opener'] ?? ''} aria-label={openLabel}>
          <ChevronDown aria-hidden="true" />
        </Button>
      </span>
      <FieldNote label={label} description={description} />
      <OptionPopover hidden={found.length - SHOWN_AT_ONCE} moreText={moreText} />
    </AriaComboBox>
  )
}

function labelOf(options: readonly Option[], id: string | null): string {
  return options.find((option) => option.id === id)?.label ?? ''
}

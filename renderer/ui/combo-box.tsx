import { ChevronDown } from 'lucide-react'
import { type Ref, useState } from 'react'
import { ComboBox as AriaComboBox, Button, Input } from 'react-aria-components'
import styles from './field.module.css'
import { FieldHeading, FieldNote, type FieldWords } from './field-words.tsx'
import type { Option } from './option.ts'
import { OptionPopover } from './option-popover.tsx'

const noOptions: readonly Option[] = []

/** More options than this are counted below the list instead of drawn. */
const SHOWN_AT_ONCE = 60

type ComboBoxProps = Omit<FieldWords, 'error'> & {
  /** Name of the button that shows the list. */
  readonly openLabel: string
  readonly options: readonly Option[]
  readonly selected: string | null
  /** Of a choice that may be none of `options`. */
  readonly selectedLabel?: string
  /** Does what was typed mean this option? Without it `options` are what was found for the text that `onType` told. */
  readonly matches?: (option: Option, typed: string) => boolean
  /** Options that were found and are not among `options`. */
  readonly hidden?: number
  /** Hears what is typed; nothing once something is chosen or the field is left. */
  readonly onType?: (typed: string) => void
  /** Says that `count` further options are hidden until more is typed; 0 that none was found. */
  readonly moreText: (count: number) => string
  readonly placeholder?: string
  readonly inputRef?: Ref<HTMLInputElement>
  readonly onSelect: (id: string | null) => void
  readonly onFocus?: () => void
}

/** A choice among many options, narrowed by typing. */
export function ComboBox({
  label,
  openLabel,
  options,
  selected,
  selectedLabel,
  matches,
  hidden = 0,
  onType,
  moreText,
  labelSide,
  description,
  placeholder = '',
  inputRef = null,
  onSelect,
  onFocus,
}: ComboBoxProps) {
  // Options cost more to draw than all the rest of a box, and nobody sees them before it has the focus.
  const [isUsed, setUsed] = useState(false)
  const shown = selectedLabel ?? labelOf(options, selected)
  const { typed, found, type } = useTyped({ options, matches, onType })
  const choose = (id: string | null): void => {
    // Typed text that is no option chooses nothing; only an emptied box takes the choice back.
    if (id === null && typed !== '') return
    type(null)
    onSelect(id)
  }
  return (
    <AriaComboBox
      className={styles['field'] ?? ''}
      items={isUsed ? found.slice(0, SHOWN_AT_ONCE) : noOptions}
      inputValue={typed ?? shown}
      value={selected}
      // The list opens for what is typed, not for a choice that changes from outside while the box has the focus.
      menuTrigger={typed === null ? 'manual' : 'input'}
      allowsEmptyCollection
      allowsCustomValue
      onInputChange={(text) => type(text === shown ? null : text)}
      onChange={(key) => choose(key === null ? null : String(key))}
      onFocus={() => {
        setUsed(true)
        onFocus?.()
      }}
      onBlur={() => type(null)}
    >
      <FieldHeading label={label} labelSide={labelSide} />
      <span className={styles['box']}>
        <Input className={styles['input'] ?? ''} placeholder={placeholder} ref={inputRef} />
        <Button className={styles['opener'] ?? ''} aria-label={openLabel}>
          <ChevronDown aria-hidden="true" />
        </Button>
      </span>
      <FieldNote label={label} description={description} />
      <OptionPopover hidden={hidden + Math.max(0, found.length - SHOWN_AT_ONCE)} moreText={moreText} />
    </AriaComboBox>
  )
}

function labelOf(options: readonly Option[], id: string | null): string {
  return options.find((option) => option.id === id)?.label ?? ''
}

/** What is typed lasts until something is chosen or the field is left. */
function useTyped({ options, matches, onType }: Narrowing) {
  const [typed, setTyped] = useState<string | null>(null)
  const isNarrowing = typed !== null && matches !== undefined
  const found = isNarrowing ? options.filter((option) => matches(option, typed)) : options
  const type = (text: string | null): void => {
    if (text === typed) return
    setTyped(text)
    onType?.(text ?? '')
  }
  return { typed, found, type }
}

interface Narrowing {
  readonly options: readonly Option[]
  readonly matches: ComboBoxProps['matches'] | undefined
  readonly onType: ComboBoxProps['onType'] | undefined
}

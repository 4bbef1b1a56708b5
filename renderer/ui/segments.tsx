import type { LucideIcon } from 'lucide-react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import styles from './segments.module.css'

/** One of the few things that can be chosen. */
export interface Segment<T extends string> {
  readonly id: T
  readonly label: string
  readonly icon?: LucideIcon
  /** The language of the label where it is not that of the screen. */
  readonly language?: string
}

/** A choice among two to five things that takes effect at once; all of them stay in sight. */
export function Segments<T extends string>({
  label,
  segments,
  selected,
  isLabelHidden = false,
  onSelect,
}: {
  readonly label: string
  readonly segments: readonly Segment<T>[]
  readonly selected: T
  /** The label is for the ear alone. */
  readonly isLabelHidden?: boolean
  readonly onSelect: (id: T) => void
}) {
  const choose = (value: string): void =>
    segments.filter(({ id }) => id === value).forEach(({ id }) => onSelect(id))
  return (
    <RadioGroup
      className={styles['group'] ?? ''}
      value={selected}
      orientation="horizontal"
      onChange={choose}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      {isLabelHidden ? null : <Label className={styles['label'] ?? ''}>{label}</Label>}
      <div className={styles['row']}>
        {segments.map(({ id, label: name, icon: Icon, language }) => (
          <Radio
            key={id}
            value={id}
            className={styles['segment'] ?? ''}
            {...(language === undefined ? {} : { lang: language })}
          >
            {Icon === undefined ? null : <Icon aria-hidden="true" />}
            <span>{name}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

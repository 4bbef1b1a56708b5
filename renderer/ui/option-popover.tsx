import { ListBox, Popover } from 'react-aria-components'
import styles from './field.module.css'
import type { Option } from './option.ts'
import { OptionItem } from './option-item.tsx'

/** The list below a combo box, and how many options it does not show. */
export function OptionPopover({
  hidden,
  moreText,
}: {
  readonly hidden: number
  /** Says that `count` further options are hidden until more is typed; 0 that none was found. */
  readonly moreText: (count: number) => string
}) {
  return (
    <Popover className={styles['popover'] ?? ''}>
      <ListBox
        className={styles['options'] ?? ''}
        renderEmptyState={() => <p className={styles['more']}>{moreText(0)}</p>}
      >
        {(option: Option) => <OptionItem option={option} />}
      </ListBox>
      {hidden > 0 ? <p className={styles['more']}>{moreText(hidden)}</p> : null}
    </Popover>
  )
}

import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components'
import styles from './progress-bar.module.css'

/** How far something is, always in a count of things and not of per cent. */
export function ProgressBar({
  label,
  value,
  total,
  countText,
  isLabelHidden = false,
}: {
  readonly label: string
  readonly value: number
  readonly total: number
  /** Such as "12/40 trang". */
  readonly countText: string
  /** Where what stands around says the same to who sees it. */
  readonly isLabelHidden?: boolean
}) {
  const share = total === 0 ? 0 : Math.min(1, value / total)
  return (
    <AriaProgressBar
      className={styles['bar'] ?? ''}
      value={value}
      maxValue={Math.max(total, 1)}
      valueLabel={countText}
    >
      <span className={styles['words']}>
        <Label className={styles[isLabelHidden ? 'hidden' : 'label'] ?? ''}>{label}</Label>
        <span className={styles['count']}>{countText}</span>
      </span>
      <span className={styles['track']}>
        <span className={styles['fill']} style={{ width: `${share * 100}%` }} />
      </span>
    </AriaProgressBar>
  )
}

import type { LucideIcon } from 'lucide-react'
import { classes } from '../../ui/classes.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './rail.module.css'

/** One screen in the rail. */
export function RailItem({
  screen,
  icon: Icon,
  label,
  hint,
  waiting,
  waitingText,
  isPresent,
  onPress,
}: {
  /** Where it leads; the tour finds it by that. */
  readonly screen: string
  readonly icon: LucideIcon
  readonly label: string
  readonly hint: string | null
  /** How many things wait there, nothing is shown for 0. */
  readonly waiting: number
  readonly waitingText: string
  readonly isPresent: boolean
  readonly onPress: () => void
}) {
  return (
    <button
      type="button"
      data-screen={screen}
      className={classes(styles['item'], isPresent && styles['present'])}
      aria-current={isPresent ? 'page' : undefined}
      title={hint === null ? label : `${label} (${hint})`}
      onClick={onPress}
    >
      <Icon aria-hidden="true" />
      <span className={styles['label']}>{label}</span>
      {waiting === 0 ? null : (
        <>
          <span className={styles['count']} aria-hidden="true">
            {waiting}
          </span>
          <VisuallyHidden>{waitingText}</VisuallyHidden>
        </>
      )}
    </button>
  )
}

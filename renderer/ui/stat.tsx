import { Button } from 'react-aria-components'
import { classes } from './classes.ts'
import styles from './stat.module.css'

/** A number that leads to what it counts. */
export function Stat({
  value,
  label,
  tone = 'neutral',
  onPress,
}: {
  readonly value: string
  readonly label: string
  readonly tone?: 'neutral' | 'accent' | 'warn'
  readonly onPress: () => void
}) {
  return (
    <Button className={classes(styles['stat'], styles[tone])} onPress={onPress}>
      <span className={styles['value']}>{value}</span> <span className={styles['label']}>{label}</span>
    </Button>
  )
}

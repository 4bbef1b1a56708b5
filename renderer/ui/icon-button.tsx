import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import styles from './icon-button.module.css'
import { Tooltip } from './tooltip.tsx'

/** A button that shows an icon only; its name is told to screen readers and in a tooltip. */
export function IconButton({
  label,
  icon,
  isDisabled = false,
  onPress,
}: {
  readonly label: string
  readonly icon: ReactNode
  readonly isDisabled?: boolean
  readonly onPress: () => void
}) {
  return (
    <Tooltip text={label}>
      <AriaButton
        className={styles['button'] ?? ''}
        aria-label={label}
        isDisabled={isDisabled}
        onPress={() => onPress()}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  )
}

import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, Button, TooltipTrigger } from 'react-aria-components'
import styles from './tooltip.module.css'

const delayMs = 500

/** Shows `text` while its one child, a control of react-aria, is hovered or focused. */
export function Tooltip({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <TooltipTrigger delay={delayMs}>
      {children}
      <AriaTooltip className={styles['tooltip'] ?? ''} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}

/** Words that say more when they are hovered or focused. */
export function Explained({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <Tooltip text={text}>
      <Button className={styles['explained'] ?? ''}>{children}</Button>
    </Tooltip>
  )
}

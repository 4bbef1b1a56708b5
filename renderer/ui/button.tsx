import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import styles from './button.module.css'
import { classes } from './classes.ts'
import { Kbd } from './kbd.tsx'

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger' | 'link'

/** A push button; `shortcut` is shown beside the words and is not part of the button's name. */
export function Button({
  children,
  kind = 'secondary',
  size = 'normal',
  icon = null,
  shortcut = null,
  isDisabled = false,
  autoFocus = false,
  name,
  type = 'button',
  form,
  onPress,
}: {
  readonly children: ReactNode
  readonly kind?: ButtonKind
  readonly size?: 'normal' | 'small'
  readonly icon?: ReactNode
  readonly shortcut?: string | null
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
  /** Of one among many that bear the same words: begins with them. */
  readonly name?: string
  readonly type?: 'button' | 'submit'
  /** Id of the form that a submit button outside of it belongs to. */
  readonly form?: string
  readonly onPress?: () => void
}) {
  return (
    <AriaButton
      className={classes(styles['button'], styles[kind], size === 'small' && styles['small'])}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      type={type}
      {...(name === undefined ? {} : { 'aria-label': name })}
      {...(form === undefined ? {} : { form })}
      onPress={() => onPress?.()}
    >
      {icon === null ? null : (
        <span className={styles['icon']} aria-hidden="true">
          {icon}
        </span>
      )}
      <span>{children}</span>
      <Shortcut keys={shortcut} />
    </AriaButton>
  )
}

function Shortcut({ keys }: { readonly keys: string | null }) {
  if (keys === null) return null
  return (
    <span className={styles['shortcut']} aria-hidden="true">
      <Kbd keys={keys} />
    </span>
  )
}

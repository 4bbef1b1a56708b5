import styles from './kbd.module.css'

/** A keyboard shortcut such as `Ctrl+Enter`, one cap for each key. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles['keys']}>
      {capsOf(keys).map((key) => (
        <kbd key={key} className={styles['key']}>
          {key}
        </kbd>
      ))}
    </span>
  )
}

/** The plus that is a key itself stands at the end. */
function capsOf(keys: string): readonly string[] {
  const isPlus = keys === '+' || keys.endsWith('++')
  const held = keys.split('+').filter((key) => key !== '')
  return isPlus ? [...held, '+'] : held
}

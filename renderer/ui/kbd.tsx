import styles from './kbd.module.css'

/** A keyboard shortcut such as `Ctrl+Enter`, one cap for each key. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles['keys']}>
      {keys.split('+').map((key) => (
        <kbd key={key} className={styles['key']}>
          {key}
        </kbd>
      ))}
    </span>
  )
}

import { LoaderCircle } from 'lucide-react'
import styles from './spinner.module.css'

/** Work that goes on. `countText` says of how much, since a bare spinner says nothing. */
export function Spinner({ countText }: { readonly countText: string }) {
  return (
    <span className={styles['spinner']} role="status">
      <LoaderCircle aria-hidden="true" />
      <span>{countText}</span>
    </span>
  )
}

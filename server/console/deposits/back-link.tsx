import { ArrowLeft } from 'lucide-react'
import { hashOf } from '../state/route.ts'
import styles from './back-link.module.css'

/** Back to the list of deposits. */
export function BackLink() {
  return (
    <a className={styles['back']} href={hashOf({ kind: 'deposits' })}>
      <ArrowLeft aria-hidden="true" />
      Danh sách
    </a>
  )
}

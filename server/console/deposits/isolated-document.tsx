import { ShieldAlert } from 'lucide-react'
import type { Isolation } from '../../../domain/records/document.ts'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { formatInstant } from '../view/format.ts'
import styles from './document-desk.module.css'

/** Stands in the place of a document that is set apart as a possible state secret: when, and nothing of what it is. */
export function IsolatedDocument({ isolated: { at, removedAt } }: { readonly isolated: Isolation }) {
  return (
    <>
      <header className={styles['head']}>
        <h2 className={styles['title']}>Văn bản đã cách ly</h2>
      </header>
      <EmptyState icon={<ShieldAlert />} title={`Xã đã cách ly lúc ${formatInstant(at)}`}>
        {removedAt === undefined ? '' : `Đã xoá khỏi kho của xã lúc ${formatInstant(removedAt)}. `}
        Có thể là tài liệu bí mật nhà nước: tên, ảnh và chữ của văn bản này không được hiển thị, và không xét
        đạt hay không đạt ở đây.
      </EmptyState>
    </>
  )
}

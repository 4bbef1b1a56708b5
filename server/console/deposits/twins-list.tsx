import { CopyCheck, ShieldCheck } from 'lucide-react'
import type { DepositComparison, DepositDetail, Twin } from '../../../domain/console/deposit-api.ts'
import { isTwinRefusal } from '../../../domain/console/twin-refusal.ts'
import { documentCode, fieldValue } from '../../../domain/records/document.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { useConsole } from '../console-store.ts'
import { documentsOf } from '../state/deposit-stage.ts'
import { hashOf } from '../state/route.ts'
import { formatDate } from '../view/format.ts'
import { ToneBadge } from '../view/tone-badge.tsx'
import { useMayCall } from '../view/use-may-call.ts'
import styles from './twins-list.module.css'

interface Shown {
  readonly comparison: DepositComparison
  readonly detail: DepositDetail
}

/** What is there twice: within the deposit, refused by rule; and among what was accepted before, for a person to decide. */
export function TwinsList({ comparison, detail }: Shown) {
  const { inside, held } = comparison
  if (inside.length + held.length === 0) {
    return (
      <EmptyState icon={<CopyCheck />} title="Không có văn bản nào trùng">
        So theo tệp ảnh, và theo số, ký hiệu, ngày, cơ quan ban hành; trong lần nộp này và với kho đã tiếp
        nhận.
      </EmptyState>
    )
  }
  return (
    <div className={styles['lists']}>
      {inside.length === 0 ? null : (
        <section aria-labelledby="twins-inside">
          <h3 id="twins-inside" className={styles['title']}>
            Trùng trong cùng lần nộp: hệ thống tự từ chối
          </h3>
          {inside.map((twin) => (
            <TwinRow key={twin.document} twin={twin} detail={detail} isInside />
          ))}
        </section>
      )}
      {held.length === 0 ? null : (
        <section aria-labelledby="twins-held">
          <h3 id="twins-held" className={styles['title']}>
            Trùng với văn bản đã tiếp nhận: người kiểm tra quyết định
          </h3>
          {held.map((twin) => (
            <TwinRow key={twin.document} twin={twin} detail={detail} isInside={false} />
          ))}
        </section>
      )}
    </div>
  )
}

interface RowShown {
  readonly twin: Twin
  readonly detail: DepositDetail
  readonly isInside: boolean
}

function TwinRow({ twin, detail, isInside }: RowShown) {
  const document = documentsOf(detail).find(({ id }) => id === twin.document)
  if (document === undefined) return null
  return (
    <article className={styles['twin']}>
      <Side
        label="Văn bản này"
        code={documentCode(document)}
        date={fieldValue(document, 'issuedDate')}
        subject={fieldValue(document, 'subject')}
        origin={fieldValue(document, 'issuer')}
      />
      <Side
        label={isInside ? 'Văn bản đứng trước' : `Đã tiếp nhận ở lần nộp ${twin.otherOrdinal}`}
        code={twin.other.code}
        date={twin.other.date}
        subject={twin.other.subject}
        origin={[twin.other.issuer, twin.otherFile].filter(Boolean).join(' · ')}
      />
      <Acts twin={twin} detail={detail} isInside={isInside} />
    </article>
  )
}

function Side({
  label,
  code,
  date,
  subject,
  origin,
}: {
  readonly label: string
  readonly code: string
  readonly date: string
  readonly subject: string
  /** Who issued it, and the file in which it stands. */
  readonly origin: string
}) {
  return (
    <div className={styles['side']}>
      <span className={styles['label']}>{label}</span>
      <strong>{code || 'Chưa có số'}</strong>
      <span>{formatDate(date)}</span>
      <span>{subject}</span>
      <span className={styles['label']}>{origin}</span>
    </div>
  )
}

function Acts({ twin, detail, isInside }: RowShown) {
  const showDocument = useConsole((state) => state.showDocument)
  const clear = useConsole((state) => state.clear)
  const mayClear = useMayCall('clearVerdict') && detail.deposit.outcome === null
  const isRefused = isTwinRefusal(detail.deposit.verdicts[twin.document])
  const at = { document: twin.otherDocument, page: 0 }
  return (
    <div className={styles['acts']}>
      <ToneBadge tone="warn">
        {twin.kind === 'same-bytes' ? 'Cùng tệp ảnh' : 'Cùng số, ngày, cơ quan'}
      </ToneBadge>
      <Button size="small" onPress={() => showDocument(twin.document)}>
        Xem văn bản
      </Button>
      {isInside ? null : (
        <a
          className={styles['link']}
          href={hashOf({ kind: 'deposit', commune: detail.commune, id: twin.otherDeposit, at })}
        >
          Mở bản đã tiếp nhận
        </a>
      )}
      {isRefused && mayClear ? (
        <Button size="small" icon={<ShieldCheck />} onPress={() => void clear(twin.document)}>
          Gỡ từ chối
        </Button>
      ) : null}
    </div>
  )
}

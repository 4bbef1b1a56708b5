import { Printer } from 'lucide-react'
import type { DepositCounters } from '../../../domain/deposit-counters.ts'
import type { Receipt } from '../../../domain/receipt.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { FactLine } from '../view/fact-line.tsx'
import { formatBytes, formatCount, formatInstant } from '../view/format.ts'
import styles from './receipt-panel.module.css'
import { ReceiptSheet } from './receipt-sheet.tsx'

/** The signed receipt of an accepted deposit. */
export function ReceiptPanel({
  receipt,
  counters,
}: {
  readonly receipt: Receipt
  readonly counters: DepositCounters
}) {
  const { body, signature } = receipt
  const { deposit } = body
  if (deposit === null) return null
  return (
    <section className={styles['receipt']} aria-label="Biên nhận">
      <div className={styles['number']}>
        <span className={styles['label']}>Biên nhận số</span>
        <strong className={styles['value']}>{deposit.number}</strong>
      </div>
      <FactLine
        facts={[
          { name: 'Tiếp nhận lúc', value: formatInstant(body.time) },
          { name: 'Người tiếp nhận', value: deposit.acceptedBy },
          { name: 'Hồ sơ', value: formatCount(deposit.caseFiles) },
          { name: 'Văn bản', value: formatCount(deposit.documents) },
          {
            name: 'Tệp',
            value: `${formatCount(deposit.blobs)} (${formatBytes(deposit.sizeBytes)})`,
          },
          {
            name: 'Chữ ký số của tỉnh',
            value: <code className={styles['code']}>{signature.slice(0, 16)}…</code>,
          },
        ]}
      />
      <Button size="small" icon={<Printer />} onPress={() => window.print()}>
        In biên nhận
      </Button>
      <ReceiptSheet receipt={receipt} counters={counters} />
    </section>
  )
}

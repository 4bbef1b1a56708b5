import { createPortal } from 'react-dom'
import type { DepositCounters } from '../../../domain/deposit-counters.ts'
import type { Receipt } from '../../../domain/receipt.ts'
import { formatBytes, formatCount, formatInstant } from '../view/format.ts'
import styles from './receipt-sheet.module.css'

/** The receipt as it is printed: the only thing on the paper, and not on the screen. */
export function ReceiptSheet({
  receipt: { body, signature },
  counters,
}: {
  readonly receipt: Receipt
  readonly counters: DepositCounters
}) {
  const { deposit } = body
  if (deposit === null) return null
  const facts: readonly (readonly [string, string])[] = [
    ['Mã yêu cầu nộp lưu', counters.requestCode],
    ['Cơ quan nộp', `${counters.agencyName} (${counters.agencyCode})`],
    ['Lần nộp thứ', formatCount(deposit.ordinal)],
    ['Số gói', formatCount(counters.packages)],
    [
      'Số hồ sơ, văn bản',
      `${formatCount(deposit.caseFiles)} hồ sơ, ${formatCount(deposit.documents)} văn bản`,
    ],
    ['Đã tiếp nhận (luỹ kế)', `${formatCount(counters.acceptedSoFar)} hồ sơ`],
    ['Tệp đã nạp', `${formatCount(deposit.blobs)} (${formatBytes(deposit.sizeBytes)})`],
    ['Thời điểm tiếp nhận', formatInstant(body.time)],
    ['Người tiếp nhận', deposit.acceptedBy],
    ['Mã băm bản kê (SHA-256)', deposit.manifest],
    ['Chữ ký số của tỉnh (Ed25519)', signature],
  ]
  return createPortal(
    <article className={styles['sheet']} aria-hidden="true">
      <p className={styles['office']}>LƯU TRỮ LỊCH SỬ TỈNH</p>
      <h1 className={styles['title']}>BIÊN NHẬN HỒ SƠ, TÀI LIỆU NỘP LƯU</h1>
      <p className={styles['number']}>Số: {deposit.number}</p>
      <table className={styles['facts']}>
        <tbody>
          {facts.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>Biên nhận có chữ ký số của máy chủ tỉnh; máy trạm của xã tự kiểm tra chữ ký khi nhận.</p>
    </article>,
    document.body,
  )
}

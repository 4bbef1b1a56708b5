import type { DepositCounters } from '../../../domain/deposit-counters.ts'
import { Disclosure } from '../../../renderer/ui/disclosure.tsx'
import { FactLine } from '../view/fact-line.tsx'
import { formatBytes, formatCount, formatInstant } from '../view/format.ts'

/** What the archive confirms of a deposit (TT 05/2025, article 23); the commune's PC counts the same. */
export function CountersPanel({ counters }: { readonly counters: DepositCounters }) {
  const { caseFiles, documents, partsLoaded, parts, receivedAt } = counters
  return (
    <Disclosure title="Các số liệu xác nhận với cơ quan nộp">
      <FactLine
        facts={[
          { name: 'Mã yêu cầu nộp lưu', value: counters.requestCode },
          { name: 'Mã cơ quan', value: counters.agencyCode },
          { name: 'Tên cơ quan', value: counters.agencyName },
          { name: 'Số gói', value: formatCount(counters.packages) },
          {
            name: 'Đăng ký nộp',
            value: `${formatCount(caseFiles)} hồ sơ, ${formatCount(documents)} văn bản`,
          },
          { name: 'Đã tiếp nhận (luỹ kế)', value: `${formatCount(counters.acceptedSoFar)} hồ sơ` },
          { name: 'Tệp đã nạp', value: `${formatCount(partsLoaded)}/${formatCount(parts)}` },
          { name: 'Tổng dung lượng', value: formatBytes(counters.sizeBytes) },
          { name: 'Lần nộp thứ', value: formatCount(counters.ordinal) },
          {
            name: 'Thời điểm tiếp nhận',
            value: receivedAt === null ? 'chưa tiếp nhận' : formatInstant(receivedAt),
          },
        ]}
      />
    </Disclosure>
  )
}

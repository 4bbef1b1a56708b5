import { CircleCheck, Inbox, LoaderCircle, Undo2 } from 'lucide-react'
import type { DepositRow } from '../../../domain/console/deposit-api.ts'
import { Badge } from '../../../renderer/ui/badge.tsx'
import { stageOf } from '../state/deposit-stage.ts'
import { formatCount } from '../view/format.ts'

/** Where a deposit stands, with the count of files while they still come. */
export function StageBadge({ row }: { readonly row: DepositRow }) {
  switch (stageOf(row)) {
    case 'receiving':
      return (
        <Badge tone="info" icon={<LoaderCircle />}>
          Đang nhận tệp {formatCount(row.blobsStored)}/{formatCount(row.blobsNamed)}
        </Badge>
      )
    case 'complete':
      return (
        <Badge tone="accent" icon={<Inbox />}>
          Đủ tệp, chờ tiếp nhận
        </Badge>
      )
    case 'accepted':
      return (
        <Badge tone="ok" icon={<CircleCheck />}>
          Đã tiếp nhận
        </Badge>
      )
    case 'returned':
      return (
        <Badge tone="warn" icon={<Undo2 />}>
          Đã trả lại
        </Badge>
      )
  }
}

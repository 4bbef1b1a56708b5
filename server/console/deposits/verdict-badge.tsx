import { CircleCheck, CircleDashed, CircleX } from 'lucide-react'
import type { Verdict } from '../../../domain/records/deposit.ts'
import { Badge } from '../../../renderer/ui/badge.tsx'

/** Passed, failed, or not examined yet. */
export function VerdictBadge({ verdict }: { readonly verdict: Verdict | undefined }) {
  if (verdict === undefined) return <Badge icon={<CircleDashed />}>Chưa xem</Badge>
  if (verdict.hasPassed) {
    return (
      <Badge tone="ok" icon={<CircleCheck />}>
        Đạt
      </Badge>
    )
  }
  return (
    <Badge tone="danger" icon={<CircleX />}>
      Không đạt
    </Badge>
  )
}

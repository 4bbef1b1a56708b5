import type { Verdict } from '../records/deposit.ts'
import type { Twin } from './deposit-api.ts'

/** Under whose name the rule of duplicates writes. */
export const TWIN_RULE = 'Quy tắc trùng lặp'

const START = 'Tự động từ chối do trùng trong cùng lần nộp'

/** Why a document is refused that repeats an earlier one of its deposit. @see TT 05/2025, article 24(1) */
export function twinReason({ kind, other }: Pick<Twin, 'kind' | 'other'>): string {
  const name = [other.code, other.subject].filter(Boolean).join(' – ') || 'văn bản đứng trước'
  const why = kind === 'same-bytes' ? 'cùng tệp ảnh' : 'cùng số, ký hiệu, ngày và cơ quan ban hành'
  return `${START} (${why}): ${name}`
}

export function isTwinRefusal(verdict: Pick<Verdict, 'hasPassed' | 'reason'> | undefined): boolean {
  return verdict?.hasPassed === false && verdict.reason.startsWith(START)
}

import type { TFunction } from 'i18next'
import type { FilingProposal, FilingReason } from '../../domain/propose/propose-case-files.ts'

/** Reasons that are told; the weightiest come first. */
const MOST_REASONS = 3

/** Why a case file is proposed, as one sentence. */
export function reasonText(t: TFunction, { reasons }: Pick<FilingProposal, 'reasons'>): string {
  const said = reasons.slice(0, MOST_REASONS).map((reason) => wordsOf(t, reason))
  return said.join(t('filing.reason.and'))
}

function wordsOf(t: TFunction, reason: FilingReason): string {
  switch (reason.kind) {
    case 'cites':
      return t('filing.reason.cites', { code: reason.code })
    case 'cited-by':
      return t('filing.reason.cited-by', { code: reason.code })
    case 'subject':
      return t('filing.reason.subject', { count: reason.documents })
    case 'before':
      return t('filing.reason.before', { count: reason.documents })
    case 'title':
      return t('filing.reason.title')
    case 'notation':
      return t('filing.reason.notation', { mark: reason.mark })
    case 'issuer':
      return t('filing.reason.issuer', { count: reason.documents })
    case 'date':
      return t('filing.reason.date')
    case 'batch':
      return t('filing.reason.batch', { count: reason.documents })
  }
}

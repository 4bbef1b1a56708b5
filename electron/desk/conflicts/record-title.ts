import type { Authority } from '../../../domain/authority.ts'
import { kindOf, type RecordId } from '../../../domain/op.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import { depositHead } from '../../../domain/records/deposit.ts'
import { documentCode, documentView, fieldValue } from '../../../domain/records/document.ts'
import { fondsView } from '../../../domain/records/fonds.ts'
import { issuerView } from '../../../domain/records/issuer.ts'
import { planEntryView } from '../../../domain/records/plan-entry.ts'
import { retentionRuleView } from '../../../domain/records/retention-rule.ts'
import type { Records } from '../ports.ts'

export interface NamingPorts {
  readonly records: Pick<Records, 'record' | 'records'>
  readonly authority: () => Authority
}

/** What a record is called; empty where nothing names it. */
export function recordTitle({ records, authority }: NamingPorts, id: RecordId): string {
  const record = records.record(id)
  switch (kindOf(id)) {
    case 'doc':
      return documentTitle(documentView(record), authority())
    case 'case':
      return joined(caseFileView(record))
    case 'plan':
      return joined(planEntryView(record))
    case 'fonds':
      return fondsView(record).agencyName
    case 'issuer':
      return issuerView(record).name
    case 'rule':
      return retentionRuleView(record).title
    case 'deposit':
      return String(depositHead(record).ordinal)
    default:
      return ''
  }
}

function joined({ notation, title }: { readonly notation: string; readonly title: string }): string {
  return [notation, title].filter(Boolean).join(' ')
}

function documentTitle(
  document: ReturnType<typeof documentView>,
  { documentTypes }: Pick<Authority, 'documentTypes'>,
): string {
  const type = fieldValue(document, 'type')
  const name = documentTypes.entries.find(({ code }) => code === type)?.name ?? type
  const named = [name, documentCode(document)].filter(Boolean).join(' ')
  return named === '' ? fieldValue(document, 'subject') : named
}

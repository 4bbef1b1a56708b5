import type { FaultReport } from '../../../domain/fault.ts'
import type { RecordId, Sha256 } from '../../../domain/op.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import { documentView } from '../../../domain/records/document.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import type { SyncItem, SyncProgress, SyncSetting, syncApi } from '../../../domain/sync-api.ts'
import type { Records } from '../ports.ts'

/** One blob on its way, as the sync knows it. */
export interface SentBlob {
  readonly sha: Sha256
  readonly sizeBytes: number
  readonly sentBytes: number
  readonly state: SyncItem['state']
  readonly isUrgent: boolean
  readonly reason: FaultReport | null
  readonly place: { readonly document: RecordId | null; readonly caseFile: RecordId | null }
}

/** What sends to the province. */
export interface Sending {
  progress(): SyncProgress
  items(): readonly SentBlob[]
  readonly setting: { readonly value: SyncSetting; save(next: SyncSetting): Promise<void> }
  retry(sha: Sha256): void
  stop(sha: Sha256): void
  setUrgent(caseFile: RecordId, isUrgent: boolean): Promise<void>
}

interface SyncDeskPorts {
  readonly records: Pick<Records, 'record'>
  readonly sending: Sending
}

/** How far the sending is, and what people say of it. */
export function syncHandlers({ records, sending }: SyncDeskPorts): Handlers<typeof syncApi> {
  return {
    syncProgress: async () => sending.progress(),
    syncItems: async ({ limit, offset }) => {
      const items = sending.items()
      return {
        rows: items.slice(offset, offset + limit).map((item) => rowOf(records, item)),
        total: items.length,
      }
    },
    retrySyncItem: async ({ sha }) => {
      sending.retry(sha)
      return null
    },
    stopSyncItem: async ({ sha }) => {
      sending.stop(sha)
      return null
    },
    setSyncUrgent: async ({ caseFile, isUrgent }) => {
      await sending.setUrgent(caseFile, isUrgent)
      return null
    },
    syncSetting: async () => sending.setting.value,
    setSyncSetting: async (next) => {
      await sending.setting.save(next)
      return null
    },
  }
}

function rowOf({ record }: Pick<Records, 'record'>, item: SentBlob): SyncItem {
  const { sha, sizeBytes, sentBytes, state, isUrgent, reason } = item
  const { document, caseFile } = item.place
  return {
    sha,
    sizeBytes,
    sentBytes,
    state,
    isUrgent,
    document:
      document === null
        ? null
        : { id: document, title: documentTitle(documentView(record(document)).values) },
    caseFile: caseFile === null ? null : { id: caseFile, title: caseFileView(record(caseFile)).title },
    reason: reason && { code: reason.code, detail: { ...reason.detail } },
  }
}

function documentTitle(values: Readonly<Partial<Record<'subject' | 'notation' | 'number', string>>>): string {
  return values.subject ?? [values.number, values.notation].filter((part) => part !== undefined).join('/')
}

import type { CaseFileContents } from '../../domain/deposit-manifest.ts'
import { Fault } from '../../domain/fault.ts'
import type { RecordState } from '../../domain/merge.ts'
import { type Edit, type RecordId, RecordId as RecordIdSchema } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import { type CaseState, moveCaseFile } from '../../domain/records/case-file.ts'
import { acceptances, type Deposit, type Verdict } from '../../domain/records/deposit.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Serial } from '../serial.ts'
import type { RecordCache } from '../state/commune-records.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { Commune } from '../store/registry.ts'
import {
  allDeposits,
  createDepositReader,
  type DepositContents,
  hasEqualManifest,
} from './deposit-contents.ts'
import type { WriteOwnOps } from './own-ops.ts'
import type { IssueReceipt } from './receipts.ts'

/** A decision on a deposit: of which commune, and by which console user. */
export interface Decision {
  readonly commune: Commune
  readonly deposit: string
  readonly by: string
}

/** What the archive decides (TT 05/2025, articles 23 and 24). All throw Fault 'not-found' and 'conflict'. */
export interface Decide {
  /** @throws Fault 'isolated' for a state secret, which nobody examines */
  setVerdict(decision: Decision, document: string, verdict: Verdict): Promise<void>
  /** Takes a verdict back, be it a person's or a rule's. */
  clearVerdict(decision: Decision, document: string): Promise<void>
  /** @throws Fault 'incomplete' where blobs lack, 'hash-mismatch' where the manifests differ (SV7) */
  accept(decision: Decision): Promise<Receipt>
  giveBack(decision: Decision, reason: string): Promise<void>
}

interface DecidePorts {
  readonly cache: RecordCache
  readonly blobs: BlobIndex
  readonly write: WriteOwnOps
  readonly issueReceipt: IssueReceipt
  readonly clock: () => number
  /** Shared with whatever else writes to a commune. */
  readonly serial: Serial
}

export function createDecide({ cache, blobs, write, issueReceipt, clock, serial }: DecidePorts): Decide {
  const now = (): string => new Date(clock()).toISOString()

  async function accept(decision: Decision): Promise<Receipt> {
    const { commune, by } = decision
    const { id, deposit, contents } = await findOpen(cache, decision)
    const stored = await blobs.stored(commune.code, contents.blobs)
    assertAcceptable(deposit, contents, stored.size)
    const sizeBytes = [...stored.values()].reduce((sum, blob) => sum + blob.sizeBytes, 0)
    const moves = movesOf(contents.files, 'accepted')
    const decidedAt = now()
    const signed: { receipt: Receipt | null } = { receipt: null }
    const draft = await issueReceipt.draft({ commune: commune.code, deposit, contents, by, sizeBytes })
    const outcome = {
      isAccepted: true,
      receiptNumber: draft.number,
      decidedAt,
      decidedBy: by,
      reason: '',
    }
    await write(commune, {
      edits: [{ record: id, path: '/outcome', value: outcome }, ...ordinalFixed(id, deposit), ...moves],
      by,
      receipt: async (vector) => (signed.receipt = draft.sign(vector, decidedAt)),
    })
    if (signed.receipt === null) throw new Error('accepted without a receipt')
    return signed.receipt
  }

  async function giveBack(decision: Decision, reason: string): Promise<void> {
    const { commune, by } = decision
    const { id, deposit, contents } = await findOpen(cache, decision)
    const outcome = { isAccepted: false, receiptNumber: null, decidedAt: now(), decidedBy: by, reason }
    // What never came, or was taken back meanwhile, must not keep the rest from going back.
    const waiting = contents.files.filter(({ file }) => file.state === 'deposited')
    const moves = movesOf(waiting, 'returned', reason)
    const edits = [{ record: id, path: '/outcome', value: outcome }, ...ordinalFixed(id, deposit), ...moves]
    await write(commune, { edits, by })
  }

  return {
    // Receipt numbers run over all communes, so one acceptance at a time in the whole server.
    accept: (decision) =>
      serial('receipt number', () => serial(decision.commune.code, () => accept(decision))),
    giveBack: (decision, reason) => serial(decision.commune.code, () => giveBack(decision, reason)),
    ...createExamine({ cache, write, serial }),
  }
}

type Examine = Pick<Decide, 'setVerdict' | 'clearVerdict'>

/** What is said of single documents while their deposit waits. */
function createExamine({ cache, write, serial }: Pick<DecidePorts, 'cache' | 'write' | 'serial'>): Examine {
  async function setVerdict(decision: Decision, document: string, verdict: Verdict): Promise<void> {
    const { id, deposit, contents } = await findOpen(cache, decision)
    const examined = documentIn(contents, document)
    if (examined.isolated !== undefined) throw new Fault('isolated', `${document} is a state secret`)
    const records = await cache.of(decision.commune.code)
    // A view's id came from a record, so it is a record id.
    const seen = verdictOn(examined, records.record(examined.id as RecordId), verdict)
    const given = deposit.verdicts[document]
    if (given !== undefined && isSame(given, seen)) return
    const edit = { record: id, path: `/verdict/${document}`, value: { ...seen } }
    await write(decision.commune, { edits: [edit], by: decision.by })
  }

  async function clearVerdict(decision: Decision, document: string): Promise<void> {
    const { id, deposit, contents } = await findOpen(cache, decision)
    documentIn(contents, document)
    if (deposit.verdicts[document] === undefined) return
    const edit = { record: id, path: `/verdict/${document}`, remove: true } as const
    await write(decision.commune, { edits: [edit], by: decision.by })
  }

  return {
    setVerdict: (decision, document, verdict) =>
      serial(decision.commune.code, () => setVerdict(decision, document, verdict)),
    clearVerdict: (decision, document) =>
      serial(decision.commune.code, () => clearVerdict(decision, document)),
  }
}

/** @throws Fault 'not-found' */
function documentIn({ documents }: DepositContents, id: string): Document {
  const found = documents.find((document) => document.id === id)
  if (found === undefined) throw new Fault('not-found', `no document ${id} in the deposit`)
  return found
}

interface Found {
  readonly id: RecordId
  readonly deposit: Deposit
  readonly contents: DepositContents
}

/** @throws Fault 'not-found', 'conflict' where it is decided */
async function findOpen(cache: RecordCache, { commune, deposit: id }: Decision): Promise<Found> {
  const records = await cache.of(commune.code)
  const parsed = RecordIdSchema.safeParse(id)
  const deposit = allDeposits(records).find((each) => each.id === id)
  if (!parsed.success || deposit === undefined) throw new Fault('not-found', `no deposit ${id}`)
  if (deposit.outcome !== null) throw new Fault('conflict', `deposit ${id} is decided`)
  return { id: parsed.data, deposit, contents: createDepositReader(records)(deposit) }
}

function assertAcceptable(deposit: Deposit, contents: DepositContents, stored: number): void {
  if (stored < contents.blobs.length) {
    throw new Fault('incomplete', 'blobs are missing', {
      detail: { missing: contents.blobs.length - stored },
    })
  }
  if (!hasEqualManifest(deposit, contents)) throw new Fault('hash-mismatch', 'the manifests differ')
  const failing = contents.documents.filter(
    ({ id, isolated }) => isolated === undefined && deposit.verdicts[id]?.hasPassed === false,
  ).length
  if (failing > 0) throw new Fault('conflict', 'documents have failed', { detail: { failing } })
}

/** A verdict with what it was made of. @throws Fault 'invalid-input' for a page that is none of the document */
function verdictOn(document: Document, record: RecordState, verdict: Verdict): Verdict {
  if (verdict.page !== undefined && !document.pages.some((page) => page.id === verdict.page)) {
    throw new Fault('invalid-input', `${document.id} has no page ${verdict.page}`)
  }
  return verdict.hasPassed ? verdict : { ...verdict, examined: [...acceptances(record)] }
}

/** From its decision on a deposit keeps its number: the archive writes down the one that it was examined under. */
function ordinalFixed(id: RecordId, { ordinal, madeAs }: Deposit): readonly Edit[] {
  return madeAs === undefined ? [] : [{ record: id, path: '/ordinal', value: ordinal }]
}

function isSame(a: Verdict, b: Verdict): boolean {
  const text = ({ hasPassed, reason, page, field, examined }: Verdict): string =>
    JSON.stringify([hasPassed, reason, page, field, examined])
  return text(a) === text(b)
}

function movesOf(
  files: readonly CaseFileContents[],
  to: CaseState,
  reason: string | null = null,
): readonly Edit[] {
  return files.map(({ file }) => moveCaseFile(file, to, reason))
}

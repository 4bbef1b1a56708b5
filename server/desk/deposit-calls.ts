import type { DepositComparison, DepositDetail, DepositRow } from '../../domain/console/deposit-api.ts'
import type { ConsoleApi } from '../../domain/console-api.ts'
import { Fault } from '../../domain/fault.ts'
import { RecordId } from '../../domain/op.ts'
import { type CaseFile, fileCode } from '../../domain/records/case-file.ts'
import { fondsView } from '../../domain/records/fonds.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { layerText } from '../../domain/text-layer.ts'
import { correctedLayer } from '../../domain/word-corrections.ts'
import { compareContents } from '../archive/compare-contents.ts'
import type { Decision } from '../archive/decide.ts'
import { createDepositReader, hasEqualManifest } from '../archive/deposit-contents.ts'
import { contentsHandedOver } from '../archive/handed-over.ts'
import { shownDocument } from '../archive/isolated.ts'
import { layerOfPage } from '../archive/layer-of-page.ts'
import { twinsHeld, twinsInside } from '../archive/twins.ts'
import type { CommuneRecords } from '../state/commune-records.ts'
import type { Commune } from '../store/registry.ts'
import {
  type ConsolePorts,
  communeInScope,
  communesInScope,
  noteDone,
  userOf,
  type Visit,
} from './console-ports.ts'
import { countersOf, type SeenDeposit, seeDeposits } from './progress.ts'
import { findShownBlob } from './shown-blob.ts'

type DepositCalls = Pick<Handlers<ConsoleApi>, 'deposits' | 'deposit' | 'compareDeposit' | 'pageText'>

export function depositCalls(ports: ConsolePorts, visit: Visit): DepositCalls {
  const { cache, index, clock } = ports
  return {
    deposits: async () => {
      const rows: DepositRow[] = []
      for (const commune of await communesInScope(ports, visit)) {
        const records = await cache.of(commune.code)
        const seen = await seeDeposits(commune, { records, index, nowMs: clock() }, () => true)
        rows.push(...seen.map(({ row }) => row))
      }
      return rows.sort(byWaiting)
    },
    deposit: async (asked) => detailOf(ports, await findDeposit(ports, visit, asked)),
    compareDeposit: async (asked) => comparisonOf(ports, await findDeposit(ports, visit, asked)),
    pageText: async ({ commune, text, corrections }) => {
      const name = { commune, sha: text }
      if ((await findShownBlob(ports, visit, name)) === null) throw new Fault('not-found', `no text ${text}`)
      return { text: layerText(correctedLayer(await layerOfPage(ports, name), corrections)) }
    },
  }
}

/** Those that wait come first, the longest waiting first; then the others, the latest first. */
function byWaiting({ deposit: a }: DepositRow, { deposit: b }: DepositRow): number {
  const isWaiting = [a.outcome === null, b.outcome === null]
  if (isWaiting[0] !== isWaiting[1]) return isWaiting[0] === true ? -1 : 1
  const order = a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0
  return isWaiting[0] === true ? order : -order
}

type DecideCalls = Pick<
  Handlers<ConsoleApi>,
  'setVerdict' | 'clearVerdict' | 'acceptDeposit' | 'returnDeposit'
>

export function decideCalls(ports: ConsolePorts, visit: Visit): DecideCalls {
  const { decide, refuseTwins } = ports
  /** What is no deposit of the commune the decision itself refuses. */
  const decisionOn = async (asked: { commune: string; deposit: string }): Promise<Decision> => {
    const commune = await communeInScope(ports, visit, asked.commune)
    return { commune, deposit: asked.deposit, by: userOf(visit).name }
  }
  const note = ({ commune, deposit }: Decision, done: Omit<Parameters<typeof noteDone>[2], 'commune'>) =>
    noteDone(ports, visit, { subject: deposit, ...done, commune: commune.code })
  return {
    setVerdict: async ({ commune, deposit, document, hasPassed, reason, ...where }) => {
      const decision = await decisionOn({ commune, deposit })
      // TT 05/2025, article 24(2): what fails is told why.
      if (!hasPassed && reason.trim() === '') throw new Fault('invalid-input', 'a reason is needed')
      const verdict = hasPassed ? { hasPassed, reason: '' } : { hasPassed, reason: reason.trim(), ...where }
      await decide.setVerdict(decision, document, verdict)
      await note(decision, { action: 'verdict-given', detail: { document, passed: hasPassed ? 1 : 0 } })
      return null
    },
    clearVerdict: async ({ document, ...asked }) => {
      const decision = await decisionOn(asked)
      await decide.clearVerdict(decision, document)
      await note(decision, { action: 'verdict-cleared', detail: { document } })
      return null
    },
    acceptDeposit: async (asked) => {
      const decision = await decisionOn(asked)
      // Nothing gets past the rule because nobody happened to look before.
      await refuseTwins(decision.commune)
      const receipt = await decide.accept(decision)
      const number = receipt.body.deposit?.number ?? ''
      await note(decision, { action: 'deposit-accepted', detail: { receipt: number } })
      return receipt
    },
    returnDeposit: async ({ reason, ...asked }) => {
      const decision = await decisionOn(asked)
      await decide.giveBack(decision, reason)
      await note(decision, { action: 'deposit-returned' })
      return null
    },
  }
}

interface FoundDeposit {
  readonly commune: Commune
  readonly records: CommuneRecords
  readonly seen: SeenDeposit
}

/** @throws Fault 'not-found', also for one of a commune that the visitor may not see */
async function findDeposit(
  ports: ConsolePorts,
  visit: Visit,
  { commune: code, id }: { readonly commune: string; readonly id: string },
): Promise<FoundDeposit> {
  const { cache, index, clock } = ports
  const commune = await communeInScope(ports, visit, code)
  const records = await cache.of(commune.code)
  const [seen] = await seeDeposits(
    commune,
    { records, index, nowMs: clock() },
    (deposit) => deposit.id === id,
  )
  if (seen === undefined) throw new Fault('not-found', 'no such deposit')
  return { commune, records, seen }
}

async function detailOf({ store }: ConsolePorts, found: FoundDeposit): Promise<DepositDetail> {
  const { commune, records, seen } = found
  const { row, contents, stored } = seen
  const sources = new Set(contents.documents.flatMap(({ pages }) => pages.map((page) => page.source)))
  const formats = [...stored].filter(([sha]) => sources.has(sha))
  return {
    ...row,
    manifestMatches: hasEqualManifest(row.deposit, contents),
    files: contents.files.map(({ file, documents }) => ({
      file,
      fileCode: fileCode(agencyOf(records, file) || commune.code, file),
      documents: documents.map(shownDocument),
    })),
    sources: Object.fromEntries(formats),
    receipt: await store.receiptOfDeposit(commune.code, row.deposit.id),
    counters: countersOf(records, seen),
  }
}

async function comparisonOf({ store }: ConsolePorts, found: FoundDeposit): Promise<DepositComparison> {
  const { commune, records, seen } = found
  const { row, contents, stored } = seen
  const { deposit } = row
  const isEqual = hasEqualManifest(deposit, contents)
  const then = isEqual
    ? contents.files
    : await contentsHandedOver(store, commune.code, records.record(RecordId.parse(deposit.id)))
  const read = createDepositReader(records)
  return {
    ...compareContents({
      deposit,
      handed: then,
      now: contents.files,
      isStored: (sha) => stored.has(sha),
      agencyCode: (file) => agencyOf(records, file) || commune.code,
    }),
    inside: [...twinsInside(deposit, contents)],
    held: [...twinsHeld(records, { deposit, contents, read })],
  }
}

/** A merged commune hands over fonds of agencies that are no more, under their own codes. */
function agencyOf(records: CommuneRecords, file: CaseFile): string {
  const id = RecordId.safeParse(file.fonds)
  return id.success ? fondsView(records.record(id.data)).agencyCode : ''
}

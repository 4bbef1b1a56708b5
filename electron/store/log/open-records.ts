import path from 'node:path'
import type { FaultReport } from '../../../domain/fault.ts'
import type { Origin } from '../../../domain/op.ts'
import type { Workshop } from '../files/replace-file.ts'
import { openWitness, type Witness } from '../json/witness.ts'
import type { VaultKeys } from '../keys/sealing.ts'
import { type Ledger, openLedger } from '../ledger/ledger.ts'
import type { WitnessedHead } from './log-change.ts'
import { type OnReadingLog, type OpLog, openOpLog } from './op-log.ts'
import type { OriginLog } from './origin-log.ts'

export interface OpenRecordsOptions {
  readonly folder: string
  readonly workshop: Workshop
  readonly keys: VaultKeys
  readonly onNotice: (notice: FaultReport) => void
  readonly onProgress?: OnReadingLog | undefined
  /** Origins that are being cut back, so that what was seen of them says nothing. */
  readonly forked?: readonly Origin[]
}

/** The log, the records folded from it, and the witness of how far it had come. */
export interface OpenRecords {
  readonly log: OpLog
  readonly ledger: Ledger
  readonly witness: Witness
}

/** Folds the log: from the ledger on where it fits, and from the first op where it does not. */
export async function openRecords(options: OpenRecordsOptions): Promise<OpenRecords> {
  const { folder, workshop, keys } = options
  const witness = await openWitness({ workshop, folder: path.join(folder, 'snap'), key: keys.snapshot })
  const kept = newLedger(options)
  const known = kept.points
  const log = await openLog(options, kept)
  const opened = log === null ? await foldAnew(options, kept) : { log, ledger: kept }
  // What the witness or the ledger had seen was acknowledged, so a log that ends before it has lost something and takes
  // nothing new until that is here again: going on would give the same numbers to other ops.
  for (const [origin, head] of [...witness.heads, ...known]) {
    if (options.forked?.includes(origin)) continue
    const log = await opened.log.ensureOrigin(origin)
    log.lose(head.n)
    if (await isAnother(log, head))
      options.onNotice({ code: 'fork', detail: { part: 'log', origin, n: head.n } })
  }
  return { ...opened, witness }
}

function newLedger({ folder, workshop, keys, onNotice }: OpenRecordsOptions): Ledger {
  const { failpoint } = workshop
  return openLedger({ path: path.join(folder, 'ledger.db'), keys, failpoint, onNotice })
}

/** Null where the ledger does not fit the log. */
function openLog(
  { folder, workshop, keys, onProgress }: OpenRecordsOptions,
  ledger: Ledger,
): Promise<OpLog | null> {
  return openOpLog({
    files: workshop.files,
    folder: path.join(folder, 'log'),
    key: keys.log,
    quarantine: path.join(folder, 'quarantine'),
    from: ledger.points,
    ledger,
    failpoint: workshop.failpoint,
    onProgress,
  })
}

async function foldAnew(
  options: OpenRecordsOptions,
  misfit: Ledger,
): Promise<Pick<OpenRecords, 'log' | 'ledger'>> {
  await misfit.discard()
  const ledger = newLedger(options)
  const log = await openLog(options, ledger)
  if (log === null) throw new RangeError('a whole log always fits an empty ledger')
  return { log, ledger }
}

/** Does the log hold another op where one was seen? */
async function isAnother(log: OriginLog, { n, head }: WitnessedHead): Promise<boolean> {
  return head !== null && log.n >= n && (await log.hashOf(n)) !== head
}

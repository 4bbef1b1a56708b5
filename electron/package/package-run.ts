import { access, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { ExportProfile } from '../../domain/export-profile.ts'
import { Fault, type FaultReport, reportOf } from '../../domain/fault.ts'
import { mediumFault } from '../../domain/medium-fault.ts'
import type { RecordId } from '../../domain/op.ts'
import type { PackageFormat, PackagesReport, PackedFile, RefusedFile } from '../../domain/package-api.ts'
import { caseFileView } from '../../domain/records/case-file.ts'
import { type DescribedFile, writeFieldSheets } from './field-sheets.ts'
import { packCaseFile } from './pack-case-file.ts'
import type { PackagePorts } from './ports.ts'
import { type Prepared, prepare, type Wanted } from './prepare.ts'
import { assertNew } from './sink.ts'
import { syncFolder } from './sync-folder.ts'
import { vietnamTime } from './vietnam-time.ts'

export interface PackagesRequest {
  readonly caseFiles: readonly RecordId[]
  readonly folder: string
  readonly format: PackageFormat
  readonly profile: ExportProfile
  readonly onProgress: (progress: {
    readonly done: number
    readonly refused: number
    readonly total: number
  }) => void
  readonly signal: AbortSignal
}

/**
 * Packs case files one after the other. Whatever happens, each of them is either packed whole or refused with the reason: a
 * medium that fails and a cancel refuse all that follow.
 */
export async function runPackages(ports: PackagePorts, request: PackagesRequest): Promise<PackagesReport> {
  const caseFiles = [...new Set(request.caseFiles)]
  const outcome: Outcome = { packed: [], refused: [], ended: null }
  const createdMs = ports.clock.nowMs()
  const wanted = { profile: request.profile, lists: ports.lists() }
  const tell = (): void => {
    const [packed, refused] = [outcome.packed.length, outcome.refused.length]
    request.onProgress({ done: packed + refused, refused, total: caseFiles.length })
  }
  const each = async (work: (id: RecordId) => Promise<PackedFile>): Promise<void> => {
    for (const id of caseFiles) {
      outcome.ended ??= request.signal.aborted ? { code: 'cancelled', detail: {} } : null
      const reason = outcome.ended ?? (await packedOrReason(id, work, outcome))
      if (reason !== null) outcome.refused.push({ id, notation: notationOf(ports, id), reason })
      tell()
    }
  }
  tell()
  try {
    await assertFolder(request.folder)
    const run = { ...request, ...wanted, createdMs }
    if (request.format === 'xlsx') await packSheets(ports, run, { each, outcome })
    else {
      const format = request.format
      const schemas = await ports.schemas()
      await each(async (id) => {
        const prepared = prepare(ports, wanted, id)
        await ports.noteExport(id)
        return packCaseFile(ports, prepared, { ...run, format, schemas })
      })
    }
  } catch (error) {
    const told = mediumFault(error)
    if (!(told instanceof Fault)) throw error
    outcome.ended = reportOf(told)
    // The workbook that would hold them is not there.
    if (request.format === 'xlsx') outcome.packed.splice(0)
    refuseRest(ports, caseFiles, outcome)
    tell()
  }
  const { packed, refused } = outcome
  return { folder: request.folder, selected: caseFiles.length, packed, refused }
}

interface Outcome {
  readonly packed: PackedFile[]
  readonly refused: RefusedFile[]
  /** Why nothing more can be packed. */
  ended: FaultReport | null
}

async function packedOrReason(
  id: RecordId,
  work: (id: RecordId) => Promise<PackedFile>,
  outcome: Outcome,
): Promise<FaultReport | null> {
  try {
    outcome.packed.push(await work(id))
    return null
  } catch (error) {
    const told = mediumFault(error)
    if (!(told instanceof Fault)) throw error
    const reason = reportOf(told)
    if (endsRun(reason)) outcome.ended = reason
    return reason
  }
}

const ofMedium: readonly string[] = ['disk-full', 'no-rights', 'file-missing', 'medium-lost', 'read-only']

/** Does what failed concern the folder or the vault, and so every case file that follows? */
function endsRun({ code, detail }: FaultReport): boolean {
  const isOfFolder = detail['reason'] === 'export' && ofMedium.includes(code)
  return isOfFolder || code === 'cancelled' || code === 'disk-full' || code === 'read-only'
}

function refuseRest(ports: PackagePorts, caseFiles: readonly RecordId[], outcome: Outcome): void {
  const known = new Set([...outcome.packed, ...outcome.refused].map(({ id }) => id))
  for (const id of caseFiles) {
    if (known.has(id) || outcome.ended === null) continue
    outcome.refused.push({ id, notation: notationOf(ports, id), reason: outcome.ended })
  }
}

function notationOf({ record }: PackagePorts, id: RecordId): string {
  return caseFileView(record(id)).notation
}

async function assertFolder(folder: string): Promise<void> {
  await access(folder).catch((cause: unknown) => {
    throw new Fault('file-missing', 'the folder is not there', { detail: { reason: 'export' }, cause })
  })
}

interface SheetsRun {
  readonly each: (work: (id: RecordId) => Promise<PackedFile>) => Promise<void>
  readonly outcome: Outcome
}

/** One workbook of all case files that may be packed. */
async function packSheets(
  ports: PackagePorts,
  { folder, createdMs, signal, ...wanted }: PackagesRequest & Wanted & { readonly createdMs: number },
  { each, outcome }: SheetsRun,
): Promise<void> {
  const moment = (vietnamTime(createdMs) ?? '').slice(0, 19).replace(/[^0-9]/g, '')
  const name = `ho-so-${wanted.profile.id}-${moment}.xlsx`
  const file = path.join(folder, name)
  await assertNew(file, name)
  await each(async (id) => {
    const prepared = prepare(ports, wanted, id)
    await ports.noteExport(id)
    return { id, code: prepared.fileCode, name, documents: prepared.documents.length, sizeBytes: 0 }
  })
  if (outcome.packed.length === 0 || outcome.ended !== null) {
    if (outcome.ended !== null) throw faultOf(outcome.ended)
    return
  }
  const ids = outcome.packed.map(({ id }) => id)
  const files = async function* (): AsyncGenerator<DescribedFile> {
    for (const id of ids) {
      if (signal.aborted) throw new Fault('cancelled', 'the workbook is no longer wanted')
      yield preparedAgain(ports, wanted, id)
      await Promise.resolve()
    }
  }
  await writeWhole(file, (write) => writeFieldSheets({ ...wanted, files, createdMs }, write))
}

function preparedAgain(ports: PackagePorts, wanted: Wanted, id: string): Prepared {
  // The id came from the request.
  return prepare(ports, wanted, id as RecordId)
}

function faultOf({ code, detail }: FaultReport): Fault {
  return new Fault(code, 'the run ended', { detail })
}

async function writeWhole(
  file: string,
  fill: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  const draft = `${file}.part`
  const handle = await open(draft, 'w')
  try {
    await fill(async (bytes) => {
      await handle.writeFile(bytes)
    })
    await handle.sync()
    await handle.close()
    await rename(draft, file)
    await syncFolder(path.dirname(file))
  } catch (error) {
    // Closing twice does nothing; a medium that is gone cannot be closed or tidied.
    await handle.close().catch(() => {})
    await rm(draft, { force: true }).catch(() => {})
    throw error
  }
}

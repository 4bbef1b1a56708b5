import { Fault } from '../../domain/fault.ts'
import type { RecordId } from '../../domain/op.ts'
import type { PackageFormat, PackedFile } from '../../domain/package-api.ts'
import type { Fonds } from '../../domain/records/fonds.ts'
import { createBagSink } from './bag-sink.ts'
import type { Office } from './events.ts'
import { closed, digitised, wasRead } from './history.ts'
import { isSafeName, safeName } from './package-name.ts'
import type { PackagePorts } from './ports.ts'
import type { Prepared, Wanted } from './prepare.ts'
import type { PackageSink } from './sink.ts'
import type { SipDocument } from './sip-document.ts'
import { type SuppliedSchema, writeSip } from './sip-package.ts'
import { vietnamTime } from './vietnam-time.ts'
import { createZipSink } from './zip-sink.ts'

export interface PackRequest extends Wanted {
  readonly folder: string
  readonly format: Exclude<PackageFormat, 'xlsx'>
  /** When the run began: the same for all its packages. */
  readonly createdMs: number
  readonly schemas: readonly SuppliedSchema[]
  readonly signal: AbortSignal
}

/** Writes the package of one case file: whole under its name, or nothing. @throws as `PackagePorts` and the medium */
export async function packCaseFile(
  ports: PackagePorts,
  prepared: Prepared,
  request: PackRequest,
): Promise<PackedFile> {
  const at = vietnamTime(request.createdMs)
  if (at === null) throw new RangeError('the clock of this PC shows no year that can be written')
  const sink = await openSink(prepared, request, at)
  try {
    await writeSip(sink, {
      id: prepared.packageId,
      fileCode: prepared.fileCode,
      profile: request.profile,
      lists: request.lists,
      described: prepared.described,
      documents: documentsOf(ports, prepared, request),
      // A view's id came from a record, so it is a record id.
      closing: closed(prepared.contents.file, ports.record(prepared.contents.file.id as RecordId)),
      packaging: { at, by: ports.userName() },
      depositor: officeOf(ports.depositor()),
      originator: officeOf(prepared.fonds),
      schemas: request.schemas.filter(({ name }) => isSafeName(name)),
    })
    const sizeBytes = await sink.finish()
    return {
      id: prepared.contents.file.id,
      code: prepared.fileCode,
      name: request.format === 'sip' ? `${prepared.packageId}.zip` : prepared.packageId,
      documents: prepared.documents.length,
      sizeBytes,
    }
  } catch (error) {
    await sink.discard()
    throw error
  }
}

function openSink(prepared: Prepared, request: PackRequest, at: string): Promise<PackageSink> {
  const { folder, format, createdMs } = request
  const { packageId, fileCode, contents, fonds } = prepared
  if (format === 'sip') return createZipSink({ folder, root: packageId, createdMs })
  const info = [
    ['Source-Organization', fonds.agencyName],
    ['External-Identifier', fileCode],
    ['External-Description', contents.file.title],
  ] as const
  return createBagSink({ folder, name: packageId, day: at.slice(0, 10), info })
}

const ORDINAL_DIGITS = /\{ordinal:(\d)\}/

/** `<mã hồ sơ>.<stt>`, the number as long as the profile writes it in the code of a document. */
function documentsOf(ports: PackagePorts, prepared: Prepared, request: PackRequest): readonly SipDocument[] {
  const { profile, signal } = request
  const digits = Number(ORDINAL_DIGITS.exec(profile.documentCode)?.[1] ?? 1)
  const code = safeName(prepared.fileCode)
  return prepared.documents.map(({ document, described }, index) => {
    // A view's id came from a record, so it is a record id.
    const record = ports.record(document.id as RecordId)
    return {
      uuid: document.id.slice(document.id.indexOf('_') + 1),
      name: `${code}.${String(index + 1).padStart(digits, '0')}`,
      described,
      history: { digitised: digitised(record), read: wasRead(record) },
      write: (write) => {
        if (signal.aborted) throw new Fault('cancelled', 'the package is no longer wanted')
        return ports.writePdf(document, { write, signal })
      },
    }
  })
}

function officeOf({ agencyName, agencyCode, code }: Fonds): Office {
  return { name: agencyName, agencyCode, fondsCode: code }
}

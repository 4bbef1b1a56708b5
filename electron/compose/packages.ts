import { type Authority, codeLists, profileOf } from '../../domain/authority.ts'
import { Fault } from '../../domain/fault.ts'
import type { RecordId } from '../../domain/op.ts'
import type { PackageApi, PackageCheck, PackagesReport } from '../../domain/package-api.ts'
import { fondsView } from '../../domain/records/fonds.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { suppliedSchemas } from '../desk/authority/schema-files.ts'
import { contentsOf, existingDocument } from '../desk/contents.ts'
import { writtenFrom } from '../desk/export-handlers.ts'
import { openFonds } from '../desk/first-records.ts'
import type { Blobs, Records, Surroundings } from '../desk/ports.ts'
import { archivePdfFaults } from '../digitise/check-archive-pdf.ts'
import { streamPdf } from '../digitise/output/write-document.ts'
import type { ReaderPool } from '../digitise/reader-pool.ts'
import { type PackagesRequest, runPackages } from '../package/package-run.ts'
import type { PackagePorts } from '../package/ports.ts'
import { verifyPackage } from '../package/verify/verify-package.ts'

export interface PackagesPorts {
  readonly records: Records
  readonly blobs: Blobs
  readonly reader: Pick<ReaderPool, 'openSource'>
  readonly authority: () => Authority
  readonly clock: Surroundings['clock']
  readonly userName: () => string
  /** Writes down that somebody takes a case file out. */
  readonly noteExport: (caseFile: RecordId) => Promise<void>
}

type Wanted = Omit<PackagesRequest, 'profile'> & {
  /** Id of a profile. */
  readonly profile: string
}

/** Packs case files of an open vault. @throws Fault 'invalid-input' for a profile that there is not */
export async function packCaseFiles(
  ports: PackagesPorts,
  { profile: id, ...request }: Wanted,
): Promise<PackagesReport> {
  const authority = ports.authority()
  const profile = profileOf(authority, id)
  if (profile.id !== id)
    throw new Fault('invalid-input', `no profile ${id}`, { detail: { reason: 'profile' } })
  return runPackages(packagePorts(ports), { ...request, profile })
}

function packagePorts({ records, blobs, reader, ...ports }: PackagesPorts): PackagePorts {
  return {
    contents: (id) => contentsOf(records, id),
    record: (id) => records.record(id),
    fonds: (id) => fondsView(records.record(id)),
    depositor: () => openFonds(records),
    lists: () => codeLists(ports.authority()),
    schemas: () => suppliedSchemas(records, blobs),
    writePdf: async ({ id }, { write, signal }) => {
      // Looked up again: it may have been isolated since the run began. A view's id came from a record.
      const document = existingDocument(records, id as RecordId)
      const types = ports.authority().documentTypes.entries
      const from = writtenFrom({ blobs, types }, document)
      return streamPdf({ ...from, pool: reader, onPage: () => {}, signal }, write)
    },
    noteExport: ports.noteExport,
    userName: ports.userName,
    clock: ports.clock,
  }
}

/** Looks at packages one after the other; needs no vault. */
export async function checkPackages(
  paths: readonly string[],
  authority: Authority,
  signal: AbortSignal,
): Promise<PackageCheck[]> {
  const lawful = { profiles: authority.profiles, lists: codeLists(authority) }
  const checks: PackageCheck[] = []
  for (const path of paths) {
    checks.push(await verifyPackage({ path, lawful, checkPdf: archivePdfFaults, signal }))
  }
  return checks
}

/** Packing and checking for the windows: one run at a time. */
export interface Packages {
  readonly handlers: Handlers<PackageApi>
  /** Stops what runs; nothing half stays. */
  close(): Promise<void>
}

export function createPackages(ports: PackagesPorts, emit: Surroundings['emit']): Packages {
  let stop: AbortController | null = null
  let work: Promise<unknown> = Promise.resolve()
  const alone = async <T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    if (stop !== null) throw new Fault('in-use', 'packages are being made', { detail: { reason: 'export' } })
    const own = new AbortController()
    stop = own
    try {
      const running = run(own.signal)
      // Whoever asked for it hears of its failure.
      work = running.catch(() => undefined)
      return await running
    } finally {
      stop = null
    }
  }
  const close = async (): Promise<void> => {
    stop?.abort()
    await work
  }
  return {
    close,
    handlers: {
      exportPackages: (wanted) =>
        alone((signal) =>
          packCaseFiles(ports, {
            ...wanted,
            signal,
            onProgress: (payload) => emit({ name: 'packagesProgress', payload }),
          }),
        ),
      cancelPackages: async () => {
        await close()
        return null
      },
      checkPackages: ({ paths }) => alone((signal) => checkPackages(paths, ports.authority(), signal)),
    },
  }
}

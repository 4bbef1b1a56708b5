import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { PackageCheck } from '../../../domain/package-api.ts'
import { checkBag } from './check-bag.ts'
import { checkSip, type LawfulProfiles } from './check-sip.ts'
import { createFaultList, type FaultList } from './fault-list.ts'
import { type CheckPdf, type Inspection, inspect } from './inspection.ts'
import { openFolder } from './open-folder.ts'
import type { OpenPackage } from './open-package.ts'
import { openZip } from './open-zip.ts'

interface VerifyRequest {
  readonly path: string
  readonly lawful: LawfulProfiles
  readonly checkPdf: CheckPdf
  readonly signal: AbortSignal
}

const PAYLOAD = 'data/'

/** Looks for everything that is wrong with a package, a zip or a folder. Nothing of it is written or run. @throws Fault 'cancelled' */
export async function verifyPackage(request: VerifyRequest): Promise<PackageCheck> {
  const faults = createFaultList()
  const look = await lookAt(request, faults)
  return {
    path: request.path,
    ...look,
    faults: [...faults.faults],
    faultCount: faults.count(),
    notes: [...faults.notes],
  }
}

type Seen = Pick<PackageCheck, 'kind' | 'files' | 'sizeBytes' | 'documents'>
const NOTHING: Seen = { kind: 'unknown', files: 0, sizeBytes: 0, documents: 0 }

async function lookAt(request: VerifyRequest, faults: FaultList): Promise<Seen> {
  let opened: OpenPackage
  try {
    const isFolder = (await stat(request.path)).isDirectory()
    opened = isFolder ? await openFolder(request.path, faults) : await openZip(request.path, faults)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    faults.add('unreadable', '', error.message)
    return NOTHING
  }
  try {
    return await lookInto(opened, request, faults)
  } catch (error) {
    if (!(error instanceof Error) || error instanceof Fault) throw error
    // A package that breaks the reader is a bad package, and those behind it are still to be looked at.
    faults.add('unreadable', '', error.message)
    return NOTHING
  } finally {
    await opened.close()
  }
}

async function lookInto(opened: OpenPackage, request: VerifyRequest, faults: FaultList): Promise<Seen> {
  const { files } = opened
  if (files.size === 0) {
    faults.add('unreadable', '', 'nothing is in it')
    return NOTHING
  }
  const inspection = await inspect({ ...request, files, faults })
  const isBag = files.has('bagit.txt')
  if (isBag) await checkBag(inspection)
  const zipName = path.basename(request.path).replace(/\.zip$/i, '')
  const isZip = zipName !== path.basename(request.path)
  if (isZip && opened.root !== '' && opened.root !== zipName) {
    faults.add('structure', '', `the zip holds the folder ${opened.root}`)
  }
  const payload = isBag ? payloadOf(inspection) : inspection
  const isSip = payload.files.has('METS.xml') || !isBag
  const documents = isSip ? await checkSip(payload, opened.root, request.lawful) : 0
  const sizeBytes = [...inspection.measured.values()].reduce((sum, each) => sum + each.sizeBytes, 0)
  return { kind: isBag ? 'bagit' : 'sip', files: files.size, sizeBytes, documents }
}

/** What lies in the bag, as if it were the package. */
function payloadOf(bag: Inspection): Inspection {
  return {
    faults: bag.faults,
    files: within(bag.files),
    measured: within(bag.measured),
    pdfs: within(bag.pdfs),
    text: (name) => bag.text(`${PAYLOAD}${name}`),
    xml: (name) => bag.xml(`${PAYLOAD}${name}`),
  }
}

function within<T>(all: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map(
    [...all].flatMap(([name, value]) =>
      name.startsWith(PAYLOAD) ? [[name.slice(PAYLOAD.length), value] as const] : [],
    ),
  )
}

import * as z from 'zod'
import { faultCodes } from './fault.ts'
import { RecordId } from './op.ts'
import { procedure } from './rpc.ts'

/** A zip with METS, EAD and PREMIS; the same as a folder in a BagIt bag; the fields alone as a workbook. */
export const packageFormats = ['sip', 'bagit', 'xlsx'] as const
export const PackageFormat = z.enum(packageFormats)
export type PackageFormat = z.infer<typeof PackageFormat>

/** Most case files of one run. */
export const MOST_PACKAGES = 10_000

const Reason = z.object({
  code: z.enum(faultCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const PackedFile = z.object({
  id: z.string(),
  /** Mã hồ sơ. */
  code: z.string(),
  /** Of the zip, the bag or the workbook in the folder. */
  name: z.string(),
  documents: z.int(),
  /** Of the zip, or of all files of the bag; 0 of a workbook, which is one for all. */
  sizeBytes: z.int(),
})
export type PackedFile = z.infer<typeof PackedFile>

export const RefusedFile = z.object({ id: z.string(), notation: z.string(), reason: Reason })
export type RefusedFile = z.infer<typeof RefusedFile>

/** What became of every case file that was asked for: selected = packed + refused, always. */
export const PackagesReport = z.object({
  folder: z.string(),
  selected: z.int(),
  packed: z.array(PackedFile),
  refused: z.array(RefusedFile),
})
export type PackagesReport = z.infer<typeof PackagesReport>

const packageFaultCodes = [
  'unreadable',
  'structure',
  'name',
  'link',
  'duplicate',
  'encrypted',
  'too-large',
  'missing',
  'extra',
  'wrong-size',
  'wrong-hash',
  'xml',
  'href',
  'mets',
  'premis',
  'description',
  'date',
  'pdf',
  'bag',
] as const

export const PackageFault = z.object({
  code: z.enum(packageFaultCodes),
  /** Name inside the package; '' for the package itself. */
  file: z.string(),
  /** The rule or the value, in English. */
  what: z.string(),
})
export type PackageFault = z.infer<typeof PackageFault>

/** What a check of one package found. */
export const PackageCheck = z.object({
  path: z.string(),
  kind: z.enum(['sip', 'bagit', 'unknown']),
  files: z.int(),
  sizeBytes: z.int(),
  documents: z.int(),
  faults: z.array(PackageFault),
  /** Faults there are; more than are listed where there are too many to list. */
  faultCount: z.int(),
  /** What is no fault but is to be known, such as a PDF that is kept because it is signed. */
  notes: z.array(PackageFault),
})
export type PackageCheck = z.infer<typeof PackageCheck>

/** Taking case files out of the vault as packages, and looking whether packages are whole. */
export const packageApi = {
  /**
   * Packs closed, deposited and accepted case files into a folder, each whole or not at all. A name that is there already
   * is left as it is, and its case file refused.
   */
  exportPackages: procedure(
    z.object({
      caseFiles: z.array(RecordId).min(1).max(MOST_PACKAGES),
      folder: z.string().min(1).max(4096),
      format: PackageFormat,
      profile: z.string().max(40),
    }),
    PackagesReport,
  ),
  /** Stops after what is whole; nothing half stays. */
  cancelPackages: procedure(z.object({}), z.null()),
  /** Looks at zips and folders; nothing is written. */
  checkPackages: procedure(
    z.object({ paths: z.array(z.string().min(1).max(4096)).min(1).max(200) }),
    z.array(PackageCheck),
  ),
} as const
export type PackageApi = typeof packageApi

export const packageEvents = {
  packagesProgress: z.object({ done: z.int(), refused: z.int(), total: z.int() }),
} as const

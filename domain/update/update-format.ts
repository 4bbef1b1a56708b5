import * as z from 'zod'
import { Version } from './version.ts'

/** Of the whole layout of an update file; a reader refuses a later one. */
export const UPDATE_FORMAT = 1

export const updateLimits = {
  manifestBytes: 65_536,
  signatureBytes: 1024,
  /** Far above any package of ours, and below what FAT32 takes as one file. */
  payloadBytes: 2_000_000_000,
  notesCharacters: 4000,
  /** Most update files that are looked at in one folder. */
  filesAFolder: 100,
} as const

export const MANIFEST_NAME = 'update.json'
export const SIGNATURE_NAME = 'update.sig'

/** Stands before the bytes of the manifest in what is signed, so that the key signs nothing that means something elsewhere. */
export const SIGNED_PREFIX = 'ho-so-xa-update-1\0'

export const UpdatePlatform = z.enum(['linux', 'win32'])
export const UpdateArch = z.enum(['x64', 'arm64'])

/** Starts and ends with a letter or digit: no system takes such a name for a device, a hidden file or a path. */
const PayloadName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,118}[A-Za-z0-9]$/)

const Notes = z.string().max(updateLimits.notesCharacters)

/** `update.json`: what an update file is, for which PCs, and what exactly lies in it. */
export const UpdateManifest = z.strictObject({
  kind: z.literal('ho-so-xa-update'),
  format: z.literal(UPDATE_FORMAT),
  version: Version,
  platform: UpdatePlatform,
  arch: UpdateArch,
  /** Of the vaults that this version writes. */
  vaultFormat: z.int().min(1).max(1_000_000),
  /** The oldest version that may be replaced by this one directly. */
  oldestFrom: Version,
  payload: z.strictObject({
    name: PayloadName,
    sizeBytes: z.int().min(1).max(updateLimits.payloadBytes),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  notes: z.strictObject({ vi: Notes, en: Notes }),
  /** ISO 8601 instant. */
  createdAt: z.iso.datetime(),
  /** Names the key that signed. */
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
})
export type UpdateManifest = z.infer<typeof UpdateManifest>

/** `assets/update/keys.json`: whose update files the program takes. */
export const UpdateKeys = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        /** First 16 hexadecimal digits of the SHA-256 of the key's SPKI form. */
        id: UpdateManifest.shape.keyId,
        publicKeyPem: z.string().min(1).max(1000),
      }),
    )
    .max(16),
})
export type UpdateKeys = z.infer<typeof UpdateKeys>

/** Folder beside the answers of the province in which update files travel. */
export const UPDATE_FOLDER = 'ho-so-xa-cap-nhat'

const FILE_NAME = /^ho-so-xa-([\d.]{5,20})-(linux|win32)-(x64|arm64)\.hoso$/

type UpdateTarget = Pick<UpdateManifest, 'version' | 'platform' | 'arch'>

export function updateFileName({ version, platform, arch }: UpdateTarget): string {
  return `ho-so-xa-${version}-${platform}-${arch}.hoso`
}

/** What the name of an update file claims, or null where it is none; only its manifest can be believed. */
export function readUpdateName(name: string): UpdateTarget | null {
  const [, version, platform, arch] = FILE_NAME.exec(name) ?? []
  const claimed = UpdateManifest.pick({ version: true, platform: true, arch: true }).safeParse({
    version,
    platform,
    arch,
  })
  return claimed.success ? claimed.data : null
}

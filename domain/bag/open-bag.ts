import type * as z from 'zod'
import {
  BAG_VERSION,
  type BagDirection,
  BagHello,
  BagSignature,
  bagLimits,
  bagText,
  DECLARATION_FILE,
  HELLO_FILE,
  INFO_FILE,
  isBagFolder,
  type PayloadKind,
  payloadKind,
  SIGNATURE_FILE,
} from './bag-format.ts'
import { assertNotStopped, type BagCrypto, type BagDisk, fromStick, withStick } from './bag-ports.ts'
import { bagFault } from './bag-refusal.ts'
import { BAG_DECLARATION, MANIFEST, PAYLOAD_FOLDER, readManifestLine, TAG_MANIFEST } from './manifest.ts'
import { jsonOf, readText } from './read-file.ts'

export interface OpenRequest {
  readonly disk: BagDisk
  readonly crypto: BagCrypto
  /** Of the bag itself. */
  readonly folder: string
  readonly direction: BagDirection
  /** Own commune; null at the server, which knows all of them. */
  readonly commune: string | null
  /** Who made the bag? @throws Fault where nobody whom we take bags from. @returns the commune that the key is of */
  readonly sender: (key: string) => Promise<{ readonly commune: string }>
  /** Bytes that were looked at. */
  readonly onBytes: (bytes: number) => void
  readonly signal: { readonly aborted: boolean }
}

/** A bag of which every byte was checked against the signature of its sender. */
export interface OpenBag {
  readonly hello: BagHello
  /** Raw Ed25519 key of who made it. */
  readonly sender: string
  /** Names of the payload of one kind, in their order. */
  files(kind: PayloadKind): readonly string[]
  /** The content of a file, unsealed. */
  open(name: string): AsyncIterable<Uint8Array>
  /** The same as text, where it is short. */
  text(name: string): Promise<string>
}

const tagFiles: ReadonlySet<string> = new Set([
  DECLARATION_FILE,
  INFO_FILE,
  MANIFEST,
  TAG_MANIFEST,
  SIGNATURE_FILE,
])

/**
 * Checks a bag whole before a byte of it is used: form, names, sizes, sums, signature, and for whom it is. Changes nothing.
 * @throws Fault as `bagFault` tells them, 'medium-lost', 'cancelled'
 */
export async function openBag(request: OpenRequest): Promise<OpenBag> {
  return withStick(() => checkBag(request))
}

async function checkBag(request: OpenRequest): Promise<OpenBag> {
  const { disk, crypto, folder } = request
  const found = await listFiles(disk, folder)
  await checkDeclaration(request, found)
  const signed = await checkSignature(request, found)
  await checkTags(request, found)
  await checkPayload(request, found)
  const open = (name: string) => crypto.unseal(fromStick(disk.read(`${folder}/${name}`)))
  const text = (name: string) => readText(crypto, open(name), bagLimits.textBytes)
  const hello = await readHello(text)
  if (hello.commune !== signed.commune) throw bagFault('altered', 'two communes are named')
  if (hello.direction !== request.direction) throw bagFault('direction', `it goes ${hello.direction}`)
  const payload = [...found.keys()].filter((name) => name.startsWith(PAYLOAD_FOLDER)).sort()
  return {
    hello,
    sender: signed.key,
    files: (kind) => payload.filter((name) => payloadKind(name) === kind),
    open,
    text,
  }
}

/** Every file with its size. Nothing that is no plain file with a name of ours is ever opened. */
async function listFiles(disk: BagDisk, folder: string): Promise<ReadonlyMap<string, number>> {
  const files = new Map<string, number>()
  const folders = ['']
  for (let inside = folders.shift(); inside !== undefined; inside = folders.shift()) {
    const entries = await disk.list(inside === '' ? folder : `${folder}/${inside}`, bagLimits.bagFiles)
    for (const { name, kind, sizeBytes } of entries) {
      const path = inside === '' ? name : `${inside}/${name}`
      if (kind === 'folder' && isBagFolder(path)) folders.push(path)
      else if (kind === 'file' && (tagFiles.has(path) || payloadKind(path) !== null)) {
        if (sizeBytes > mostBytesOf(path)) throw bagFault('altered', `${path} is too large`)
        files.set(path, sizeBytes)
      } else throw bagFault('altered', 'something is in it that no bag has')
    }
    if (files.size > bagLimits.bagFiles + tagFiles.size) throw bagFault('altered', 'too many files')
  }
  return files
}

function mostBytesOf(name: string): number {
  if (name === MANIFEST) return bagLimits.manifestBytes
  return tagFiles.has(name) ? bagLimits.tagBytes : bagLimits.bagBytes
}

async function checkDeclaration(request: OpenRequest, found: ReadonlyMap<string, number>): Promise<void> {
  if (!found.has(DECLARATION_FILE)) throw bagFault('incomplete', 'bagit.txt was not written')
  const text = await tagText(request, DECLARATION_FILE, bagLimits.tagBytes)
  if (text === BAG_DECLARATION) return
  if (BAG_DECLARATION.startsWith(text)) throw bagFault('incomplete', 'bagit.txt is short')
  const version = /^BagIt-Version: (\d+)\.\d+\n/.exec(text)?.[1]
  if (version !== undefined && Number(version) > 1) throw bagFault('newer', `BagIt ${version}`)
  throw bagFault('altered', 'bagit.txt is another')
}

/** Whose bag it is comes before everything that it says. */
async function checkSignature(
  request: OpenRequest,
  found: ReadonlyMap<string, number>,
): Promise<{ readonly key: string; readonly commune: string }> {
  for (const name of tagFiles) if (!found.has(name)) throw bagFault('incomplete', `${name} lacks`)
  const info = await tagText(request, INFO_FILE, bagLimits.tagBytes)
  const version = /^Hsx-Version: (\d{1,6})$/m.exec(info)?.[1]
  if (version === undefined) throw bagFault('altered', 'no bag of ours')
  if (Number(version) > BAG_VERSION) throw bagFault('newer', `version ${version}`)
  const said = await signatureOf(request)
  const commune = /^Hsx-Commune: (\S{1,40})$/m.exec(info)?.[1] ?? ''
  if (request.commune !== null && commune !== request.commune) throw bagFault('commune', commune)
  const sender = await request.sender(said.key)
  const text = bagText(sender.commune, await digest(request, TAG_MANIFEST))
  if (!request.crypto.isSigned(said.key, text, said.signature)) {
    throw bagFault('altered', 'its signature does not fit')
  }
  return { key: said.key, commune: sender.commune }
}

async function signatureOf(request: OpenRequest): Promise<z.infer<typeof BagSignature>> {
  const words = (await tagText(request, SIGNATURE_FILE, bagLimits.tagBytes)).trim().split(' ')
  const [key, signature] = words
  const parsed = BagSignature.safeParse({ key, signature })
  if (!parsed.success || words.length !== 2) throw bagFault('altered', 'no signature')
  return parsed.data
}

async function checkTags(request: OpenRequest, found: ReadonlyMap<string, number>): Promise<void> {
  const listed = readManifest(await tagText(request, TAG_MANIFEST, bagLimits.tagBytes), false)
  const named = [DECLARATION_FILE, INFO_FILE, MANIFEST]
  if (listed.size !== named.length) throw bagFault('altered', 'the tag manifest lists other files')
  for (const name of named) {
    if (found.get(name) === undefined || (await digest(request, name)) !== listed.get(name)) {
      throw bagFault('altered', `${name} was changed`)
    }
  }
}

async function checkPayload(request: OpenRequest, found: ReadonlyMap<string, number>): Promise<void> {
  const listed = readManifest(await tagText(request, MANIFEST, bagLimits.manifestBytes), true)
  for (const name of listed.keys()) {
    if (payloadKind(name) === null) throw bagFault('altered', 'the manifest lists a name that no bag has')
    if (!found.has(name)) throw bagFault('incomplete', `${name} lacks`)
  }
  const payload = [...found.keys()].filter((name) => name.startsWith(PAYLOAD_FOLDER))
  if (payload.some((name) => !listed.has(name))) throw bagFault('altered', 'a file that nobody signed')
  if (!listed.has(HELLO_FILE)) throw bagFault('altered', 'no hello')
  await checkOxum(request, found, payload)
  for (const [name, sha256] of listed) {
    if ((await digest(request, name)) !== sha256) throw bagFault('altered', `${name} was changed`)
  }
}

/** The sizes tell a short copy before anything is read. */
async function checkOxum(
  request: OpenRequest,
  found: ReadonlyMap<string, number>,
  payload: readonly string[],
): Promise<void> {
  const info = await tagText(request, INFO_FILE, bagLimits.tagBytes)
  const told = /^Payload-Oxum: (\d{1,15})\.(\d{1,9})$/m.exec(info)
  const octets = payload.reduce((sum, name) => sum + (found.get(name) ?? 0), 0)
  if (told === null || Number(told[2]) !== payload.length || Number(told[1]) < octets) {
    throw bagFault('altered', 'Payload-Oxum is another')
  }
  if (Number(told[1]) > octets) throw bagFault('incomplete', 'files are short')
}

function readManifest(text: string, isPayload: boolean): ReadonlyMap<string, string> {
  const listed = new Map<string, string>()
  for (const line of text.split('\n').filter(Boolean)) {
    const said = readManifestLine(line, isPayload)
    if (said === null || listed.has(said.name)) throw bagFault('altered', 'a manifest says nothing sound')
    listed.set(said.name, said.sha256)
  }
  return listed
}

async function tagText(request: OpenRequest, name: string, mostBytes: number): Promise<string> {
  const { disk, crypto, folder } = request
  return readText(crypto, disk.read(`${folder}/${name}`), mostBytes)
}

async function digest({ disk, crypto, folder, onBytes, signal }: OpenRequest, name: string): Promise<string> {
  const hash = crypto.hash()
  for await (const chunk of disk.read(`${folder}/${name}`)) {
    assertNotStopped(signal)
    hash.update(chunk)
    onBytes(chunk.length)
  }
  return hash.hex()
}

async function readHello(text: (name: string) => Promise<string>): Promise<BagHello> {
  const said = await text(HELLO_FILE).catch((error: unknown) => {
    // What is sealed to another server cannot be opened here.
    throw isDamage(error) ? bagFault('receiver', 'it is sealed to somebody else', error) : error
  })
  const parsed = BagHello.safeParse(jsonOf(said))
  if (!parsed.success) throw bagFault('altered', 'the hello has another shape')
  if (parsed.data.version > BAG_VERSION) throw bagFault('newer', `version ${parsed.data.version}`)
  return parsed.data
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'damaged'
}

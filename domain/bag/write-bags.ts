import { Fault } from '../fault.ts'
import {
  BAG_VERSION,
  type BagHello,
  bagName,
  bagText,
  DECLARATION_FILE,
  HELLO_FILE,
  INFO_FILE,
  SIGNATURE_FILE,
} from './bag-format.ts'
import { type BagItem, neededBytes, type PlanLimits, planBags } from './bag-plan.ts'
import { assertNotStopped, type BagCrypto, type BagDisk, withStick } from './bag-ports.ts'
import {
  BAG_DECLARATION,
  bagInfoText,
  type ListedFile,
  MANIFEST,
  manifestText,
  payloadOxum,
  TAG_MANIFEST,
} from './manifest.ts'

export interface WriteProgress {
  readonly part: number
  readonly parts: number
  readonly filesDone: number
  readonly filesTotal: number
  /** On the medium. */
  readonly bytesDone: number
  /** At most. */
  readonly bytesTotal: number
}

export interface WrittenBags {
  readonly set: string
  /** Folders of the bags in their order. */
  readonly names: readonly string[]
  readonly files: number
  readonly sizeBytes: number
}

export interface WriteRequest {
  readonly disk: BagDisk
  readonly crypto: BagCrypto
  /** Where the folders of the bags go. */
  readonly folder: string
  readonly hello: Omit<BagHello, 'version' | 'set' | 'part' | 'parts'>
  /** To whom it is sealed: the key of the server (up), or the commune (down). */
  readonly receiver: string
  /** How many keys it is sealed to. */
  readonly receivers: number
  readonly items: readonly BagItem[]
  readonly limits?: PlanLimits
  readonly onProgress: (progress: WriteProgress) => void
  readonly signal: { readonly aborted: boolean }
}

interface WrittenFile extends ListedFile {
  readonly sizeBytes: number
}

/**
 * Writes the items as one bag, or as several where they are too much for one. `bagit.txt` of a bag is written after
 * everything else of it is on the medium: what was cut off is incomplete, never wrong (SY31).
 * @throws Fault 'disk-full' before anything is written, 'medium-lost', 'no-rights', 'cancelled'; bags that were whole
 * by then stay, and the same call may be made again
 */
export async function writeBags(request: WriteRequest): Promise<WrittenBags> {
  const { disk, crypto, folder, receivers } = request
  const set = crypto.randomHex(8)
  const bags = planBags(request.items, receivers, request.limits)
  const bytesTotal = neededBytes(bags, receivers)
  await withStick(() => assertRoom(disk, folder, bytesTotal))
  const total = bags.reduce((sum, items) => sum + items.length + 1, 0)
  const done = { files: 0, bytes: 0 }
  const names: string[] = []
  for (const [index, items] of bags.entries()) {
    const part = { part: index + 1, parts: bags.length }
    const hello: BagHello = { version: BAG_VERSION, set, ...part, ...request.hello }
    const tell = (files: number, sizeBytes: number): void => {
      done.files += files
      done.bytes += sizeBytes
      const told = { filesDone: done.files, filesTotal: total, bytesDone: done.bytes, bytesTotal }
      request.onProgress({ ...part, ...told })
    }
    names.push(await writeBag(request, { hello, items, tell }))
  }
  return { set, names, files: done.files, sizeBytes: done.bytes }
}

async function assertRoom(disk: BagDisk, folder: string, needed: number): Promise<void> {
  const free = await disk.freeBytes(folder)
  if (free >= needed) return
  throw new Fault('disk-full', `the medium has ${free} bytes left, ${needed} are needed`, {
    detail: { reason: 'bag', neededBytes: needed, freeBytes: free },
  })
}

interface OneBag {
  readonly hello: BagHello
  readonly items: readonly BagItem[]
  readonly tell: (files: number, sizeBytes: number) => void
}

async function writeBag(request: WriteRequest, { hello, items, tell }: OneBag): Promise<string> {
  const { disk, crypto, folder, signal } = request
  const name = bagName(hello, hello.time.slice(0, 10))
  const bag = `${folder}/${name}`
  const pen = createPen(request, { bag, onBytes: (sizeBytes) => tell(0, sizeBytes) })
  const greeting: BagItem = { name: HELLO_FILE, plainBytes: 0, content: () => textOf(JSON.stringify(hello)) }
  const putItem = async (item: BagItem): Promise<WrittenFile | null> => {
    try {
      return await pen.put(item.name, crypto.seal(pen.bytesOf(item.content())))
    } catch (error) {
      if (item.isSkipped?.(error) !== true) throw error
      await disk.remove(`${bag}/${item.name}`)
      return null
    }
  }
  return withStick(async () => {
    await disk.makeFolder(bag)
    try {
      const payload: WrittenFile[] = []
      for (const item of [greeting, ...items]) {
        assertNotStopped(signal)
        const file = await putItem(item)
        if (file !== null) payload.push(file)
        tell(1, 0)
      }
      const info = await pen.text(INFO_FILE, infoOf(request, hello, payload))
      const manifest = await pen.text(MANIFEST, manifestText(payload))
      const declaration = { name: DECLARATION_FILE, sha256: pen.sha256(BAG_DECLARATION) }
      const tags = await pen.text(TAG_MANIFEST, manifestText([info, manifest, declaration]))
      const signature = crypto.sign(bagText(hello.commune, tags.sha256))
      await pen.text(SIGNATURE_FILE, `${crypto.publicKey} ${signature}\n`)
      await pen.sync()
      assertNotStopped(signal)
      await pen.text(DECLARATION_FILE, BAG_DECLARATION)
      await pen.sync()
      await disk.syncFolder(folder)
      return name
    } catch (error) {
      // A stick that is gone cannot be tidied; what is left there is incomplete and says so.
      await disk.remove(bag).catch(() => undefined)
      throw error
    }
  })
}

async function* textOf(text: string): AsyncGenerator<string> {
  yield text
}

/** Writes files of one bag, each hashed on its way and on the medium when it counts. */
function createPen(
  { disk, crypto, signal }: WriteRequest,
  { bag, onBytes }: { readonly bag: string; readonly onBytes: (sizeBytes: number) => void },
) {
  const folders = new Set<string>([bag])
  const makeParents = async (name: string): Promise<void> => {
    const parts = name.split('/').slice(0, -1)
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const folder = `${bag}/${parts.slice(0, depth).join('/')}`
      if (folders.has(folder)) continue
      await disk.makeFolder(folder)
      folders.add(folder)
    }
  }
  const put = async (name: string, bytes: AsyncIterable<Uint8Array>): Promise<WrittenFile> => {
    await makeParents(name)
    const hash = crypto.hash()
    const file = await disk.create(`${bag}/${name}`)
    let sizeBytes = 0
    try {
      for await (const chunk of bytes) {
        assertNotStopped(signal)
        hash.update(chunk)
        sizeBytes += chunk.length
        await file.write(chunk)
        onBytes(chunk.length)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    return { name, sizeBytes, sha256: hash.hex() }
  }
  async function* bytesOf(content: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
    for await (const part of content) yield typeof part === 'string' ? crypto.encode(part) : part
  }
  return {
    put,
    bytesOf,
    text: (name: string, text: string) => put(name, bytesOf(textOf(text))),
    sha256: (text: string): string => {
      const hash = crypto.hash()
      hash.update(crypto.encode(text))
      return hash.hex()
    },
    sync: async (): Promise<void> => {
      for (const folder of folders) await disk.syncFolder(folder)
    },
  }
}

function infoOf(
  { receiver, crypto }: WriteRequest,
  hello: BagHello,
  payload: readonly WrittenFile[],
): string {
  return bagInfoText([
    ['Source-Organization', hello.commune],
    ['Bagging-Date', hello.time.slice(0, 10)],
    ['Bag-Group-Identifier', hello.set],
    ['Bag-Count', `${hello.part} of ${hello.parts}`],
    ['Payload-Oxum', payloadOxum(payload)],
    ['Hsx-Version', String(BAG_VERSION)],
    ['Hsx-Direction', hello.direction],
    ['Hsx-Commune', hello.commune],
    ['Hsx-Sender', crypto.publicKey],
    ['Hsx-Receiver', receiver],
  ])
}

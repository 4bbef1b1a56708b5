import { createPrivateKey, X509Certificate } from 'node:crypto'
import { hostname, networkInterfaces } from 'node:os'
import path from 'node:path'
import * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import { makeFolderDurably, readFileIfAny, writeFileDurably } from '../store/durable-file.ts'
import { createCertificate, createTlsKey, pinOfKey } from './certificate.ts'

/** A certificate with less time left is renewed. */
const RENEW_MS = 60 * 86_400_000
const VERSION = 1
/** Below the data folder. */
export const TLS_FILE = path.join('tls', 'tls.json')

const TlsFile = z.object({
  version: z.int(),
  current: z.object({ key: z.string(), certificate: z.string() }),
  spare: z.object({ key: z.string() }),
})
type TlsFile = z.infer<typeof TlsFile>

/** With what the server answers on TLS. */
export interface TlsIdentity {
  /** PEM. */
  readonly key: string
  readonly certificate: string
  /** What stations pin: the key in use and its successor. None where an authority vouches for the certificate. */
  readonly pins: readonly string[]
  /** What was done at this start. */
  readonly change: 'tls-made' | 'tls-renewed' | null
}

interface TlsPlace {
  readonly dataFolder: string
  readonly nowMs: number
  /** Host names and addresses; another set makes a new certificate of the same key. */
  readonly names: readonly string[]
}

/**
 * The server's own certificate, made at the first start together with the key that follows: at a renewal that key comes
 * into use, which stations know already, so nobody is locked out.
 * @throws Fault 'damaged', 'newer-version'
 */
export async function openTlsIdentity({ dataFolder, nowMs, names }: TlsPlace): Promise<TlsIdentity> {
  const file = path.join(dataFolder, TLS_FILE)
  const kept = read(await readFileIfAny(file))
  const next = await nextOf(kept, { names, nowMs })
  if (next.change !== null || next.isReissued) {
    await makeFolderDurably(path.dirname(file))
    await writeFileDurably(file, JSON.stringify(next.file))
  }
  const { current, spare } = next.file
  return { ...current, pins: [pinOfKey(current.key), pinOfKey(spare.key)], change: next.change }
}

interface Next {
  readonly file: TlsFile
  readonly change: TlsIdentity['change']
  readonly isReissued: boolean
}

async function nextOf(
  kept: TlsFile | null,
  at: { readonly names: readonly string[]; readonly nowMs: number },
): Promise<Next> {
  const issue = async (key: string) => ({ key, certificate: await createCertificate({ keyPem: key, ...at }) })
  if (kept === null) {
    const file = { version: VERSION, current: await issue(createTlsKey()), spare: { key: createTlsKey() } }
    return { file, change: 'tls-made', isReissued: true }
  }
  const certificate = new X509Certificate(kept.current.certificate)
  if (Date.parse(certificate.validTo) - at.nowMs < RENEW_MS) {
    const file = { version: VERSION, current: await issue(kept.spare.key), spare: { key: createTlsKey() } }
    return { file, change: 'tls-renewed', isReissued: true }
  }
  const isNamed = at.names.every(
    (name) => (certificate.checkHost(name) ?? certificate.checkIP(name)) !== undefined,
  )
  if (isNamed) return { file: kept, change: null, isReissued: false }
  return { file: { ...kept, current: await issue(kept.current.key) }, change: null, isReissued: true }
}

function read(text: string | null): TlsFile | null {
  if (text === null) return null
  const parsed = TlsFile.safeParse(JSON.parse(text))
  if (!parsed.success) throw new Fault('damaged', 'tls.json has another shape')
  if (parsed.data.version > VERSION) throw new Fault('newer-version', 'tls.json is of a newer program')
  return parsed.data
}

/** A certificate of the office's own authority. @throws Fault 'invalid-input' where key and certificate do not fit */
export function officeTls(certificate: string, key: string): TlsIdentity {
  if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) {
    throw new Fault('invalid-input', 'the key is not that of the certificate')
  }
  return { key, certificate, pins: [], change: null }
}

/** Under which names and addresses this machine can be called on its network. */
export function namesOfMachine(host: string): readonly string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((addressesOfCard) => addressesOfCard ?? [])
    // Addresses of one card only are no names for others.
    .filter(({ address }) => !address.startsWith('fe80'))
    .map(({ address }) => address)
  const asked = ['0.0.0.0', '::'].includes(host) ? [] : [host]
  const own = hostname().toLowerCase()
  const named = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(own) ? [own] : []
  return [...new Set(['localhost', '127.0.0.1', ...asked, ...named, ...addresses])]
}

import type { CodeName } from '../../domain/authority.ts'
import type { ConsoleUser, consoleApi, DepositDetail, DepositRow } from '../../domain/console-api.ts'
import { Fault } from '../../domain/fault.ts'
import { RecordId, type Sha256 } from '../../domain/op.ts'
import { type CaseFile, fileCode } from '../../domain/records/case-file.ts'
import { fondsView } from '../../domain/records/fonds.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { layerText } from '../../domain/text-layer.ts'
import { correctedLayer } from '../../domain/word-corrections.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Decide, Decision } from '../archive/decide.ts'
import { hasEqualManifest } from '../archive/deposit-contents.ts'
import { isIsolatedBlob, shownDocument } from '../archive/isolated.ts'
import { layerOfPage } from '../archive/layer-of-page.ts'
import type { CommuneRecords, RecordCache } from '../state/commune-records.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { OpStore } from '../store/op-store.ts'
import type { Commune, Registry } from '../store/registry.ts'
import { countersOf, progressOf, type SeenDeposit, seeDeposits } from './progress.ts'

export interface ConsolePorts {
  readonly accounts: Accounts
  readonly registry: Registry
  readonly cache: RecordCache
  readonly store: OpStore
  readonly blobs: BlobStore
  readonly index: BlobIndex
  readonly decide: Decide
  readonly documentTypes: readonly CodeName[]
}

/** Who asks, and how the answer can begin or end their session. */
export interface Visit {
  readonly user: ConsoleUser | null
  readonly begin: (session: { readonly token: string; readonly maxAgeSeconds: number }) => void
  readonly end: () => Promise<void>
}

type ConsoleHandlers = Handlers<typeof consoleApi>

/** The console's calls for one visit. Without a session all but `me` and `signIn` are refused (SV1). */
export function createConsoleHandlers(ports: ConsolePorts, visit: Visit): ConsoleHandlers {
  return {
    ...signing(ports, visit),
    ...communes(ports, visit),
    ...reading(ports, visit),
    ...deciding(ports, visit),
  }
}

function requireUser({ user }: Visit): ConsoleUser {
  if (user === null) throw new Fault('unauthorised', 'no session')
  return user
}

function requireAdministrator(visit: Visit): void {
  if (requireUser(visit).role !== 'administrator') throw new Fault('forbidden', 'administrators only')
}

function signing(
  { accounts }: ConsolePorts,
  visit: Visit,
): Pick<ConsoleHandlers, 'me' | 'signIn' | 'signOut'> {
  return {
    me: async () => visit.user,
    signIn: async ({ name, password }) => {
      const user = await accounts.signIn(name, password)
      visit.begin(await accounts.createSession(user.name))
      return user
    },
    signOut: async () => {
      requireUser(visit)
      await visit.end()
      return null
    },
  }
}

type CommuneCalls = Pick<ConsoleHandlers, 'communes' | 'addCommune' | 'createEnrolmentCode'>

function communes({ registry, cache }: ConsolePorts, visit: Visit): CommuneCalls {
  return {
    communes: async () => {
      requireUser(visit)
      const rows = (await registry.communes()).map(async (commune) =>
        progressOf(commune, await registry.stations(commune.code), await cache.of(commune.code)),
      )
      return Promise.all(rows)
    },
    addCommune: async ({ code, name }) => {
      requireAdministrator(visit)
      await registry.addCommune(code, name)
      return null
    },
    createEnrolmentCode: async ({ commune }) => {
      requireAdministrator(visit)
      const { code, expiresAt } = await registry.createEnrolmentCode(commune)
      return { code, expiresAt: new Date(expiresAt).toISOString() }
    },
  }
}

type ReadCalls = Pick<ConsoleHandlers, 'deposits' | 'deposit' | 'pageText' | 'documentTypes'>

function reading(ports: ConsolePorts, visit: Visit): ReadCalls {
  const { registry, cache, index, documentTypes } = ports
  return {
    deposits: async () => {
      requireUser(visit)
      const rows: DepositRow[] = []
      for (const commune of await registry.communes()) {
        const records = await cache.of(commune.code)
        const seen = await seeDeposits(commune, { records, index }, () => true)
        rows.push(...seen.map(({ row }) => row))
      }
      return rows.sort((a, b) => (a.deposit.createdAt < b.deposit.createdAt ? 1 : -1))
    },
    deposit: async ({ id }) => {
      requireUser(visit)
      return detailOf(ports, await findDeposit(ports, id))
    },
    pageText: async ({ text, corrections }) => {
      requireUser(visit)
      await assertShown(ports, text)
      return { text: layerText(correctedLayer(await layerOfPage(ports, text), corrections)) }
    },
    documentTypes: async () => {
      requireUser(visit)
      return [...documentTypes]
    },
  }
}

/** @throws Fault 'isolated' for what belongs to a state secret */
async function assertShown({ index, cache }: ConsolePorts, sha: Sha256): Promise<void> {
  const commune = await index.communeOf(sha)
  if (commune === null || !isIsolatedBlob(await cache.of(commune), sha)) return
  throw new Fault('isolated', 'a state secret is not shown')
}

type DecideCalls = Pick<ConsoleHandlers, 'setVerdict' | 'acceptDeposit' | 'returnDeposit'>

function deciding(ports: ConsolePorts, visit: Visit): DecideCalls {
  const { decide } = ports
  const decisionOn = async (id: string): Promise<Decision> => {
    const { name } = requireUser(visit)
    const { commune } = await findDeposit(ports, id)
    return { commune, deposit: id, by: name }
  }
  return {
    setVerdict: async ({ deposit, document, hasPassed, reason, ...where }) => {
      const decision = await decisionOn(deposit)
      // TT 05/2025, article 24(2): what fails is told why.
      if (!hasPassed && reason.trim() === '') throw new Fault('invalid-input', 'a reason is needed')
      const verdict = hasPassed ? { hasPassed, reason: '' } : { hasPassed, reason: reason.trim(), ...where }
      await decide.setVerdict(decision, document, verdict)
      return null
    },
    acceptDeposit: async ({ deposit }) => decide.accept(await decisionOn(deposit)),
    returnDeposit: async ({ deposit, reason }) => {
      await decide.giveBack(await decisionOn(deposit), reason)
      return null
    },
  }
}

interface FoundDeposit {
  readonly commune: Commune
  readonly records: CommuneRecords
  readonly seen: SeenDeposit
}

/** @throws Fault 'not-found' */
async function findDeposit({ registry, cache, index }: ConsolePorts, id: string): Promise<FoundDeposit> {
  if (!RecordId.safeParse(id).success) throw new Fault('not-found', 'no such deposit')
  for (const commune of await registry.communes()) {
    const records = await cache.of(commune.code)
    const [seen] = await seeDeposits(commune, { records, index }, (deposit) => deposit.id === id)
    if (seen !== undefined) return { commune, records, seen }
  }
  throw new Fault('not-found', 'no such deposit')
}

async function detailOf({ store }: ConsolePorts, found: FoundDeposit): Promise<DepositDetail> {
  const { commune, records, seen } = found
  const { row, contents, stored } = seen
  const sources = new Set(contents.documents.flatMap(({ pages }) => pages.map((page) => page.source)))
  const formats = [...stored].filter(([sha]) => sources.has(sha))
  return {
    ...row,
    manifestMatches: hasEqualManifest(row.deposit, contents),
    files: contents.files.map(({ file, documents }) => ({
      file,
      fileCode: fileCode(agencyOf(records, file) || commune.code, file),
      documents: documents.map(shownDocument),
    })),
    sources: Object.fromEntries(formats),
    receipt: await store.receiptOfDeposit(commune.code, row.deposit.id),
    counters: countersOf(records, seen),
  }
}

/** A merged commune hands over fonds of agencies that are no more, under their own codes. */
function agencyOf(records: CommuneRecords, file: CaseFile): string {
  const id = RecordId.safeParse(file.fonds)
  return id.success ? fondsView(records.record(id.data)).agencyCode : ''
}

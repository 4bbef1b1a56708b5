import type { CommuneProgress } from '../../domain/console/commune-api.ts'
import { mayCall } from '../../domain/console/console-permission.ts'
import type { ConsoleUser } from '../../domain/console/console-user.ts'
import type { DepositComparison, DepositDetail } from '../../domain/console/deposit-api.ts'
import { type ConsoleApi, consoleApi } from '../../domain/console-api.ts'
import { Fault } from '../../domain/fault.ts'
import type { Receipt } from '../../domain/receipt.ts'
import type { Document } from '../../domain/records/document.ts'
import { type Client, createClient, createDispatcher, type Handlers } from '../../domain/rpc.ts'

const PASSWORD = 'mật khẩu đúng'
const sha = (digit: number) => String(digit).repeat(64)

/** A province with one deposit of two documents, over plain values; the console's rules of the domain hold. */
export interface MemoryArchive {
  readonly client: Client<typeof consoleApi>
  readonly password: string
  detail: DepositDetail
  comparison: DepositComparison
  communes: readonly CommuneProgress[]
  /** Answers of the calls that only people of the office make; what is not here fails as a bug. */
  office: Partial<Handlers<ConsoleApi>>
  /** Every call that changes something, with what it was given. */
  readonly asked: { readonly name: string; readonly input: unknown }[]
  user: ConsoleUser | null
  /** Every call fails with this while it is set. */
  outage: Fault | null
}

export function createMemoryArchive(role: ConsoleUser['role'] = 'archivist'): MemoryArchive {
  const archive: MemoryArchive = {
    client: createClient(consoleApi, async (name, input) => {
      if (archive.outage !== null) throw archive.outage
      archive.asked.push({ name, input })
      return structuredClone(await dispatch(name, structuredClone(input)))
    }),
    password: PASSWORD,
    detail: aDeposit(),
    comparison: { isProven: true, files: [], inside: [], held: [] },
    communes: [],
    office: {},
    asked: [],
    user: null,
    outage: null,
  }
  const dispatch = createDispatcher(consoleApi, allHandlers(archive, role), (name, error) => {
    throw new Error(`bug in ${name}`, { cause: error })
  })
  return archive
}

/** What a test does not answer itself is answered with nothing; the table of rights holds as on the server. */
function allHandlers(archive: MemoryArchive, role: ConsoleUser['role']): Handlers<ConsoleApi> {
  const own: Readonly<Record<string, unknown>> = handlersOf(archive, role)
  const entries = Object.keys(consoleApi).map((key) => {
    // The keys of `consoleApi` are its calls.
    const name = key as keyof ConsoleApi
    const handler = async (input: never): Promise<unknown> => {
      if (archive.user !== null && !mayCall(name, archive.user.role)) {
        throw new Fault('forbidden', 'not this role')
      }
      // Whoever answers a call has its own input type, which an index by name cannot express.
      const answer = (archive.office[name] ?? own[name]) as ((input: never) => Promise<unknown>) | undefined
      if (answer === undefined) throw new Error(`nothing answers ${name}`)
      if (archive.user === null && name !== 'me' && name !== 'signIn') {
        throw new Fault('unauthorised', 'no session')
      }
      return answer(input)
    }
    return [name, handler] as const
  })
  return Object.fromEntries(entries) as unknown as Handlers<ConsoleApi>
}

type OwnCalls =
  | keyof Pick<ConsoleApi, 'me' | 'signIn' | 'signOut' | 'documentTypes' | 'communes' | 'province'>
  | keyof Pick<ConsoleApi, 'addCommune' | 'createEnrolmentCode' | 'deposits' | 'deposit' | 'compareDeposit'>
  | keyof Pick<ConsoleApi, 'pageText' | 'setVerdict' | 'clearVerdict' | 'acceptDeposit' | 'returnDeposit'>

function handlersOf(archive: MemoryArchive, role: ConsoleUser['role']): Pick<Handlers<ConsoleApi>, OwnCalls> {
  const guarded = <T>(value: () => T): Promise<T> => {
    if (archive.user === null) throw new Fault('unauthorised', 'no session')
    return Promise.resolve(value())
  }
  const decideOn = (change: (deposit: DepositDetail['deposit']) => DepositDetail['deposit']): null => {
    archive.detail = { ...archive.detail, deposit: change(archive.detail.deposit) }
    return null
  }
  return {
    me: async () => archive.user,
    signIn: async ({ name, password }) => {
      if (password !== PASSWORD) throw new Fault('wrong-passphrase', 'wrong')
      archive.user = { name, role, communes: null }
      return archive.user
    },
    signOut: () => guarded(() => (archive.user = null)),
    communes: () => guarded(() => [...archive.communes]),
    province: () => guarded(() => ({ years: [2026, 2025], share: 0.3 })),
    compareDeposit: () => guarded(() => archive.comparison),
    clearVerdict: ({ document }) =>
      guarded(() =>
        decideOn(({ verdicts: { [document]: _gone, ...verdicts }, ...deposit }) => ({
          ...deposit,
          verdicts,
        })),
      ),
    addCommune: () => guarded(() => null),
    createEnrolmentCode: () => guarded(() => ({ code: 'ABCD-EFGH', expiresAt: '2026-12-01T00:00:00.000Z' })),
    deposits: () => guarded(() => [archive.detail]),
    deposit: () => guarded(() => archive.detail),
    pageText: ({ text }) => guarded(() => ({ text: `chữ của ${text.slice(0, 1)}` })),
    documentTypes: () => guarded(() => [{ code: '02', name: 'Quyết định' }]),
    setVerdict: ({ commune: _commune, deposit: _deposit, document, ...verdict }) =>
      guarded(() =>
        decideOn((deposit) => ({
          ...deposit,
          verdicts: { ...deposit.verdicts, [document]: verdict },
        })),
      ),
    acceptDeposit: () =>
      guarded(() => {
        const receipt = aReceipt(archive.detail)
        archive.detail = { ...archive.detail, receipt }
        decideOn((deposit) => ({ ...deposit, outcome: outcomeOf(receipt.body.deposit?.number ?? null, '') }))
        return receipt
      }),
    returnDeposit: ({ reason }) =>
      guarded(() => decideOn((deposit) => ({ ...deposit, outcome: outcomeOf(null, reason) }))),
  }
}

function outcomeOf(receiptNumber: string | null, reason: string) {
  const decidedAt = '2026-11-22T09:00:00.000Z'
  return { isAccepted: receiptNumber !== null, receiptNumber, decidedAt, decidedBy: 'luutru', reason }
}

function aDocument(digit: number): Document {
  return {
    id: `doc_${digit}`,
    batch: 'batch_1',
    pages: [{ id: 'p', source: sha(digit), index: 0 }],
    texts: { p: sha(digit + 4) },
    unread: {},
    proposals: null,
    turns: {},
    corrections: {},
    findings: null,
    isOneDocument: false,
    values: { number: `${digit}`, notation: 'QĐ-UBND', type: '02', subject: `Việc thứ ${digit}` },
    isAccepted: true,
    caseFile: 'case_1',
    position: digit,
    extra: {},
    sheets: null,
    isDraft: false,
  }
}

function aDeposit(): DepositDetail {
  const documents = [aDocument(1), aDocument(2)]
  return {
    deposit: {
      id: 'deposit_1',
      fonds: 'fonds_1',
      ordinal: 1,
      createdAt: '2026-11-20T02:15:00.000Z',
      caseFiles: ['case_1'],
      manifest: sha(9),
      manifestVersion: 2,
      verdicts: {},
      outcome: null,
    },
    commune: 'H27.38.05',
    communeName: 'UBND xã Thử',
    waitedDays: 2,
    documents: documents.length,
    blobsNamed: 4,
    blobsStored: 4,
    manifestMatches: true,
    files: [
      {
        file: {
          id: 'case_1',
          fonds: 'fonds_1',
          planEntry: null,
          year: 2026,
          notation: '01',
          title: 'Tập quyết định',
          retention: '01',
          maker: 'a',
          startDate: null,
          endDate: null,
          state: 'deposited',
          stateReason: null,
          deposit: 'deposit_1',
          access: 'open',
          basis: '',
          place: null,
          excluded: null,
          closing: null,
          extra: {},
        },
        fileCode: 'H27.38.05.2026.01',
        documents,
      },
    ],
    sources: Object.fromEntries([1, 2].map((n) => [sha(n), { mediaType: 'image/jpeg', sizeBytes: 9 }])),
    receipt: null,
    counters: {
      requestCode: 'NL.H27.38.05.2026.01',
      agencyCode: 'H27.38.05',
      agencyName: 'UBND xã Thử',
      packages: 1,
      caseFiles: 1,
      documents: documents.length,
      acceptedSoFar: 12,
      partsLoaded: 4,
      parts: 4,
      sizeBytes: 36,
      ordinal: 1,
      receivedAt: null,
    },
  }
}

function aReceipt(detail: DepositDetail): Receipt {
  return {
    body: {
      commune: detail.commune,
      epoch: 'e',
      seq: 1,
      previous: null,
      time: '2026-11-22T09:00:00.000Z',
      vector: {},
      deposit: {
        id: detail.deposit.id,
        number: 'BN-2026-000001',
        ordinal: 1,
        manifest: detail.deposit.manifest,
        caseFiles: 1,
        documents: detail.documents,
        blobs: detail.blobsNamed,
        sizeBytes: 36,
        acceptedBy: 'luutru',
      },
    },
    signature: 'chữ-ký',
  }
}

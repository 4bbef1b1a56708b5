import type { Edit, RecordId } from '../../domain/op.ts'
import { newCaseFile } from '../../domain/records/case-file.ts'
import { newDocument } from '../../domain/records/document.ts'
import { batchText } from '../../domain/sync/protocol.ts'
import type { Conflict } from '../../domain/sync-api.ts'
import { createUndo } from '../../electron/compose/undo.ts'
import { conflictHandlers } from '../../electron/desk/conflicts/conflict-handlers.ts'
import { derivedId } from '../../electron/desk/plan/derived-id.ts'
import type { Vault } from '../../electron/store/vault.ts'
import { shippedAuthority } from './shipped-authority.ts'
import { createTestVault, edit, newRecord, type TestVault } from './test-vault.ts'

const COMMUNE = 'H27.38.05'

/** One PC with its vault, where somebody works who can take steps back. */
export interface Pc extends TestVault {
  readonly desk: ReturnType<typeof conflictHandlers>
  readonly undo: ReturnType<typeof createUndo>
  list(): Promise<readonly Conflict[]>
  write(...edits: readonly Edit[]): Promise<void>
}

async function aPc(name: string, ordinal: number): Promise<Pc> {
  const made = await createTestVault()
  const { vault } = made
  vault.setAuthor(name)
  await vault.append([edit(derivedId('station', vault.station.id), '/province', { stationOrdinal: ordinal })])
  const undo = createUndo({
    record: vault.record,
    append: vault.append,
    isInUse: () => false,
    actor: () => name,
  })
  const records = { ...vault, append: undo.append }
  const desk = conflictHandlers({ records, authority: () => shippedAuthority, station: vault.station.id })
  return {
    ...made,
    undo,
    desk,
    list: async () => (await desk.conflicts({ offset: 0, limit: 200 })).rows,
    write: (...edits) => vault.append(edits),
  }
}

/** Two PCs of a commune that both hold this. */
export async function twoPcs(...edits: readonly Edit[]): Promise<readonly [Pc, Pc]> {
  const pair = [await aPc('Trần Thị Mẫu', 1), await aPc('Lê Văn Thử', 2)] as const
  await pair[0].write(...edits)
  await meet(...pair)
  return pair
}

/** Each takes all that the other has, as the province would bring it. */
export async function meet(one: Pc, two: Pc): Promise<void> {
  await give(one.vault, two.vault)
  await give(two.vault, one.vault)
}

async function give(from: Vault, to: Vault): Promise<void> {
  const { id: s, incarnation: i, publicKey: key } = from.station
  for (;;) {
    const unsent = await from.unsent(to.vector(), { ops: 1000, bytes: 1_000_000 })
    if (unsent === null) return
    const named = { s, i, from: unsent.from, to: unsent.to, head: unsent.head }
    const signature = from.station.sign(batchText(named, COMMUNE))
    await to.ingest({ ...named, key, signature, ops: [...unsent.ops] }, COMMUNE)
  }
}

/** A case file that is open. */
export const aFile = (id: RecordId, notation: string, title: string): readonly Edit[] =>
  newCaseFile(id, {
    fonds: 'fonds_6f9619ff-8b86-4011-b42d-00c04fc964ff',
    planEntry: null,
    year: 2025,
    notation,
    title,
    retention: '10',
    maker: 'Trần Thị Mẫu',
  })

/** Those of `aRead`. */
export const PAGES = [0, 1].map((index) => ({
  id: `6f9619ff-8b86-4011-b42d-00c04fc0000${index}`,
  source: 'a'.repeat(64),
  index,
}))
/** Hash of the text of the nth page. */
export const textOf = (n: number): string => String(n).repeat(64)

/** A document of two pages that were read and accepted. */
export const aRead = (id: RecordId): readonly Edit[] => [
  ...newDocument(id, newRecord('batch'), PAGES),
  ...PAGES.map((page) => edit(id, `/text/${page.id}`, textOf(page.index + 1))),
  edit(id, '/field/type', '02'),
  edit(id, '/field/number', '15'),
  edit(id, '/field/notation', 'QĐ-UBND'),
  edit(id, '/isAccepted', true),
]

import { randomUUID } from 'node:crypto'
import type { IndexedCaseFile, IndexedDocument } from '../../../domain/indexed.ts'
import type { RecordId, Vector } from '../../../domain/op.ts'
import type { EncryptedDatabase } from '../ledger/encrypted-database.ts'
import { openIndexHost } from './index-host.ts'
import { searchIndex } from './index-search.ts'
import { changedDocuments, putCaseFiles, putDocuments, removeDocuments } from './index-writer.ts'
import type { DocumentStamp, IndexAnswer, IndexRequest } from './indexed.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** What was found on opening. */
export interface IndexOpening {
  /** The vector up to which all records are in the index, as JSON; null where that was never reached. */
  readonly covered: string | null
  /** The last program that held it ended without closing it. */
  readonly wasInUse: boolean
  /** Milliseconds since 1970 of the last time it was read through and found whole; 0 for never. */
  readonly checkedAtMs: number
  /** Another one after each time it was made anew. */
  readonly generation: string
}

/** The index in the thread that holds its database. Everything is synchronous. */
export interface IndexEngine {
  open(): IndexOpening
  put(documents: readonly IndexedDocument[]): void
  putCaseFiles(files: readonly IndexedCaseFile[]): void
  remove(documents: readonly RecordId[]): void
  /** Those documents that are not in the index as their stamps say. */
  changed(stamps: readonly DocumentStamp[]): readonly RecordId[]
  /** Has no effect on another generation than the one that was filled. */
  setCovered(covered: { readonly vector: Vector; readonly generation: string }): void
  setChecked(atMs: number): void
  search(request: IndexRequest): IndexAnswer
  documents(): number
  makeAnew(): void
  close(): void
}
export type IndexCall = keyof IndexEngine

/** So many pages are put before what was remembered of the words is asked anew. */
const FORGET_EVERY_PAGES = 5000

/** @param onMade hears that the index was made anew, empty, so that everything has to be put again */
export function openIndexEngine(
  path: string,
  key: Uint8Array,
  onMade: (generation: string) => void,
): IndexEngine {
  const host = openIndexHost(path, key, (database) => onMade(beginGeneration(database)))
  const vocabularies = new WeakMap<EncryptedDatabase, Vocabulary>()
  const vocabularyOf = (database: EncryptedDatabase): Vocabulary => {
    const known = vocabularies.get(database) ?? createVocabulary(database)
    vocabularies.set(database, known)
    return known
  }
  let pagesPut = 0
  const change = (work: (database: EncryptedDatabase) => void): void =>
    host.use((database) => database.transaction(() => work(database)))
  return {
    open: () =>
      host.use((database) => {
        const opening = {
          covered: readMeta(database, 'covered'),
          wasInUse: readMeta(database, 'in-use') === 'yes',
          checkedAtMs: Number(readMeta(database, 'checked') ?? 0),
          generation: readMeta(database, 'generation') ?? '',
        }
        writeMeta(database, 'in-use', 'yes')
        return opening
      }),
    put: (documents) => {
      change((database) => putDocuments(database, documents))
      pagesPut += documents.reduce((sum, { pages }) => sum + pages.length, 0)
      if (pagesPut < FORGET_EVERY_PAGES) return
      pagesPut = 0
      host.use((database) => vocabularyOf(database).forget())
    },
    putCaseFiles: (files) => change((database) => putCaseFiles(database, files)),
    remove: (documents) => change((database) => removeDocuments(database, documents)),
    changed: (stamps) => host.use((database) => changedDocuments(database, stamps)),
    setCovered: ({ vector, generation }) =>
      host.use((database) => {
        if (readMeta(database, 'generation') !== generation) return
        vocabularyOf(database).forget()
        writeMeta(database, 'covered', JSON.stringify(vector))
      }),
    setChecked: (atMs) => host.use((database) => writeMeta(database, 'checked', String(atMs))),
    search: (request) => host.use((database) => searchIndex(database, request, vocabularyOf(database))),
    documents: () =>
      host.use((database) =>
        Number(database.all('SELECT count(*) AS documents FROM doc')[0]?.['documents'] ?? 0),
      ),
    makeAnew: () => host.makeAnew(),
    close: () => {
      host.use((database) => writeMeta(database, 'in-use', 'no'))
      host.close()
    },
  }
}

function beginGeneration(database: EncryptedDatabase): string {
  const generation = randomUUID()
  writeMeta(database, 'generation', generation)
  writeMeta(database, 'in-use', 'yes')
  return generation
}

function readMeta(database: EncryptedDatabase, name: string): string | null {
  const value = database.all('SELECT value FROM meta WHERE name = ?', [name])[0]?.['value']
  return typeof value === 'string' ? value : null
}

function writeMeta(database: EncryptedDatabase, name: string, value: string): void {
  database.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', [name, value])
}

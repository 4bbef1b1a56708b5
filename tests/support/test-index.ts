import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { IndexedDocument } from '../../domain/indexed.ts'
import type { RecordId } from '../../domain/op.ts'
import { noFilters, type SearchFilters } from '../../domain/search-api.ts'
import { parseSearchQuery } from '../../domain/search-query.ts'
import type { IndexAnswer } from '../../electron/store/search/indexed.ts'
import {
  openSearchIndex,
  type SearchIndex,
  type SearchIndexOptions,
} from '../../electron/store/search/search-index.ts'
import { bundleIndexWorker } from './index-worker.ts'
import { newRecord, temporaryFolder } from './test-vault.ts'

/** The real index with its real thread, in a folder of its own. */
export interface TestIndex {
  readonly file: string
  readonly index: SearchIndex
  /** Puts documents one after another, and tells their ids. */
  put(...changes: readonly Partial<IndexedDocument>[]): Promise<readonly RecordId[]>
  /** Without a limit of its own, the first ten. */
  ask(query: string, filters?: Partial<SearchFilters>, limit?: number): Promise<IndexAnswer>
  find(query: string, filters?: Partial<SearchFilters>): Promise<readonly RecordId[]>
  close(): Promise<void>
  /** Closes it and opens it again, with the same key. */
  reopen(options?: Partial<SearchIndexOptions>): Promise<TestIndex>
}

export function anEntry(change: Partial<IndexedDocument> = {}): IndexedDocument {
  return {
    document: newRecord('doc'),
    caseFile: null,
    stamp: 's',
    number: '',
    notation: '',
    type: '',
    issuedDate: '',
    year: 0,
    issuer: '',
    subject: '',
    signer: '',
    pages: [''],
    ...change,
  }
}

const worker = bundleIndexWorker()

export async function openTestIndex(options: Partial<SearchIndexOptions> = {}): Promise<TestIndex> {
  const given = {
    path: path.join(await temporaryFolder(), 'index.db'),
    key: new Uint8Array(randomBytes(32)),
    worker,
    failpoint: () => {},
    nowMs: () => 1_767_571_200_000,
    ...options,
  }
  const index = await openSearchIndex(given)
  let closing: Promise<void> | null = null
  const close = (): Promise<void> => {
    closing ??= index.close()
    return closing
  }
  onTestFinished(close)
  const ask = (query: string, filters: Partial<SearchFilters> = {}, limit = 10): Promise<IndexAnswer> =>
    index.search({
      query: parseSearchQuery(query),
      filters: { ...noFilters, ...filters },
      types: null,
      limit,
    })
  return {
    file: given.path,
    index,
    ask,
    close,
    put: async (...changes) => {
      const entries = changes.map(anEntry)
      for (const entry of entries) await index.put([entry])
      return entries.map(({ document }) => document)
    },
    find: async (query, filters) => (await ask(query, filters)).hits.map(({ document }) => document),
    reopen: async (again = {}) => {
      await close()
      return openTestIndex({ ...given, ...again })
    },
  }
}

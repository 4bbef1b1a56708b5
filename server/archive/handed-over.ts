import { type CaseFileContents, handedOver, orderDocuments } from '../../domain/deposit-manifest.ts'
import { compareHlc } from '../../domain/hlc.ts'
import { applyOps, emptyRecord, opsByRecord, type RecordState } from '../../domain/merge.ts'
import { Op, RecordId } from '../../domain/op.ts'
import { caseFileView } from '../../domain/records/case-file.ts'
import { depositedFiles } from '../../domain/records/deposit.ts'
import { documentView } from '../../domain/records/document.ts'
import type { OpStore } from '../store/op-store.ts'

const PAGE_OPS = 5000

/**
 * What a deposit handed over, made again of the ops that its maker can have known: all of its own station up to the
 * deposit, and of the others those whose clock is before. Whether it is what the maker saw, the hash of its manifest
 * tells. Reads the feed of the commune twice, a piece at a time.
 */
export async function contentsHandedOver(
  store: OpStore,
  commune: string,
  deposit: RecordState,
): Promise<readonly CaseFileContents[]> {
  const mark = deposit.cells['/manifest']?.heads[0]
  const files = depositedFiles(deposit).flatMap((id) => RecordId.safeParse(id).data ?? [])
  if (mark === undefined || files.length === 0) return []
  const isKnown = (op: Op): boolean => wasKnown(op, mark)
  const named = new Set<string>(files)
  const wanted = new Set<string>(files)
  await walk(store, commune, (body) => {
    if (!body.includes('"/caseFile"')) return
    const op = Op.parse(JSON.parse(body))
    if (typeof op.val === 'string' && named.has(op.val) && isKnown(op)) wanted.add(op.f)
  })
  const ops: Op[] = []
  await walk(store, commune, (body) => {
    if (!wanted.has(/"f":"([^"]+)"/.exec(body)?.[1] ?? '')) return
    const op = Op.parse(JSON.parse(body))
    if (isKnown(op)) ops.push(op)
  })
  return fold(files, ops)
}

function wasKnown(op: Op, mark: Op): boolean {
  if (op.s === mark.s && op.i === mark.i) return op.n <= mark.n
  return compareHlc(op.t, mark.t) < 0
}

async function walk(store: OpStore, commune: string, visit: (body: string) => void): Promise<void> {
  let after = 0
  for (;;) {
    const page = await store.feed(commune, after, PAGE_OPS)
    for (const { body } of page) visit(body)
    const last = page.at(-1)
    if (last === undefined) return
    after = last.seq
  }
}

function fold(files: readonly RecordId[], ops: readonly Op[]): readonly CaseFileContents[] {
  const groups = opsByRecord(ops)
  const state = (id: RecordId): RecordState => applyOps(emptyRecord(id), groups.get(id) ?? [])
  const isFile = new Set(files)
  const documents = [...groups.keys()].filter((id) => !isFile.has(id)).map((id) => documentView(state(id)))
  return files.map((id) => ({
    file: caseFileView(state(id)),
    documents: handedOver(orderDocuments(documents.filter(({ caseFile }) => caseFile === id))),
  }))
}

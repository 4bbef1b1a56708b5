import { Fault } from '../../../domain/fault.ts'
import { foldText } from '../../../domain/fold-text.ts'
import { issuerRowsOf } from '../../../domain/issuer-import.ts'
import { matchIssuer } from '../../../domain/issuers.ts'
import { type Edit, type RecordId, recordId } from '../../../domain/op.ts'
import type { FondsPlanApi, IssuerForm } from '../../../domain/plan-api.ts'
import { type Issuer, issuerView, setIssuer } from '../../../domain/records/issuer.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { derivedId } from './derived-id.ts'
import { firstFitting, openSheets } from './open-sheets.ts'
import type { PlanPorts } from './plan-ports.ts'

type IssuerApi = Pick<
  FondsPlanApi,
  | 'issuers'
  | 'addIssuer'
  | 'editIssuer'
  | 'removeIssuer'
  | 'previewIssuerImport'
  | 'importIssuers'
  | 'matchIssuer'
>

const byVietnamese = new Intl.Collator('vi', { numeric: true })

/** The list of bodies that issue documents, with the days between which each was one. */
export function issuerHandlers({ records, surroundings }: PlanPorts): Handlers<IssuerApi> {
  const all = (): readonly Issuer[] =>
    records
      .records('issuer')
      .map(issuerView)
      .filter(({ name }) => name !== '')
  const existing = (id: RecordId): Issuer => {
    const issuer = issuerView(records.record(id))
    if (issuer.name === '') throw new Fault('not-found', `no issuer ${id}`)
    return issuer
  }
  return {
    issuers: async () => [...all()].sort((a, b) => byVietnamese.compare(a.name, b.name)),
    addIssuer: async (form) => {
      assertRight(form, all())
      const id = recordId('issuer', surroundings.createId())
      await records.append(setIssuer(id, form), { undo: 'edit-issuers' })
      return { id }
    },
    editIssuer: async ({ id, ...form }) => {
      existing(id)
      assertRight(
        form,
        all().filter((issuer) => issuer.id !== id),
      )
      await records.append(setIssuer(id, form), { undo: 'edit-issuers' })
      return null
    },
    removeIssuer: async ({ id }) => {
      existing(id)
      const paths = Object.keys(records.record(id).cells)
      await records.append(
        paths.map((path) => ({ record: id, path, remove: true })),
        { undo: 'edit-issuers' },
      )
      return null
    },
    previewIssuerImport: async ({ path }) => {
      const { sha, sheets } = await openSheets(path)
      const rows = firstFitting(sheets, (sheet) => issuerRowsOf(sheet, all()), 'issuer-columns')
      const shown = rows.map((row) =>
        row.kind === 'taken' ? { number: row.number, text: row.text, kind: row.kind } : row,
      )
      return { path, sha, rows: shown, ...counts(rows) }
    },
    importIssuers: async ({ path, sha }) => {
      const { sheets } = await openSheets(path, sha)
      const rows = firstFitting(sheets, (sheet) => issuerRowsOf(sheet, all()), 'issuer-columns')
      const edits = importEdits(rows, all())
      if (edits.length > 0) await records.append(edits, { undo: 'edit-issuers' })
      return counts(rows)
    },
    matchIssuer: async ({ name, date }) => {
      const match = matchIssuer(name, date, all())
      return match === null ? null : { ...match }
    },
  }
}

/** @throws Fault 'invalid-input' or 'conflict' with the reasons `dates` and `issuer-exists` */
function assertRight({ name, validFrom, validTo }: IssuerForm, others: readonly Issuer[]): void {
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    throw new Fault('invalid-input', 'ends before it begins', { detail: { reason: 'dates' } })
  }
  const isSame = (other: Issuer): boolean =>
    foldText(other.name) === foldText(name) && other.validFrom === validFrom
  if (others.some(isSame)) {
    throw new Fault('conflict', 'there is such an issuer', { detail: { reason: 'issuer-exists', name } })
  }
}

type Rows = ReturnType<typeof issuerRowsOf>

/** Names of successors are looked up among the rows and what the list has. */
function importEdits(rows: Rows, existing: readonly Issuer[]): readonly Edit[] {
  const taken = rows.flatMap((row) => (row.kind === 'taken' ? [row.issuer] : []))
  const named = taken.map(({ name, validFrom }) => ({
    name,
    id: derivedId('issuer', `${foldText(name)}/${validFrom ?? ''}`),
  }))
  const idOf = (name: string): string | null =>
    name === ''
      ? null
      : ([...named, ...existing].find((each) => foldText(each.name) === foldText(name))?.id ?? null)
  return taken.flatMap(({ successorName, ...issuer }, at) => {
    const id = named[at]?.id
    return id === undefined ? [] : setIssuer(id, { ...issuer, successor: idOf(successorName) })
  })
}

function counts(rows: Rows): { taken: number; refused: number } {
  const taken = rows.filter(({ kind }) => kind === 'taken').length
  return { taken, refused: rows.length - taken }
}

import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import { mediumFault } from '../../../domain/medium-fault.ts'
import type { FondsPlanApi } from '../../../domain/plan-api.ts'
import { comparePlanEntries } from '../../../domain/plan-headings.ts'
import { type PlanRow, planRowsOf } from '../../../domain/plan-import.ts'
import { assertFondsLives } from '../../../domain/plan-rules.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { newEntries } from './arrange-handlers.ts'
import { firstFitting, openSheets } from './open-sheets.ts'
import type { PlanPorts } from './plan-ports.ts'
import { entriesOf, existingFonds, type PlanPlace } from './plan-records.ts'
import { planWorkbook } from './plan-workbook.ts'

type FileApi = Pick<FondsPlanApi, 'previewPlanImport' | 'importPlan' | 'exportPlan'>

/** The plan as an XLSX file, in and out. */
export function fileHandlers(ports: PlanPorts): Handlers<FileApi> {
  const { records, authority } = ports
  const read = async (place: PlanPlace, file: string, expected?: string) => {
    assertFondsLives(existingFonds(records, place.fonds), place.year)
    const { sha, sheets } = await openSheets(file, expected)
    const existing = entriesOf(records, place).map(({ notation }) => notation)
    const rows = firstFitting(
      sheets,
      (sheet) => planRowsOf(sheet, { scale: authority().retentions.entries, existing }),
      'plan-columns',
    )
    return { sha, rows: [...rows] }
  }
  return {
    previewPlanImport: async ({ path: file, ...place }) => {
      const { sha, rows } = await read(place, file)
      return { path: file, sha, rows, ...counts(rows) }
    },
    importPlan: async ({ path: file, sha, ...place }) => {
      const { rows } = await read(place, file, sha)
      const source = rows.flatMap((row) => (row.kind === 'taken' ? [row.entry] : []))
      const { edits } = newEntries(ports, place, source)
      if (edits.length > 0) await records.append(edits, { undo: 'import-plan' })
      return counts(rows)
    },
    exportPlan: async ({ folder, ...place }) => {
      const fonds = existingFonds(records, place.fonds)
      const entries = [...entriesOf(records, place)].sort(comparePlanEntries)
      const approval = fonds.approvals[String(place.year)] ?? null
      const bytes = await planWorkbook({
        fonds,
        year: place.year,
        entries,
        approval,
        scale: authority().retentions.entries,
      })
      const file = `danh-muc-ho-so-${fonds.agencyCode}-${place.year}.xlsx`
      await writeNew(path.join(folder, file), bytes, file)
      return { file }
    },
  }
}

function counts(rows: readonly PlanRow[]): { taken: number; refused: number } {
  const of = (kind: PlanRow['kind']): number => rows.filter((row) => row.kind === kind).length
  return { taken: of('taken'), refused: of('refused') }
}

/** Never over a file that is there. */
async function writeNew(file: string, bytes: Uint8Array, name: string): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: 'wx' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new Fault('conflict', `${name} is there already`, { detail: { reason: 'name-exists', name } })
    }
    throw mediumFault(error)
  }
}

import type { RecordId } from './op.ts'
import { type CaseFile, fileCode, type Place } from './records/case-file.ts'
import type { Fonds } from './records/fonds.ts'
import { boxText, separatorText } from './separator-code.ts'

/** What stands on a box (hộp): where it belongs, and which case files lie in it. */
export interface BoxLabel {
  readonly kind: 'box'
  readonly agency: string
  readonly place: Place
  /** Years of the case files, ascending. */
  readonly years: readonly number[]
  /** Notations of the case files, in their order. */
  readonly notations: readonly string[]
  readonly qr: string
}

/** A sheet that is laid before the pages of a document, so that a scanned heap is cut and filed there. */
export interface SeparatorSheet {
  readonly kind: 'separator'
  readonly agency: string
  /** Code of the case file, for people. */
  readonly code: string
  readonly notation: string
  readonly title: string
  readonly ordinal: number | null
  readonly qr: string
}

/** A separator sheet that names no case file, with bars that other programs know as well (Patch T). */
interface PatchSheet {
  readonly kind: 'patch'
  readonly agency: string
}

export type Label = BoxLabel | SeparatorSheet | PatchSheet

export function patchSheet(agency: string): PatchSheet {
  return { kind: 'patch', agency }
}

type LabelledFile = Pick<CaseFile, 'id' | 'notation' | 'title' | 'year' | 'place'>
const byNotation = new Intl.Collator('vi', { numeric: true })

/** One label for each box that any of the case files lies in; what lies in no box has none. */
export function boxLabels(files: readonly LabelledFile[], agency: string): readonly BoxLabel[] {
  const boxes = new Map<string, LabelledFile[]>()
  for (const file of files) {
    if (file.place === null || file.place.box === '') continue
    const key = JSON.stringify([file.place.store, file.place.shelf, file.place.box])
    boxes.set(key, [...(boxes.get(key) ?? []), file])
  }
  return [...boxes.values()].flatMap((unordered): BoxLabel[] => {
    const inside = unordered.toSorted((a, b) => a.year - b.year || byNotation.compare(a.notation, b.notation))
    const [first] = inside
    if (first === undefined || first.place === null) return []
    return [
      {
        kind: 'box',
        agency,
        place: first.place,
        years: [...new Set(inside.map(({ year }) => year))],
        notations: inside.map(({ notation }) => notation),
        // A view's id came from a record, so it is a record id.
        qr: boxText(first.id as RecordId),
      },
    ]
  })
}

/** A sheet for each ordinal of a case file; one that names none where `ordinals` is null. */
export function separatorSheets(
  file: LabelledFile,
  { agencyCode, agencyName }: Pick<Fonds, 'agencyCode' | 'agencyName'>,
  ordinals: { readonly from: number; readonly to: number } | null,
): readonly SeparatorSheet[] {
  const { from, to } = ordinals ?? { from: 0, to: 0 }
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => {
    const ordinal = ordinals === null ? null : from + at
    return {
      kind: 'separator',
      agency: agencyName,
      code: fileCode(agencyCode, file),
      notation: file.notation,
      title: file.title,
      ordinal,
      qr: separatorText({ caseFile: file.id as RecordId, ordinal }),
    }
  })
}

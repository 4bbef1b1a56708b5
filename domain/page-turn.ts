import type { Edit, RecordId } from './op.ts'
import type { QuarterTurn } from './reading-recipe.ts'
import type { Document } from './records/document.ts'
import type { PageBox } from './records/page-box.ts'

/** How far the image of a page is turned clockwise to be shown upright: as a person said, else as the machine found. */
export function turnOf({ turns, turned }: Pick<Document, 'turns' | 'turned'>, page: string): QuarterTurn {
  return turned?.[page] ?? turns[page] ?? 0
}

const quarters = [0, 90, 180, 270] as const

/** Turns a page by a quarter; what the machine finds later does not turn it back. */
export function personTurnEdit(document: Document, page: string, by: 90 | 270): Edit {
  const value = quarters[((turnOf(document, page) + by) / 90) % 4] ?? 0
  // A view's id came from a record, so it is a record id.
  return { record: document.id as RecordId, path: `/turned/${page}`, value }
}

/** Where a box of a page image lies once the image was turned clockwise. */
export function turnedBox([left, top, right, bottom]: PageBox, turn: QuarterTurn): PageBox {
  switch (turn) {
    case 0:
      return [left, top, right, bottom]
    case 90:
      return [1 - bottom, left, 1 - top, right]
    case 180:
      return [1 - right, 1 - bottom, 1 - left, 1 - top]
    case 270:
      return [top, 1 - right, bottom, 1 - left]
  }
}

/** What a reading that found the page turned writes into its document; nothing for an upright page. */
export function turnEdits(record: RecordId, page: string, turn: QuarterTurn): readonly Edit[] {
  return turn === 0 ? [] : [{ record, path: `/turn/${page}`, value: turn }]
}

import type { SheetSpan } from '../../domain/sheet-numbering.ts'

/** `3`, or `3-5`; empty where there is no sheet. */
export function sheetSpanText(span: SheetSpan | null): string {
  if (span === null) return ''
  return span.first === span.last ? String(span.first) : `${span.first}-${span.last}`
}

/** `4, 7-9` of ascending numbers. */
export function numbersText(numbers: readonly number[]): string {
  const spans: SheetSpan[] = []
  for (const number of numbers) {
    const last = spans.at(-1)
    if (last !== undefined && last.last === number - 1) spans[spans.length - 1] = { ...last, last: number }
    else spans.push({ first: number, last: number })
  }
  return spans.map(sheetSpanText).join(', ')
}

import { layerText, type TextLayer } from '../../../domain/text-layer.ts'
import type { Bookmark } from './pdf-a.ts'

/** The headings by which a Vietnamese paper is divided. */
const heading =
  /^(?:(?:CHƯƠNG|Chương|PHẦN|Phần|MỤC|Mục)\s+(?:[IVXLC]+|\d{1,3}|thứ\s\S+)\b|Điều\s+\d{1,3}\.|PHỤ LỤC\b|Phụ lục\s+[IVXLC\d]+\b)/u
const LONGEST = 100
/** More than this no table of contents helps to find anything. */
const MOST = 500

/** Bookmarks of a document: its title, then its headings; where it has none, its pages. */
export function listedBookmarks(
  title: string,
  headings: readonly Bookmark[],
  pageCount: number,
): readonly Bookmark[] {
  const pages = Array.from({ length: pageCount }, (_, page) => ({ title: `Trang ${page + 1}`, page })).slice(
    1,
  )
  return [{ title, page: 0 }, ...(headings.length > 0 ? headings : pages)].slice(0, MOST)
}

/** The headings that stand on one page. */
export function headingsOf(layer: TextLayer, page: number): readonly Bookmark[] {
  const lines = layerText(layer)
    .split('\n')
    .map((line) => line.trim())
  return lines
    .filter((line) => heading.test(line))
    .map((line) => ({ title: line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line, page }))
}

import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type HeapPaper, heap, heapFiles } from '../fixtures/mixed-heap.ts'
import { writeWorkbook } from './any-workbook.ts'
import { heapPdf } from './heap-pdf.ts'

/** `45/QĐ-UBND`: no two papers of the heap have the same. */
const codeOf = ({ number, notation }: HeapPaper): string => `${number}/${notation}`

/** Where an archivist put the paper of the heap that has this code. @throws Error where there is none */
export function fileOf(code: string): string {
  const file = heap.find((paper) => codeOf(paper) === code)?.file ?? null
  if (file === null) throw new Error(`no paper of the heap is ${code}`)
  return file
}

/** Where the case file of 2025 stands among the texts of proposals, -1 where it does not. */
export function placeIn(names: readonly string[], file: string): number {
  return names.findIndex((name) => name.includes(`${file} `) && name.includes('(2025)'))
}

/** Writes the papers of the heap as PDFs. @returns their paths, in the order of the heap */
export async function writeHeap(folder: string): Promise<readonly string[]> {
  return Promise.all(
    heap.map(async (paper, at) => {
      const file = path.join(folder, `${String(at).padStart(2, '0')}.pdf`)
      await writeFile(file, heapPdf(paper))
      return file
    }),
  )
}

/** Writes the plan of the heap's case files as the official workbook. @returns its path */
export async function writeHeapPlan(folder: string): Promise<string> {
  return writeWorkbook(path.join(folder, 'danh-muc.xlsx'), [
    ['Số và ký hiệu HS', 'Tên đề mục và tiêu đề hồ sơ', 'Thời hạn bảo quản', 'Người lập hồ sơ', 'Ghi chú'],
    ['I.', 'Hồ sơ năm 2025', null, null, null],
    ...heapFiles.map(({ notation, title }) => [notation, title, '20 năm', 'Trần Thị Mẫu', null]),
  ])
}

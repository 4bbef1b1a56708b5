import type { CaseFilePaper } from '../../domain/forms/case-file-forms.ts'
import type { ListPaper } from '../../domain/forms/list-forms.ts'
import { aCaseFile, aFonds, aPlanEntry } from './memory-vault.ts'

/** A case file of so many documents of two sheets each. */
export function aCasePaper(documents = 45): CaseFilePaper {
  const contents = Array.from({ length: documents }, (_, at) => ({
    id: `doc-${at}`,
    ordinal: at + 1,
    code: `${at + 15}/QĐ-UBND`,
    date: '2025-03-05',
    typeAndSubject: `Quyết định về việc phê duyệt phương án bồi thường, hỗ trợ giải phóng mặt bằng đợt thứ ${at + 1}`,
    author: 'UBND xã Thử',
    sheets: { first: at * 2 + 1, last: at * 2 + 2 },
    pages: 4,
    note: '',
  }))
  return {
    file: aCaseFile(1, {
      notation: '05.ĐĐ',
      title: 'Thu hồi đất làm đường liên thôn Đông Hà và Bắc Sơn, đợt một năm 2025',
      startDate: '2025-01-14',
      endDate: '2025-11-30',
      maker: 'Trần Thị Mẫu',
      closing: { at: '2026-01-09T02:00:00Z', by: 'Trần Thị Mẫu' },
      place: { store: 'Kho 1', shelf: '3', box: '12' },
    }),
    fonds: aFonds(),
    fileCode: 'H27.38.05.2026.05.ĐĐ',
    contents,
    figures: {
      documents,
      pages: documents * 4,
      sheets: documents * 2,
      first: 1,
      last: documents * 2,
      doubled: [],
      missing: [],
      listPages: 3,
    },
    retention: 'Vĩnh viễn',
    condition: 'Bình thường',
  }
}

export function aListPaper(): ListPaper {
  return {
    fonds: aFonds(),
    files: Array.from({ length: 12 }, (_, at) => ({
      file: aCaseFile(at + 1, {
        notation: `${String(at + 1).padStart(2, '0')}.ĐĐ`,
        title: `Hồ sơ giao đất, thu hồi đất thôn số ${at + 1}`,
        startDate: '2025-01-14',
        endDate: '2025-11-30',
      }),
      sheets: 120,
      pages: 231,
      retention: at % 3 === 0 ? '20 năm' : 'Vĩnh viễn',
      isForEver: at % 3 !== 0,
    })),
    day: '2026-02-05',
    maker: 'Trần Thị Mẫu',
  }
}

export function aPlanPaper() {
  const headings = ['I. Tổng hợp', 'II. Văn thư, lưu trữ', 'III. Đất đai, môi trường']
  return {
    fonds: aFonds(),
    year: 2026,
    entries: headings.flatMap((heading, part) =>
      Array.from({ length: 9 }, (_, at) =>
        aPlanEntry(part * 10 + at, { heading, notation: `0${at + 1}.TH`, maker: 'Trần Thị Mẫu', note: '' }),
      ),
    ),
    approval: {
      at: '2026-01-05T02:00:00Z',
      by: 'Lê Văn Mẫu',
      decision: '01/QĐ-UBND',
      decidedOn: '2026-01-05',
    },
    retentionName: () => 'Vĩnh viễn',
    isForEver: () => true,
  }
}

import { profileOf } from '../../domain/authority.ts'
import type { CheckedFile } from '../../domain/completeness/check-case-file.ts'
import { pageFacts } from '../../domain/completeness/page-facts.ts'
import type { CaseFile } from '../../domain/records/case-file.ts'
import type { Document } from '../../domain/records/document.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import { aCaseFile, aDocument, aFonds, aPlanEntry, idOf, shaOf } from './memory-vault.ts'
import { layerOf, proseOf } from './prose-layer.ts'
import { shippedAuthority } from './shipped-authority.ts'

const AGENCY = 'UBND xã Cẩm Hoà'

/** A case file as the rules look at it, with the text layer of each page by the page's id. */
export interface Laid extends Omit<CheckedFile, 'pages'> {
  readonly layers: ReadonlyMap<string, TextLayer>
}

export function checkedOf({ layers, ...laid }: Laid): CheckedFile {
  return { ...laid, pages: new Map([...layers].map(([page, layer]) => [page, pageFacts(layer)])) }
}

const notations = ['TTr-UBND', 'BC-UBND', 'KH-UBND', 'TB-UBND', 'GM-UBND', 'BB-UBND', 'CT-UBND', 'CTr-UBND']

/** The `n`th document of the clean file: one page, reviewed, of the agency itself, with a notation of its own. */
export function cleanDocument(n: number, part: Partial<Document> = {}): Document {
  return aDocument(n, {
    pages: [{ id: `p${n}`, source: shaOf(n), index: 0 }],
    texts: { [`p${n}`]: shaOf(1000 + n) },
    values: {
      type: '15',
      number: String(n),
      notation: `${notations[n % notations.length]}-${n}`,
      issuedDate: `2025-03-${String((n % 28) + 1).padStart(2, '0')}`,
      issuer: AGENCY,
      subject: `Về việc thứ ${n}`,
    },
    isAccepted: true,
    caseFile: idOf('case', 1),
    position: n,
    sheets: { count: 1, first: null },
    ...part,
  })
}

export function cleanCaseFile(part: Partial<CaseFile> = {}): CaseFile {
  return aCaseFile(1, {
    year: 2025,
    notation: '05.TH',
    title: 'Công văn trao đổi công việc thường xuyên của UBND xã',
    retention: '06',
    basis: 'TT 10/2022/TT-BNV',
    maker: 'Nguyễn Thị Thử',
    place: { store: '1', shelf: '2', box: '3' },
    extra: { agencySignature: 'unsigned' },
    ...part,
  })
}

/** So many documents the clean twin has as well. */
const DOCUMENTS = 26

/** A case file without any fault: cited papers lie in it, numbers have no gap, laws are cited that nobody keeps. */
export function cleanTwin(): Laid {
  const documents = Array.from({ length: DOCUMENTS }, (_, at) => cleanDocument(at + 1))
  const [first, second] = documents
  if (first === undefined || second === undefined) throw new RangeError('no documents')
  documents[1] = {
    ...second,
    findings: findings([
      cite({ number: '01', notation: first.values.notation ?? '', text: 'Tờ trình số 01' }),
      cite({ number: '30', notation: '2020/NĐ-CP', text: 'Nghị định số 30/2020/NĐ-CP' }),
      cite({ number: null, notation: null, text: 'Luật Lưu trữ ngày 21/6/2024' }),
    ]),
  }
  // A kept set of the agency's own decisions, without a gap.
  for (const [place, number] of [
    [20, 40],
    [21, 41],
    [22, 42],
    [23, 43],
  ] as const) {
    documents[place] = cleanDocument(place + 1, {
      values: { ...cleanDocument(place + 1).values, number: String(number), notation: 'QĐ-UBND', type: '02' },
    })
  }
  return {
    contents: { file: cleanCaseFile(), documents },
    fonds: aFonds({ agencyName: AGENCY }),
    authority: shippedAuthority,
    profile: profileOf(shippedAuthority, null),
    entry: aPlanEntry(1, {
      year: 2025,
      notation: '05.TH',
      title: 'Công văn trao đổi công việc thường xuyên của UBND xã',
      retention: '06',
    }),
    namesake: null,
    today: '2026-11-23',
    isolated: 0,
    elsewhere: { cited: () => null, hasNumber: () => false },
    layers: new Map(documents.map((_, at) => [`p${at + 1}`, layerOf(`Số: ${at + 1}\n${proseOf(at + 1)}`)])),
  }
}

type Cited = NonNullable<Document['findings']>['cited'][number]

function cite(part: Pick<Cited, 'number' | 'notation' | 'text'>): Cited {
  return { page: 0, box: null, confidence: 0.95, type: null, issuedDate: null, issuer: null, ...part }
}

export function findings(cited: readonly Cited[]): NonNullable<Document['findings']> {
  return { cited: [...cited], incoming: null, splits: [], layout: 'nd30-2020' }
}

/** What is planted in the faulty file, as `<code> <nth document, 0 for the file>`. */
export const planted: readonly string[] = [
  'notation-clash 0',
  'not-in-plan 0',
  'file-field-missing 0',
  'retention-below-proposal 0',
  'retention-below-document 0',
  'description-not-in-list 0',
  'place-missing 0',
  'isolated 0',
  'sheets-doubled 0',
  'sheets-missing 0',
  'signature-unknown 0',
  'date-in-future 1',
  'date-outside-year 2',
  'description-too-long 3',
  'document-unreviewed 4',
  'document-field-missing 5',
  'cited-missing 6',
  // The paper that was found is mended there, not here.
  'cited-elsewhere 99',
  'duplicate-bytes 8',
  'duplicate-code 24',
  'duplicate-text 19',
  'draft 11',
  'draft-heading 12',
  'document-unread 13',
  'page-unread 14',
  'page-blank 15',
  'resolution-low 16',
  'field-doubtful 17',
  'sheets-uncounted 18',
  'number-gap 22',
]

/** The clean twin with every fault of `planted`, each once. */
export function faultyTwin(): Laid {
  const clean = cleanTwin()
  const layers = new Map(clean.layers)
  const documents = [...clean.contents.documents]
  const change = (n: number, part: (document: Document) => Partial<Document>): void => {
    const document = documents[n - 1]
    if (document !== undefined) documents[n - 1] = { ...document, ...part(document) }
  }
  const value = (n: number, values: Document['values']): void =>
    change(n, (document) => ({ values: { ...document.values, ...values } }))

  value(1, { issuedDate: '2027-01-05' })
  value(2, { issuedDate: '2023-03-05' })
  change(3, () => ({ extra: { autograph: 'a'.repeat(2001) } }))
  change(4, () => ({ isAccepted: false }))
  value(5, { subject: '' })
  change(6, () => ({
    findings: findings([cite({ number: '12', notation: 'TTr-UBND', text: 'Tờ trình số 12/TTr-UBND' })]),
  }))
  change(7, () => ({
    extra: { maintenance: '05' },
    findings: findings([cite({ number: '77', notation: 'BC-UBND', text: 'Báo cáo số 77/BC-UBND' })]),
  }))
  change(8, () => ({ pages: [{ id: 'p8', source: shaOf(7), index: 0 }] }))
  value(9, numbered(documents[23]))
  layers.set('p10', layerOf(`${proseOf(19)} kính gửi`))
  layers.set('p19', layerOf(proseOf(19)))
  for (const n of [10, 19]) value(n, { number: '', notation: '' })
  change(11, () => ({ isDraft: true }))
  layers.set('p12', layerOf(`UBND XÃ CẨM HOÀ\nDỰ THẢO\n${proseOf(12)}`))
  change(13, () => ({ texts: {} }))
  change(14, () => ({ texts: {}, unread: { p14: 'reader-died' } }))
  layers.set('p15', layerOf(' . -'))
  layers.set('p16', layerOf(proseOf(16), 2))
  change(17, ({ values: { issuer, ...others } }) => ({
    values: others,
    proposals: { issuer: { value: issuer ?? '', confidence: 0.4, page: 0, box: null } },
  }))
  change(18, () => ({ sheets: null }))
  value(23, { number: '44' })
  change(25, () => ({ sheets: { count: 1, first: 3 } }))
  change(26, () => ({ sheets: { count: 1, first: 40 } }))
  const found = cleanDocument(99, { caseFile: idOf('case', 7) })
  return {
    ...clean,
    layers,
    contents: {
      documents,
      file: cleanCaseFile({ maker: '', retention: '07-5', place: null, extra: { language: '99' } }),
    },
    entry: null,
    namesake: { id: idOf('case', 2), title: 'Hồ sơ trùng ký hiệu' },
    isolated: 1,
    elsewhere: {
      cited: ({ cited }) => (cited.number === '77' ? { document: found, caseNotation: '03.TH' } : null),
      hasNumber: () => false,
    },
  }
}

/** Number, notation, day and office of a document: what makes another one its double. */
function numbered(document: Document | undefined): Document['values'] {
  const { number = '', notation = '', issuedDate = '', issuer = '' } = document?.values ?? {}
  return { number, notation, issuedDate, issuer }
}

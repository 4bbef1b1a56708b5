import type { HeapPaper } from '../fixtures/mixed-heap.ts'
import { shippedAuthority } from './shipped-authority.ts'
import { type TinyLine, tinyTextPdf } from './tiny-sources.ts'

const LONGEST_LINE = 52

/** A paper of the heap as an office program writes it: a PDF with its text. */
export function heapPdf(paper: HeapPaper): Uint8Array {
  const { number, notation, date, issuer, type, subject, cites } = paper
  const [year = '', month = '', day = ''] = date.split('-')
  const isLetter = type === '22'
  const name = shippedAuthority.documentTypes.entries.find(({ code }) => code === type)?.name ?? ''
  const said = wrapped(isLetter ? `V/v ${subject.replace(/^V\/v /, '')}` : subject)
  const body = [
    ...cites.map((code) => `Căn cứ văn bản số ${code} của cơ quan có thẩm quyền;`),
    'Theo đề nghị của bộ phận chuyên môn, nay thông tin để các đơn vị biết, thực hiện.',
    'Các đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành nội dung trên.',
  ]
  const lines: TinyLine[] = [
    ...head(issuer),
    { text: `Số: ${number}/${notation}`, x: 0.17, y: 0.13 },
    { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', x: 0.45, y: 0.07, sizePt: 12 },
    { text: 'Độc lập - Tự do - Hạnh phúc', x: 0.54, y: 0.095 },
    { text: `Đông Hà, ngày ${day} tháng ${month} năm ${year}`, x: 0.5, y: 0.13 },
    ...subjectLines(isLetter ? null : name, said),
    ...body.map((text, at) => ({ text, x: 0.17, y: 0.32 + at * 0.03 })),
    { text: 'Nơi nhận:', x: 0.13, y: 0.5 },
    { text: '- Như trên;', x: 0.13, y: 0.52 },
    { text: 'TM. ỦY BAN NHÂN DÂN', x: 0.58, y: 0.5 },
    { text: 'CHỦ TỊCH', x: 0.65, y: 0.52 },
    { text: 'Nguyễn Minh Mạnh', x: 0.61, y: 0.6 },
  ]
  return tinyTextPdf([lines])
}

/** @param name of the type, null for a letter, which has none */
function subjectLines(name: string | null, said: readonly string[]): readonly TinyLine[] {
  if (name === null) return said.map((text, at) => ({ text, x: 0.13, y: 0.15 + at * 0.018, sizePt: 12 }))
  const below = said.map((text, at): TinyLine => ({ text, x: 0.52, y: 0.225 + at * 0.022, isCentred: true }))
  return [{ text: name.toLocaleUpperCase('vi'), x: 0.52, y: 0.2, sizePt: 15, isCentred: true }, ...below]
}

function head(issuer: string): readonly TinyLine[] {
  const commune = /^(UBND|HĐND) (.+)$/.exec(issuer)
  if (commune === null) return [{ text: issuer.toLocaleUpperCase('vi'), x: 0.12, y: 0.07 }]
  const body = commune[1] === 'UBND' ? 'ỦY BAN NHÂN DÂN' : 'HỘI ĐỒNG NHÂN DÂN'
  return [
    { text: body, x: 0.15, y: 0.07 },
    { text: (commune[2] ?? '').toLocaleUpperCase('vi'), x: 0.18, y: 0.095 },
  ]
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= LONGEST_LINE)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

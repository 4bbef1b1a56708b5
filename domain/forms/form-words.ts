import type { Fonds } from '../records/fonds.ts'
import type { FormBlock, FormLine } from './form-model.ts'

/** The heads of an official paper. @see ND 30/2020, appendix I */
export function officialHeads({ agencyName }: Pick<Fonds, 'agencyName'>): FormBlock {
  const left: readonly FormLine[] = [{ text: upper(agencyName), isBold: true, isRuled: true }]
  const right: readonly FormLine[] = [
    { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', isBold: true, size: 12 },
    { text: 'Độc lập - Tự do - Hạnh phúc', isBold: true, size: 13, isRuled: true },
  ]
  return { kind: 'heads', left, right }
}

function upper(text: string): string {
  return text.toLocaleUpperCase('vi')
}

export function titleLines(title: string, ...below: readonly string[]): FormBlock {
  const lines = below.filter((text) => text !== '').map((text): FormLine => ({ text, isItalic: true }))
  return { kind: 'lines', align: 'center', lines: [{ text: title, isBold: true, size: 14 }, ...lines] }
}

export function plainLines(...texts: readonly string[]): FormBlock {
  return { kind: 'lines', align: 'left', lines: texts.map((text) => ({ text })) }
}

/** `2025-03-05` -> `05/03/2025`; dots to be filled in where it is unknown. */
export function dayText(iso: string | null): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '')
  return parts === null ? BLANK : `${parts[3]}/${parts[2]}/${parts[1]}`
}

/** `ngày 05 tháng 3 năm 2025`: days below ten and the months January and February take a zero. */
export function dateline(iso: string | null): string {
  const [year = '', month = '', day = ''] = (iso ?? '').slice(0, 10).split('-')
  if (iso === null || iso === '') return `ngày ${DOTS} tháng ${DOTS} năm ${DOTS}`
  return `ngày ${day} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`
}

/** To be filled in by hand. */
export const BLANK = '……………'
const DOTS = '……'

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const groups = ['', ' nghìn', ' triệu', ' tỷ'] as const

/** A count in words, as forms ask for it: 115 -> `một trăm mười lăm`. @param count whole, from 0 to below 10^12 */
export function countInWords(count: number): string {
  if (count === 0) return digits[0]
  const parts: string[] = []
  for (let rest = count, at = 0; rest > 0; rest = Math.floor(rest / 1000), at += 1) {
    const three = rest % 1000
    if (three > 0) parts.unshift(`${threeInWords(three, rest > three)}${groups[at] ?? ''}`)
  }
  return parts.join(' ')
}

/** @param isInside a group in front of it makes a missing hundred heard: 1005 -> `không trăm linh năm` */
function threeInWords(value: number, isInside: boolean): string {
  const [hundred, ten, one] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10]
  const hasHundred = hundred > 0 || isInside
  const words = hasHundred ? [`${digits[hundred] ?? ''} trăm`] : []
  if (ten === 0 && one > 0 && hasHundred) words.push('linh')
  if (ten === 1) words.push('mười')
  if (ten > 1) words.push(`${digits[ten] ?? ''} mươi`)
  if (one > 0) words.push(oneInWords(one, ten))
  return words.join(' ')
}

function oneInWords(one: number, ten: number): string {
  if (one === 1 && ten > 1) return 'mốt'
  if (one === 5 && ten > 0) return 'lăm'
  return digits[one] ?? ''
}

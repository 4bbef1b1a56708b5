import { foldText } from '../../../domain/fold-text.ts'
import { editDistance } from './fuzzy.ts'
import { isNameSyllable, nearestSyllable } from './name-syllables.ts'

/** Family names that most people of the country bear, the commoner ones of the minorities among them. */
const families: readonly string[] = (
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trương Lâm Trịnh Đào Hà Cao Lương ' +
  'Tăng Thái Tạ Tô Châu Quách Đoàn La Lưu Chu Tống Từ Vương Kiều Bạch Thân Ôn Nghiêm Khuất Cù Ninh Phùng Triệu Thạch ' +
  'Kim Sơn Danh Lò Quàng Cầm Vi Lục Nông Hứa Bàn Bế Ma Giàng Thào Sùng Vàng Mùa Hạ Hầu Cư Chảo Phù Lù Hờ Kha Néang ' +
  'Tòng Lường Tẩn Lầu Vừ Sầm Đàm Khổng Điệp Liễu Tiêu Ung Âu Lộc Mạc Mạch Nhâm Phí Chung Chương Đới Đồng Hàn Hồng ' +
  'Ông Tiến Tường Uông Văn Xa Phó Viên Cung Trang Tôn Giang Khúc Thiều Doãn Ngụy Lại Mẫn Đường Quản Lã Cấn Mầu ' +
  'Đậu Biện Bành Cáp Giáp Tiết Trà Khương Mạnh Ứng Dư ' +
  'Siu Ksor Rmah Nay Kpă Rơ Hoa Mông Tràng Đèo Điêu Lô Lang Cụt Moong Xeo Và Già Lỳ Xồng Cứ Hạng Mã Chá Thò Ly'
).split(' ')

/** So many of the list, from its beginning, are borne by more than nine in ten. */
const GREAT_FAMILIES = 32

/** Words of offices and places, with their marks: without them "Huyền" is a district. A line that has one is no name. */
const notNames =
  /(ủy ban|uỷ ban|nhân dân|chủ tịch|giám đốc|trưởng|phòng|nơi nhận|lưu:|kính gửi|điều|cộng hòa|độc lập|tự do|hạnh phúc|ký tên|đóng dấu|họ tên|cán bộ|thư ký|quyết định|nghị quyết|tịch|xã|huyện|tỉnh)(?!\p{L})/iu
/** Ranks and degrees before a name, which are no part of it; a word of a rank alone can be a name ("Trung"). */
const ranks: ReadonlySet<string> = new Set(
  'ths ts pgs gs bs ks cn ds ong ba dai ta thuong trung thieu uy'.split(' '),
)
const titles: ReadonlySet<string> = new Set('ths ts pgs gs bs ks cn ds ong ba'.split(' '))

export interface FullName {
  readonly value: string
  /** As it was read. */
  readonly printed: string
  /** How many of the line's words it is made of, counted from the last one. */
  readonly wordCount: number
  /** Its first part is a family name as it was read, marks and all. */
  readonly isKnownFamily: boolean
  /** 0..1: a rare family name, or one whose marks had to be put right, is less sure. */
  readonly fit: number
}

/** The full name at the end of a line that holds little else; null when the line is anything else. */
export function fullName(line: string): FullName | null {
  if (notNames.test(line)) return null
  const words = line.split(/\s+/).map((word) => word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''))
  const { parts, stray, isCut } = nameParts(words)
  const strayLetters = stray.filter((word) => !ranks.has(foldText(word))).join('').length
  if (parts.length < 2 || parts.length > 5 || strayLetters > 3) return null
  const known = knownFamily(parts[0] ?? '')
  // Of a line of capitals a heading is made more often than a name.
  if (known.fit < KNOWN && line === line.toUpperCase()) return null
  if (parts.length === 2 && !isGreatFamily(known)) return null
  const spelled = parts.slice(1).map(spelledGiven)
  const value = [known.family, ...spelled.map((part) => part.text)].join(' ')
  const fit = Math.min(
    lengthFit(parts.length),
    isCut ? CUT_FIT : 1,
    known.fit,
    ...spelled.map((part) => part.fit),
  )
  if (value.length < 5) return null
  const isKnownFamily = known.fit === 1
  return { value, printed: parts.join(' '), wordCount: parts.length, isKnownFamily, fit }
}

/** Two words that begin with no such family ("Văn Kỷ") are what is left of a longer name. */
function isGreatFamily({ family, fit }: KnownFamily): boolean {
  if (fit < 1) return false
  const place = families.indexOf(family === family.toUpperCase() ? capitalised(family) : family)
  return place !== -1 && place < GREAT_FAMILIES
}

function lengthFit(length: number): number {
  return length === 2 ? SHORT_FIT : 1
}

interface NameParts {
  readonly parts: readonly string[]
  readonly stray: readonly string[]
  readonly isCut: boolean
}

/** The capitalised words at the end; of a family name that lost its first letter under a seal, the one it can only be. */
function nameParts(words: readonly string[]): NameParts {
  const start = nameStart(words)
  const before = words[start - 1]
  const cut =
    before !== undefined && /^\p{Ll}{3,5}$/u.test(before)
      ? families.filter((name) => name.endsWith(before))
      : []
  const [whole] = cut
  if (whole !== undefined && cut.length === 1) {
    return { parts: [whole, ...words.slice(start)], stray: words.slice(0, start - 1), isCut: true }
  }
  return { parts: words.slice(start), stray: words.slice(0, start), isCut: false }
}

/** Most people have three names; of two the first may be under a seal. */
const SHORT_FIT = 0.85
/** The first letter of the family name was not read. */
const CUT_FIT = 0.75

/** A syllable that no name has is one misread in its marks, or a rare one. */
const MISREAD_FIT = 0.8
const RARE_FIT = 0.9

function spelledGiven(part: string, place: number, all: readonly string[]) {
  const middle = place < all.length - 1 ? middleNames.get(part) : undefined
  if (middle !== undefined) return { text: middle, fit: 0.9 }
  if (isNameSyllable(part)) return { text: part, fit: 1 }
  const nearest = nearestSyllable(part)
  return nearest === null ? { text: part, fit: RARE_FIT } : { text: nearest, fit: MISREAD_FIT }
}

/** The two middle names that half of all people bear, without their marks no names at all. */
const middleNames: ReadonlyMap<string, string> = new Map([
  ['Thi', 'Thị'],
  ['Van', 'Văn'],
])

/** Where the unbroken run of capitalised words that ends the line begins, after a title. */
function nameStart(words: readonly string[]): number {
  let start = words.length
  while (start > 0 && isNamePart(words[start - 1] ?? '')) start -= 1
  const isTitled = titles.has(foldText(words[start] ?? '')) && families.includes(words[start + 1] ?? '')
  return isTitled && words.length - start > 2 ? start + 1 : start
}

function isNamePart(word: string): boolean {
  return /^\p{Lu}(\p{Ll}{1,6}|\p{Lu}{1,6})$/u.test(word) || /^[YÝHK]$/.test(word)
}

interface KnownFamily {
  readonly family: string
  readonly fit: number
}

function knownFamily(family: string): KnownFamily {
  const isCapitals = family === family.toUpperCase()
  const printed = isCapitals ? capitalised(family) : family
  if (families.includes(printed)) return { family, fit: 1 }
  const twins = families.filter((known) => foldText(known) === foldText(family))
  const [twin] = twins
  if (twins.length > 1) return { family, fit: 0.9 }
  if (twin !== undefined) return { family: isCapitals ? twin.toUpperCase() : twin, fit: 0.9 }
  const near = isNameSyllable(printed) ? null : nearFamily(printed)
  return near === null ? { family, fit: UNKNOWN_FIT } : { family: near, fit: NEAR_FIT }
}

/** From here on a family is one of the list. */
const KNOWN = 0.9
/** Of no family that is known. */
const UNKNOWN_FIT = 0.85
/** What is no name at all but for a letter is most likely that family's. */
const NEAR_FIT = 0.7

/** The one great family whose name differs in a letter. */
function nearFamily(printed: string): string | null {
  const folded = foldText(printed)
  const near = families.slice(0, GREAT_FAMILIES).filter((known) => editDistance(foldText(known), folded) <= 1)
  const [one] = near
  return one !== undefined && near.length === 1 && folded.length >= 3 ? one : null
}

function capitalised(word: string): string {
  return word.slice(0, 1) + word.slice(1).toLowerCase()
}

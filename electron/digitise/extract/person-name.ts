import { foldText } from '../../../domain/fold-text.ts'

/** Family names that most people of the country bear, the commoner ones of the minorities among them. */
const families: readonly string[] = (
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trương Lâm Trịnh Đào Hà Cao Lương ' +
  'Tăng Thái Tạ Tô Châu Quách Đoàn La Lưu Chu Tống Từ Vương Kiều Bạch Thân Ôn Nghiêm Khuất Cù Ninh Phùng Triệu Thạch ' +
  'Kim Sơn Danh Lò Quàng Cầm Vi Lục Nông Hứa Bàn Bế Ma Giàng Thào Sùng Vàng Mùa Hạ Hầu Cư Chảo Phù Lù Hờ Kha Néang ' +
  'Tòng Lường Tẩn Lầu Vừ Sầm Đàm Khổng Điệp Liễu Tiêu Ung Âu Lộc Mạc Mạch Nhâm Phí Chung Chương Đới Đồng Hàn Hồng ' +
  'Ông Thi Tiến Tường Uông Văn Xa Phó Viên Cung Trang Tôn Giang Khúc Thiều Doãn Ngụy Lại Mẫn Đường Quản Lã Cấn Mầu ' +
  'Siu Ksor Rmah Nay Kpă Rơ Hoa Mông Tràng Đèo Điêu Lô Lang Cụt Moong Xeo Và Già Lỳ Xồng Cứ Hạng Mã Chá Thò Ly'
).split(' ')

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
  /** How many of the line's words it is made of, counted from the last one. */
  readonly wordCount: number
  /** 0..1: a rare family name, or one whose marks had to be put right, is less sure. */
  readonly fit: number
}

/** The full name at the end of a line that holds little else; null when the line is anything else. */
export function fullName(line: string): FullName | null {
  if (notNames.test(line)) return null
  const words = line.split(/\s+/).map((word) => word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''))
  const parts = words.slice(nameStart(words))
  const strayLetters = words
    .slice(0, words.length - parts.length)
    .filter((word) => !ranks.has(foldText(word)))
    .join('').length
  if (parts.length < 2 || parts.length > 5 || strayLetters > 3) return null
  const [family = '', ...given] = parts
  const known = knownFamily(family)
  // A line of capitals is a heading more often than a name.
  if (known.fit < 0.9 && line === line.toUpperCase()) return null
  const spelled = given.map((part, place) =>
    place < given.length - 1 ? (middleNames.get(part) ?? part) : part,
  )
  const isRepaired = spelled.some((part, place) => part !== given[place])
  const value = [known.family, ...spelled].join(' ')
  return value.length < 5 ? null : { value, wordCount: parts.length, fit: known.fit * (isRepaired ? 0.9 : 1) }
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

function knownFamily(family: string): { readonly family: string; readonly fit: number } {
  const isCapitals = family === family.toUpperCase()
  const printed = isCapitals ? capitalised(family) : family
  if (families.includes(printed)) return { family, fit: 1 }
  const twins = families.filter((known) => foldText(known) === foldText(family))
  const [twin] = twins
  if (twin === undefined) return { family, fit: 0.85 }
  if (twins.length > 1) return { family, fit: 0.9 }
  return { family: isCapitals ? twin.toUpperCase() : twin, fit: 0.9 }
}

function capitalised(word: string): string {
  return word.slice(0, 1) + word.slice(1).toLowerCase()
}

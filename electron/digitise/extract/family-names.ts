import { foldText } from '../../../domain/fold-text.ts'
import { printWidth } from './print-width.ts'

/**
 * Family names, the commoner first as they are borne in Hà Tĩnh and Nghệ An ("Võ" and not "Vũ", "Đậu" and "Biện" as hardly
 * anywhere else), then those of the rest of the country, the commoner ones of the minorities among them.
 */
const families: readonly string[] = (
  'Nguyễn Trần Lê Phan Võ Phạm Hoàng Đặng Bùi Hồ Dương Đinh Ngô Trương Thái Đậu Hà Cao Mai Lương Đỗ Vũ Lý Đoàn Tôn Biện ' +
  'Lâm Trịnh Đào Huỳnh Tăng Tạ Tô Châu Quách La Lưu Chu Tống Từ Vương Kiều Bạch Thân Ôn Nghiêm Khuất Cù Ninh Phùng Triệu ' +
  'Thạch ' +
  'Kim Sơn Danh Lò Quàng Cầm Vi Lục Nông Hứa Bàn Bế Ma Giàng Thào Sùng Vàng Mùa Hạ Hầu Cư Chảo Phù Lù Hờ Kha Néang ' +
  'Tòng Lường Tẩn Lầu Vừ Sầm Đàm Khổng Điệp Liễu Tiêu Ung Âu Lộc Mạc Mạch Nhâm Phí Chung Chương Đới Đồng Hàn Hồng ' +
  'Ông Tiến Tường Uông Văn Xa Phó Viên Cung Trang Giang Khúc Thiều Doãn Ngụy Lại Mẫn Đường Quản Lã Cấn Mầu ' +
  'Bành Cáp Giáp Tiết Trà Khương Mạnh Ứng Dư ' +
  'Siu Ksor Rmah Nay Kpă Rơ Hoa Mông Tràng Đèo Điêu Lô Lang Cụt Moong Xeo Và Già Lỳ Xồng Cứ Hạng Mã Chá Thò Ly'
).split(' ')

/** So many of the list, from its beginning, are borne by more than nine in ten. */
const GREAT_FAMILIES = 33

export const greatFamilies: readonly string[] = families.slice(0, GREAT_FAMILIES)

export function isFamily(name: string): boolean {
  return families.includes(name)
}

/** The families that are the same without their marks. */
export function familyTwins(name: string): readonly string[] {
  const folded = foldText(name)
  return families.filter((known) => foldText(known) === folded)
}

/** The families that end so: of a name whose first letter is under a seal. */
export function familiesEnding(rest: string): readonly string[] {
  return families.filter((name) => name.endsWith(rest))
}

/** What it takes that a letter was misread: in its marks alone, as one of its look, as another, as one where none is, as none; over the first letter the seal lies. */
const COST = { first: 0.6, marks: 0.35, alike: 0.55, letter: 1, strayLetter: 0.6, straySign: 0.2, lost: 0.65 }
/** Letters that are taken for each other where strokes of a seal cross them. */
const alike: readonly string[] = ['itlfjr', 'aou', 'nmhu', 'ceo', 'pbh', 'vy', 'bd']
/** Any vowel that a line of the seal crosses looks so. */
const CROSSED = 'ø'
/** Each misread letter makes a reading so much less likely: e to this power. */
const STEEPNESS = 3
/** Of all families so much must speak for one. */
const LEAST_SHARE = 0.4
/** What has more of its letters wrong says nothing. */
const MOST_WRONG = 0.5
/** Where its width is known as well, the letters need to say less. */
const MOST_WRONG_IN_ROOM = 0.6

/**
 * The family that a spoilt word was, by what several readings made of it and by how many people bear the name (the frequency
 * of a family falls about as its place in the list rises); null where two are about as likely.
 * @param room how wide it was printed, in the measure of `printWidth`; null where that is not known
 */
export function likeliestFamily(readings: readonly string[], room: number | null = null): string | null {
  const lettered = readings.map((text) => text.normalize('NFC')).filter((text) => /\p{L}/u.test(text))
  // A single letter is what is left of a word; a whole one tells more.
  const whole = lettered.filter((text) => /\p{L}{2}/u.test(text))
  const texts = whole.length > 0 ? whole : lettered
  if (texts.length === 0) return null
  const ranked = families
    .map((family, place) => {
      const cost = costOf(texts, family)
      return { family, cost, weight: (Math.exp(-STEEPNESS * cost) * fitInRoom(family, room)) / (place + 1) }
    })
    .toSorted((a, b) => b.weight - a.weight)
  const [best] = ranked
  const all = ranked.reduce((sum, { weight }) => sum + weight, 0)
  if (best === undefined || best.weight < all * LEAST_SHARE) return null
  const most = room === null ? MOST_WRONG : MOST_WRONG_IN_ROOM
  return best.cost <= best.family.length * most ? best.family : null
}

/** By how much the room was misjudged as a rule, in the measure of `printWidth` (measured 2026-11 on generated photocopies). */
const ROOM_ERROR = 250
/** Some names stand beside the middle: no family is ruled out by its width. */
const LEAST_FIT = 0.05

/** 0..1: how well the family goes into its room. */
function fitInRoom(family: string, room: number | null): number {
  if (room === null) return 1
  const off = (printWidth(family) - room) / ROOM_ERROR
  return Math.max(LEAST_FIT, Math.exp((-off * off) / 2))
}

/** The best reading tells most; what the others make of the same strokes bears it out or not. */
function costOf(readings: readonly string[], family: string): number {
  const [best = 0, ...others] = readings.map((text) => misreadingCost(text, family)).toSorted((a, b) => a - b)
  const rest = others.reduce((sum, cost) => sum + Math.min(MOST_OF_OTHER, cost), 0)
  return best + (others.length === 0 ? 0 : (OTHERS_WEIGHT * rest) / others.length)
}

const OTHERS_WEIGHT = 0.3
/** A reading that is all wrong speaks neither for nor against a family. */
const MOST_OF_OTHER = 2

/** How far a reading is from what is printed; the first letter may be a small one, of which the rest is under a seal. */
function misreadingCost(reading: string, printed: string): number {
  const [read, right] = [Array.from(reading.toLowerCase()), Array.from(printed.toLowerCase())]
  const stray = read.map((letter) => (/\p{L}/u.test(letter) ? COST.strayLetter : COST.straySign))
  let above = Array.from({ length: right.length + 1 }, (_, column) => column * COST.lost)
  for (const [row, letter] of read.entries()) {
    const current = [(above[0] ?? 0) + (stray[row] ?? 0)]
    for (const [column, wanted] of right.entries()) {
      current.push(
        Math.min(
          (above[column] ?? 0) + exchangeCost(letter, wanted, column === 0),
          (above[column + 1] ?? 0) + (stray[row] ?? 0),
          (current[column] ?? 0) + COST.lost,
        ),
      )
    }
    above = current
  }
  return above[right.length] ?? 0
}

function exchangeCost(read: string, printed: string, isFirst: boolean): number {
  if (read === printed) return 0
  const [one, other] = [foldText(read), foldText(printed)]
  if (read === CROSSED) return /[aeiouy]/.test(other) ? COST.marks : COST.letter
  if (one === other) return COST.marks
  if (alike.some((letters) => letters.includes(one) && letters.includes(other))) return COST.alike
  return isFirst ? COST.first : COST.letter
}

import * as z from 'zod'
import list from '../../../assets/authority/name-syllables.json'
import { foldText } from '../../../domain/fold-text.ts'
import { isFamily } from './family-names.ts'
import { capitalised } from './letters.ts'

const NameSyllables = z.object({
  version: z.string(),
  source: z.string(),
  /** Lines of syllables, each with a capital. */
  entries: z.array(z.string().regex(/^\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*)*$/u)).min(1),
})

/**
 * Syllables that names of people and of places are made of. A reading engine that knows the language sees the
 * commoner word beside a name ("Cấm" where "Cẩm" is printed, "Cộng" for "Công"); the list tells which was meant.
 */
const syllables: ReadonlySet<string> = new Set(
  NameSyllables.parse(list).entries.flatMap((line) => line.split(' ')),
)

/** Is it a syllable that names are made of, as it is spelled? Case of the letters after the first does not count. */
export function isNameSyllable(word: string): boolean {
  const spelled = capitalised(word)
  return syllables.has(spelled) || isFamily(spelled)
}

/** Middle and given names that half of all people bear; of two that are as near to what was read, the likelier. */
const commonNames: ReadonlySet<string> = new Set(
  [
    'Văn Thị Đình Xuân Quốc Hữu Đức Trọng Công Viết Bá Sỹ Ngọc Huy Quang Minh Duy Thế Mạnh Đăng Tiến Hồng Thanh Kim Bích',
    'Anh Bình Bằng Cường Chiến Dũng Hà Hải Hằng Hạnh Hiền Hoa Hùng Hương Lan Linh Long Mai Nam Nga Nhung Phong Phúc Phương',
    'Quân Sơn Tâm Tân Thắng Thành Thảo Thuỷ Thủy Toàn Trang Trung Tuấn Tú Tuyết Việt Vinh Yến',
  ].flatMap((line) => line.split(' ')),
)

/** What a syllable that no name has was most likely misread from: the one nearest in its marks; null where two are as near. */
export function nearestSyllable(word: string, likelier: ReadonlySet<string> = commonNames): string | null {
  const read = capitalised(word)
  const folded = foldText(read)
  const twins = [...syllables]
    .filter((known) => foldText(known) === folded)
    .map((known) => ({ known, distance: marksBetween(known, read) }))
    .toSorted((a, b) => a.distance - b.distance)
  const nearest = twins.filter(({ distance }) => distance === twins[0]?.distance)
  const [first, ...others] = nearest.length > 1 ? nearest.filter(({ known }) => likelier.has(known)) : nearest
  if (first === undefined || others.length > 0) return null
  return word === word.toUpperCase() ? first.known.toUpperCase() : first.known
}

/** How many marks differ; one of the letter's own (â, ơ, đ) is told from a tone. */
function marksBetween(one: string, other: string): number {
  const marksOf = (text: string): readonly string[] =>
    [...text.normalize('NFD').matchAll(/\p{M}/gu)].map(String)
  const [left, right] = [marksOf(one), marksOf(other)]
  const missing = left.filter((mark) => !right.includes(mark)).length
  return Math.max(missing, right.filter((mark) => !left.includes(mark)).length)
}

/**
 * Names that hardly anybody bears, beside those of another mark that many do: on a bad copy they are these. The first are
 * given names, the others middle ones.
 */
const commonerNames: Readonly<Record<'given' | 'middle', ReadonlyMap<string, string>>> = {
  given: new Map([['Bảng', 'Bằng']]),
  middle: new Map([
    ['Định', 'Đình'],
    ['Đinh', 'Đình'],
    ['Đính', 'Đình'],
    ['Ba', 'Bá'],
  ]),
}

/** The name that a rare one was most likely misread from on a bad copy; itself where it is none of these. */
export function commonerName(word: string, place: 'given' | 'middle'): string {
  return commonerNames[place].get(word) ?? word
}

import { foldText } from '../../../domain/fold-text.ts'
import { editDistance } from './fuzzy.ts'

/** As what people sign, in the marks they are printed with. */
const titles: readonly string[] = [
  'CHỦ TỊCH, PHÓ CHỦ TỊCH, BÍ THƯ, PHÓ BÍ THƯ, GIÁM ĐỐC, PHÓ GIÁM ĐỐC, TRƯỞNG PHÒNG, PHÓ TRƯỞNG PHÒNG, TRƯỞNG BAN',
  'PHÓ TRƯỞNG BAN, CHÁNH VĂN PHÒNG, PHÓ CHÁNH VĂN PHÒNG, CHỦ NHIỆM, PHÓ CHỦ NHIỆM, HIỆU TRƯỞNG, PHÓ HIỆU TRƯỞNG',
  'CHỦ TRÌ, CHỦ TỌA, THƯ KÝ, TRƯỞNG THÔN, TRƯỞNG CÔNG AN, PHÓ TRƯỞNG CÔNG AN, CHỈ HUY TRƯỞNG, NGƯỜI LÀM ĐƠN',
  'NGƯỜI VIẾT ĐƠN, NGƯỜI KHAI, NGƯỜI ĐỀ NGHỊ, NGƯỜI LẬP, NGƯỜI XÁC NHẬN, NGƯỜI BÁO CÁO, CÔNG CHỨC TƯ PHÁP - HỘ TỊCH',
].flatMap((line) => line.split(', '))

/** A title read with this share of its letters wrong is still that title. */
const MOST_WRONG = 0.2
const REPAIRED_FIT = 0.9

interface SpelledTitle {
  readonly text: string
  /** Lower where letters had to be put right. */
  readonly fit: number
}

/** "KT CHỦ TICH" becomes "KT. CHỦ TỊCH": the title with its marks, the sign before it kept as it was printed. */
export function spelledTitle(line: string): SpelledTitle {
  const found =
    /^\P{L}*(?<sign>(?:TM|KT|TL|TUQ|T\/M|K\/T|T\/L|Q)\s*[./,]?)?\s*(?<title>.*?)[\s.,:;_-]*$/u.exec(line)
  const title = found?.groups?.['title'] ?? line
  const sign = found?.groups?.['sign'] === undefined ? '' : `${spelledSign(found.groups['sign'])} `
  const known = nearestTitle(title)
  if (known === null) return { text: `${sign}${title}`, fit: 1 }
  return { text: `${sign}${known}`, fit: foldText(known) === foldText(title) ? 1 : REPAIRED_FIT }
}

/** "TM." takes a point, "T/M" a stroke. */
function spelledSign(sign: string): string {
  const tight = sign.replace(/\s/g, '')
  return tight.includes('/') && /^\p{L}\//u.test(tight)
    ? tight.slice(0, 3)
    : `${tight.replace(/[./,]$/, '')}.`
}

function nearestTitle(title: string): string | null {
  const folded = foldText(title)
  const ranked = titles
    .map((known) => ({ known, distance: editDistance(folded, foldText(known)) }))
    .toSorted((a, b) => a.distance - b.distance)
  const [best] = ranked
  return best !== undefined && best.distance <= best.known.length * MOST_WRONG ? best.known : null
}

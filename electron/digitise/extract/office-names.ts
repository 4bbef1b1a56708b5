import { foldText } from '../../../domain/fold-text.ts'
import { editDistance, skeleton } from './fuzzy.ts'

/** How the names of offices begin, as skeletons. */
const beginnings: readonly string[] = (
  'uybannhandan ubnd uybanhanhchinh uybanmattran uybankiemtra hoidongnhandan hdnd danguy dangbo huyenuy tinhuy thanhuy ' +
  'chibo bandan banchi banquanly banchaphanh bantochuc bantuyengiao so phong bo cuc chicuc tongcuc congan truong ' +
  'trungtam tram vanphong vien toaan vienkiemsat thanhtra hoi lien doan mattran quy hoptacxa htx hat doi benhvien ' +
  'congty ngan baohiem khobac chinhphu quochoi thutuong to'
).split(' ')

/** Set phrases at the start of a name, and the words for units that follow them: what is misread in them is put right. */
const setPhrases: readonly string[] = ['ỦY BAN NHÂN DÂN', 'HỘI ĐỒNG NHÂN DÂN', 'UBND', 'HĐND', 'ĐẢNG ỦY']
const units: readonly string[] = ['XÃ', 'PHƯỜNG', 'HUYỆN', 'TỈNH', 'QUẬN']

/** Does a name of an office begin here? */
export function beginsOffice(text: string): boolean {
  const folded = skeleton(text)
  const firstWord = skeleton(text.split(' ')[0] ?? '')
  return beginnings.some((beginning) => {
    if (beginning.length <= 5)
      return firstWord === beginning || (beginning.length > 3 && folded.startsWith(beginning))
    return folded.startsWith(beginning) || editDistance(folded.slice(0, beginning.length), beginning) <= 1
  })
}

/** Puts the marks right on set phrases, however they were read; "UỶ" is as right as "ỦY". */
export function spelledOffice(text: string): string {
  const words = text.split(' ')
  const phrase = setPhrases.find((known) => {
    const begun = words.slice(0, known.split(' ').length).join(' ')
    return editDistance(foldText(begun), foldText(known)) <= known.length / 12
  })
  if (phrase === undefined) return text
  const length = phrase.split(' ').length
  const [unit = '', ...name] = words.slice(length)
  const begun = words[0] === 'UỶ' ? phrase.replace('ỦY', 'UỶ') : phrase
  const spelledUnit = units.find((known) => foldText(known) === foldText(unit)) ?? unit
  return [begun, spelledUnit, ...name].filter((word) => word !== '').join(' ')
}

import { foldText } from '../../../domain/fold-text.ts'
import { editDistance, skeleton } from './fuzzy.ts'
import { withTonesLast } from './letters.ts'

/** How the names of offices begin, as skeletons. */
const beginnings: readonly string[] = (
  'uybannhandan bannhandan ubnd uybanhanhchinh uybanmattran uybankiemtra hoidongnhandan hdnd danguy dangbo huyenuy tinhuy thanhuy ' +
  'chibo bandan banchi banquanly banchaphanh bantochuc bantuyengiao so phong bo cuc chicuc tongcuc congan truong ' +
  'trungtam tram vanphong vien toaan vienkiemsat thanhtra hoi lien doan mattran quy hoptacxa htx hat doi benhvien ' +
  'congty ngan baohiem khobac chinhphu quochoi thutuong to'
).split(' ')

/** Set phrases at the start of a name, and the words for units that follow them: what is misread in them is put right. */
const setPhrases: readonly string[] = ['ỦY BAN NHÂN DÂN', 'HỘI ĐỒNG NHÂN DÂN', 'UBND', 'HĐND', 'ĐẢNG ỦY']
const units: readonly string[] = ['XÃ', 'PHƯỜNG', 'HUYỆN', 'TỈNH', 'QUẬN']

/** What offices are for and how bodies are called, wherever it stands in a name, over however many lines. */
const namedFor: readonly string[] = [
  'NÔNG NGHIỆP, PHÁT TRIỂN NÔNG THÔN, MÔI TRƯỜNG, TÀI NGUYÊN, GIÁO DỤC, ĐÀO TẠO, LAO ĐỘNG, THƯƠNG BINH, XÃ HỘI, VĂN HÓA',
  'THỂ THAO, DU LỊCH, THÔNG TIN, TRUYỀN THÔNG, TÀI CHÍNH, KẾ HOẠCH, ĐẦU TƯ, NỘI VỤ, TƯ PHÁP, Y TẾ, XÂY DỰNG',
  'CÔNG THƯƠNG, KINH TẾ, HẠ TẦNG, KHOA HỌC, CÔNG NGHỆ, DÂN TỘC, TÔN GIÁO, MẶT TRẬN TỔ QUỐC, LIÊN HIỆP PHỤ NỮ, NÔNG DÂN',
  'CỰU CHIẾN BINH, ĐOÀN THANH NIÊN, CÔNG AN, VĂN PHÒNG, THANH TRA, KHO BẠC NHÀ NƯỚC, BẢO HIỂM, THỐNG KÊ, KIỂM SÁT',
].flatMap((line) => line.split(', '))

/** The marks of the words that every reader of the name knows, put right; where they may stand in two ways, as printed. */
function spelledWords(name: string): string {
  return namedFor.reduce((text, known) => {
    const at = ` ${foldText(text)} `.indexOf(` ${foldText(known)} `)
    const printed = at === -1 ? known : text.slice(at, at + known.length)
    if (printed === known || withTonesLast(printed) === withTonesLast(known)) return text
    return text.slice(0, at) + known + text.slice(at + known.length)
  }, name)
}

/** Does a name of an office begin here? */
export function beginsOffice(text: string): boolean {
  const folded = skeleton(text).replace(/^uy+/, 'uy')
  const firstWord = skeleton(text.split(' ')[0] ?? '')
  if (setPhraseLength(text) > 1 || spoiltUbnd.test(firstWord)) return true
  return beginnings.some((beginning) => {
    if (beginning.length <= 5)
      return firstWord === beginning || (beginning.length > 3 && folded.startsWith(beginning))
    return folded.startsWith(beginning) || editDistance(folded.slice(0, beginning.length), beginning) <= 1
  })
}

/** Nothing else ends as "UBND" does. */
const spoiltUbnd = /^[a-z]{1,2}bnd$/

function isMisreadUbnd(word: string): boolean {
  const folded = foldText(word)
  return spoiltUbnd.test(folded) && folded !== 'ubnd'
}

/** The words that offices are called by and that have but one spelling, whatever they do. */
const kinds: readonly string[] = ['PHÒNG', 'SỞ', 'TRƯỜNG', 'TRẠM', 'HẠT', 'CỤC', 'VIỆN']

/** "PHONG NỘI VỤ" is a mark short: no office is called so. */
function spelledKind(name: string): string {
  const [first = '', ...rest] = name.split(' ')
  const kind = kinds.find((known) => foldText(known) === foldText(first))
  return kind === undefined || rest.length === 0 ? name : [kind, ...rest].join(' ')
}

/** Nothing but the first word of a committee stands before these, and it is read badly most often. */
const BEHEADED = 'ban nhan dan'

/** Puts the marks right on set phrases, however they were read; "UỶ" is as right as "ỦY". */
export function spelledOffice(text: string): string {
  const [first = ''] = text.split(' ')
  if (isMisreadUbnd(first)) return spelledOffice(text.replace(first, 'UBND'))
  const isBeheaded = foldText(text.split(' ').slice(0, 3).join(' ')) === BEHEADED
  const words = (isBeheaded ? `ỦY ${text}` : text).split(' ')
  const phrase = setPhraseOf(words)
  if (phrase === undefined) return spelledWords(spelledKind(text))
  const length = phrase.split(' ').length
  const [unit = '', ...name] = words.slice(length)
  const begun = /^U[YỶÝỲỸỴ]*[ỶÝỲỸỴ]+$/u.test(words[0] ?? '') ? phrase.replace('ỦY', 'UỶ') : phrase
  const spelledUnit = units.find((known) => foldText(known) === foldText(unit)) ?? nearUnit(unit, name)
  return [begun, spelledUnit, ...name].filter((word) => word !== '').join(' ')
}

/** Of two letters that stand before the name of a place only "XÃ" is a unit. */
function nearUnit(unit: string, name: readonly string[]): string {
  return name.length > 0 && /^\p{L}a$/u.test(foldText(unit)) ? 'XÃ' : unit
}

/** The mark of the committee's first word was read as one letter more, or as two. */
const stutter = /^U[YỶÝỲỸỴ]{2,}$/u

function setPhraseOf([first = '', ...rest]: readonly string[]): string | undefined {
  const words = [stutter.test(first) ? 'ỦY' : first, ...rest]
  return setPhrases.find((known) => {
    const wanted = known.split(' ')
    const begun = words.slice(0, wanted.length)
    return (
      editDistance(foldText(begun.join(' ')), foldText(known)) <= known.length / 12 ||
      isPhraseOfNearWords(begun, wanted)
    )
  })
}

/** Words of a long phrase, in a row, each of which was read with a letter wrong at most, and half of them with none. */
function isPhraseOfNearWords(words: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length < 4 || words.length < wanted.length) return false
  const distances = wanted.map((word, at) => editDistance(foldText(words[at] ?? ''), foldText(word)))
  const wrong = distances.filter((distance) => distance > 0).length
  return wrong <= wanted.length / 2 && distances.every((distance) => distance <= 1)
}

/** Was more put right than marks and a letter, so that the name is a guess? */
export function isGuessedOffice(text: string): boolean {
  const [first = ''] = text.split(' ')
  if (isMisreadUbnd(first)) return true
  const phrase = setPhraseOf(text.split(' '))
  if (phrase === undefined) return spelledKind(text) !== text
  const begun = text.split(' ').slice(0, phrase.split(' ').length)
  return editDistance(foldText(begun.join(' ')), foldText(phrase)) > 1 && !stutter.test(first)
}

/** How many words at the start of a name are a set phrase; 0 where none is. */
export function setPhraseLength(text: string): number {
  return setPhraseOf(text.split(' '))?.split(' ').length ?? 0
}

/** Committees and councils are of a unit: without it, or with its word lost, the name is not whole. */
const ofUnit = /^(?:UBND|HĐND|(?:ỦY|UỶ) BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|ĐẢNG (?:ỦY|UỶ|BỘ))(?<unit>(?: .*)?)$/u
const unitWord =
  /^ (?:CÁC )?(?:XÃ|PHƯỜNG|THỊ TRẤN|THỊ XÃ|HUYỆN|QUẬN|THÀNH PHỐ|TP|TỈNH|ĐẶC KHU|KHỐI|CÔNG AN|QUÂN SỰ)(?:\.| )/u

/** Is anything said of whose committee or council it is? */
export function isWholeOffice(name: string): boolean {
  const unit = ofUnit.exec(name)?.groups?.['unit']
  return unit === undefined || unitWord.test(`${unit} `)
}

/** "UBND" of "ỦY BAN NHÂN DÂN XÃ CẨM HOÀ", "SNV" of "SỞ NỘI VỤ": what an office's name becomes in a notation. */
export function lettersOf(office: string): string {
  const name = office.toUpperCase()
  if (/^(ỦY|UỶ) BAN NHÂN DÂN|^UBND/.test(name)) return 'UBND'
  if (/^HỘI ĐỒNG NHÂN DÂN|^HĐND/.test(name)) return 'HĐND'
  if (/^ĐẢNG (ỦY|UỶ)/.test(name)) return 'ĐU'
  return name
    .split(/[\s,-]+/)
    .filter((word) => word !== 'VÀ')
    .map((word) => word.slice(0, 1))
    .join('')
}

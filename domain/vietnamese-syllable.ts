/** Signs of a tone over or under a vowel, in the form they are counted in; a syllable has one at most. */
const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'] as const
type Tone = (typeof tones)[number]
const toneMark = /[\u0300\u0301\u0303\u0309\u0323]/g
/** Rising and heavy: the only tones of a syllable that ends in c, ch, p or t. */
const stoppedTones: readonly Tone[] = ['\u0301', '\u0323']

const words = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(' '))
const combined = (onsets: readonly string[], rimes: readonly string[]): readonly string[] =>
  onsets.flatMap((onset) => rimes.map((rime) => onset + rime))

/** What may stand behind a first consonant: beginning with a back vowel, a front one, or a w that is spelled o or u. */
const backRimes = words(
  'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây',
  'o oc oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt',
  'u ua uc ui um un ung uôc uôi uôm uôn uông uôt up ut ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu',
)
const frontRimes = words(
  'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu',
  'i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu',
)
const roundedRimes = words(
  'oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet',
  'uân uâng uât uây uê uêch uênh uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu',
)
/** Behind q, whose u belongs to it. */
const rimesOfQ = words(
  'ua uac uach uai uan uang uanh uao uat uau uay uăc uăm uăn uăng uăp uăt uân uâng uât uây',
  'ue uen ueo uet uê uên uênh uêt ui uit uôc uơ uơi uơn uơt uy uych uyên uyêt uynh uyt',
)
const soundsOnly = words('b ch d đ h kh l m n nh p ph r s t th tr v x')

/** All syllables without their tone. @see the spelling of quốc ngữ: c, g, ng before back vowels; k, gh, ngh before front ones */
const syllables: ReadonlySet<string> = new Set([
  ...combined(['', ...soundsOnly], [...backRimes, ...frontRimes, ...roundedRimes]),
  ...combined(['c', 'g', 'ng'], [...backRimes, ...roundedRimes]),
  ...combined(['k', 'gh', 'ngh'], frontRimes),
  ...combined(['q'], rimesOfQ),
  ...combined(['h', 'k', 'l', 'm', 's', 't', 'v'], ['y']),
  ...words('y yêm yên yêng yêt yêu'),
  // Where gi meets a rime that begins with i, only one i is written.
  ...combined(['gi'], [...backRimes, 'e', 'em', 'eo', 'en']),
  ...words('gi gin git giêc giêm giên giêng giêt'),
])

interface SpokenWord {
  /** NFC, without the mark of the tone. */
  readonly toneless: string
  /** Null when it has more than one. */
  readonly tone: Tone | null
}

/** Parts the tone from a word in small letters. */
function spokenWord(lowerCase: string): SpokenWord {
  const decomposed = lowerCase.normalize('NFD')
  const marks = decomposed.match(toneMark) ?? []
  const tone = marks.length > 1 ? null : (tones.find((known) => known === (marks[0] ?? '')) ?? null)
  return { toneless: decomposed.replace(toneMark, '').normalize('NFC'), tone }
}

/** Can the word be a syllable of Vietnamese? Capitals do not count. */
export function isSyllable(word: string): boolean {
  const { toneless, tone } = spokenWord(word.toLowerCase())
  if (tone === null || !syllables.has(toneless)) return false
  return !/(?:[cpt]|ch)$/.test(toneless) || stoppedTones.includes(tone)
}

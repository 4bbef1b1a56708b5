import type { Block, DocumentDraft } from '../fixtures/draft.ts'
import { createRandom, type Random } from '../fixtures/random.ts'
import { templateNames, templateOf } from '../fixtures/template-table.ts'
import { inventPerson, pickCommune } from '../fixtures/vocabulary.ts'
import { isoDay, longDay, numberText, workingDay } from '../fixtures/wording.ts'

const WORDS_A_PAGE = 250
/** Share of the words in which the reader took one letter for another. */
const NOISE = 0.01

/** One page as a machine would have read it, with what is described of its document. */
export interface PageText {
  readonly number: string
  readonly notation: string
  /** ISO 8601. */
  readonly issuedDate: string
  readonly issuer: string
  readonly subject: string
  readonly signer: string
  readonly text: string
}

export interface PageTexts {
  /** The `n`th page: the words of one of the base texts with a number, names, a day and noise of its own. */
  page(n: number): PageText
}

/** Makes `count` different texts from the templates of the test papers; the same seed gives the same pages. */
export function createPageTexts(seed: string, count: number): PageTexts {
  const bases = Array.from({ length: count }, (_, n) => baseText(createRandom(`${seed}/base ${n}`), n))
  return {
    page: (n) => {
      const random = createRandom(`${seed}/page ${n}`)
      const base = random.pick(bases)
      const day = workingDay(random, [1994, 2026])
      const number = numberText(1 + (n % 2999))
      const signer = inventPerson(random).name
      const head = `${base.issuer} Số: ${number}/${base.notation} ${longDay(day)} ${base.subject}`
      const body = base.words.map((word) => (random.chance(NOISE) ? misread(word, random) : word))
      const people = Array.from({ length: 3 }, () => inventPerson(random).name).join(' ')
      const amount = `${random.int(1, 999)}.${random.int(100, 999)}.000 đồng`
      return {
        number,
        notation: base.notation,
        issuedDate: isoDay(day),
        issuer: base.issuer,
        subject: base.subject,
        signer,
        text: `${head} ${body.join(' ')} ${people} ${amount} ${signer}`,
      }
    },
  }
}

interface BaseText {
  readonly notation: string
  readonly issuer: string
  readonly subject: string
  readonly words: readonly string[]
}

/** Several papers of one office after another until the page is full. */
function baseText(random: Random, n: number): BaseText {
  const commune = pickCommune(random)
  const drafts: DocumentDraft[] = []
  const words: string[] = []
  while (words.length < WORDS_A_PAGE) {
    const draft = templateOf(random.pick(templateNames))({
      random,
      commune,
      day: workingDay(random, [2016, 2025]),
      number: random.int(1, 248),
      era: 'nd30',
      isNumberedByHand: false,
    })
    drafts.push(draft)
    words.push(...draft.blocks.flatMap(wordsOfBlock))
  }
  const { fields } = drafts[0] ?? { fields: { subject: '', agency: '', notation: '' } }
  const from = random.int(0, Math.max(0, words.length - WORDS_A_PAGE))
  return {
    notation: fields.notation ?? 'ĐTĐ',
    issuer: fields.agency ?? `UBND xã ${commune.name}`,
    subject: `${fields.subject} ${commune.villages[n % commune.villages.length] ?? ''}`.trim(),
    words: words.slice(from, from + WORDS_A_PAGE - 40),
  }
}

function wordsOfBlock(block: Block): readonly string[] {
  if (block.kind === 'rule') return []
  const text = block.kind === 'paragraph' ? block.text : block.rows.flat().join(' ')
  return text
    .replace(/[*_^]/g, '')
    .split(/\s+/)
    .filter((word) => word !== '')
}

const LETTERS = 'aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạéèẻíìịóòọôốồộúùụ'

function misread(word: string, random: Random): string {
  const at = random.int(0, word.length - 1)
  return word.slice(0, at) + (LETTERS[random.int(0, LETTERS.length - 1)] ?? '') + word.slice(at + 1)
}

import * as z from 'zod'
import { foldText } from './fold-text.ts'

const Section = z.object({
  /** Of its heading in the page of its chapter. */
  id: z.string().min(1),
  title: z.string().min(1),
  text: z.string(),
})

const Chapter = z.object({
  /** Also the name of its page. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  number: z.int().positive(),
  title: z.string().min(1),
  /** The screens that it is about. */
  screens: z.array(z.string()),
  /** The first is what stands before the first heading. */
  sections: z.array(Section).min(1),
})

/** Contents and words of the manual, as the bundler writes them beside its pages. */
export const ManualBook = z.object({ chapters: z.array(Chapter).min(1) })
export type ManualBook = z.infer<typeof ManualBook>

/** A place in the manual; without a section the start of the chapter. */
export interface ManualPlace {
  readonly chapter: string
  readonly section: string | null
}

/** A place where all words of a search stand. */
export interface ManualHit extends ManualPlace {
  readonly chapterTitle: string
  readonly title: string
  /** What stands around the first word. */
  readonly excerpt: string
}

const EXCERPT_LETTERS = 120

/** Sections that hold all the words, with or without tone marks; those whose heading holds them come first. */
export function findInManual({ chapters }: ManualBook, query: string): readonly ManualHit[] {
  const words = foldText(query)
    .split(/\s+/)
    .filter((word) => word !== '')
  const [first] = words
  if (first === undefined) return []
  const holds = (text: string): boolean => words.every((word) => foldText(text).includes(word))
  const hits = chapters.flatMap((chapter) =>
    chapter.sections
      .filter(({ title, text }) => holds(`${title} ${text}`))
      .map(({ id, title, text }) => ({
        chapter: chapter.id,
        section: id === chapter.id ? null : id,
        chapterTitle: chapter.title,
        title,
        excerpt: excerptOf(text, first),
      })),
  )
  return [...hits.filter(({ title }) => holds(title)), ...hits.filter(({ title }) => !holds(title))]
}

/** Where to begin for whoever is on a screen: the chapter about it, else the first. */
export function chapterAbout({ chapters }: ManualBook, screen: string | null): ManualPlace {
  const found = chapters.find(({ screens }) => screen !== null && screens.includes(screen)) ?? chapters[0]
  return { chapter: found?.id ?? '', section: null }
}

/** The place that the address of a page of the manual names; null where it is none. */
export function placeOfAddress({ chapters }: ManualBook, address: string): ManualPlace | null {
  const [, page, anchor = ''] = /\/manual\/([a-z0-9-]+)\.html(?:#(.*))?$/.exec(address) ?? []
  const chapter = chapters.find(({ id }) => id === page)
  if (chapter === undefined) return null
  const section = chapter.sections.find(({ id }) => id === anchor && id !== chapter.id)
  return { chapter: chapter.id, section: section?.id ?? null }
}

/** Of the same letters as the text, since folding takes none away from a composed one. */
function excerptOf(text: string, word: string): string {
  const composed = text.normalize('NFC')
  const at = Math.max(0, foldText(composed).indexOf(word))
  const from = at < EXCERPT_LETTERS / 3 ? 0 : composed.lastIndexOf(' ', at - EXCERPT_LETTERS / 3) + 1
  const part = composed.slice(from, from + EXCERPT_LETTERS)
  return `${from > 0 ? '… ' : ''}${part}${from + EXCERPT_LETTERS < composed.length ? '…' : ''}`
}

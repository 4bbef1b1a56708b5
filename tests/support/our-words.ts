import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'

interface Texts {
  readonly [name: string]: string | Texts
}

const folder = path.join(import.meta.dirname, '../../renderer/texts')

function textsOf(language: 'vi' | 'en'): ReadonlyMap<string, string> {
  // The file is ours and holds nothing but texts within texts, which other tests prove.
  const texts = JSON.parse(readFileSync(path.join(folder, `${language}.json`), 'utf8')) as Texts
  return new Map(flat(texts, ''))
}

function flat(texts: Texts, above: string): [string, string][] {
  return Object.entries(texts).flatMap(([name, text]): [string, string][] =>
    typeof text === 'string' ? [[above + name, text]] : flat(text, `${above}${name}.`),
  )
}

const FEW_LETTERS = 8

/** What of our own texts can stand on a screen in Vietnamese only, cut where something is put in. */
const phrases: readonly string[] = (() => {
  const english = [...textsOf('en').values()]
  const pieces = [...textsOf('vi').values()].flatMap((text) =>
    text
      .split(/\{\{[^}]*\}\}/)
      .map((piece) => piece.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, ''))
      // Vietnamese that the English text quotes is meant.
      .filter((piece) => piece.length > FEW_LETTERS && !english.some((there) => there.includes(piece))),
  )
  return [...new Set(pieces)]
})()

const law = path.join(import.meta.dirname, '../../assets/authority')

/** What the law's lists say, which no language changes; the longest first. */
const lawWords: readonly string[] = (() => {
  const files = readdirSync(law, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  )
  const words = files.flatMap((file) => stringsIn(JSON.parse(readFileSync(path.join(law, file), 'utf8'))))
  const long = words.filter((word) => word.length > FEW_LETTERS)
  return [...new Set(long)].toSorted((a, b) => b.length - a.length)
})()

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

/** Our Vietnamese words that are seen in a part of the window, or said by names, hints and empty boxes; the law's lists speak as they do. */
export async function vietnameseLeft(page: Page, part: string): Promise<string[]> {
  const shown = await page.evaluate((selector) => {
    const seen: string[] = []
    for (const element of document.querySelectorAll(`${selector} *`)) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue
      for (const child of element.childNodes)
        if (child.nodeType === Node.TEXT_NODE) seen.push(child.textContent ?? '')
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
        seen.push(element.getAttribute(name) ?? '')
    }
    return seen.filter((text) => text.trim() !== '')
  }, part)
  const left = [...new Set(shown)].flatMap((text) => {
    const phrase = phraseIn(text)
    if (phrase === null) return []
    const own = lawWords.reduce((rest, known) => rest.replaceAll(known, ''), text)
    return phraseIn(own) === null ? [] : [`${phrase} in: ${text.slice(0, 120)}`]
  })
  return left
}

function phraseIn(text: string): string | null {
  return phrases.find((candidate) => text.includes(candidate)) ?? null
}

import { foldText } from './fold-text.ts'
import type { Issuer } from './records/issuer.ts'

/**
 * What the list of issuers says of a printed name: the body it names on that day, or one that was no more (`dissolved`)
 * or not yet there (`not-yet`). It never changes what is printed.
 */
export interface IssuerMatch {
  readonly kind: 'known' | 'dissolved' | 'not-yet'
  readonly issuer: Issuer
  /** Who does its work now, where somebody does. */
  readonly successor: Issuer | null
}

/**
 * @param name as printed
 * @param date ISO 8601; '' where the document has none
 * @returns null where no issuer of the list is meant, or more than one could be
 */
export function matchIssuer(name: string, date: string, issuers: readonly Issuer[]): IssuerMatch | null {
  const words = wordsOf(name)
  if (words.length === 0) return null
  const named = exactly(words, issuers)
  const meant = named.length > 0 ? named : nearly(words, issuers)
  const found = meant.map((issuer) => ({ issuer, kind: kindOn(issuer, date) }))
  const best = found.find(({ kind }) => kind === 'known') ?? latest(found)
  // Two bodies that are both there on that day: nobody can tell which is meant.
  if (best === undefined || found.filter(({ kind }) => kind === 'known').length > 1) return null
  return { ...best, successor: successorOf(best.issuer, issuers) }
}

type Found = Pick<IssuerMatch, 'kind' | 'issuer'>

function latest(found: readonly Found[]): Found | undefined {
  return [...found].sort((a, b) => ((a.issuer.validTo ?? '') < (b.issuer.validTo ?? '') ? 1 : -1))[0]
}

function kindOn({ validFrom, validTo }: Issuer, date: string): IssuerMatch['kind'] {
  if (date === '') return 'known'
  if (validTo !== null && date > validTo) return 'dissolved'
  return validFrom !== null && date < validFrom ? 'not-yet' : 'known'
}

/** The last of those that took over from each other; a ring among them ends where it began. */
function successorOf(issuer: Issuer, issuers: readonly Issuer[]): Issuer | null {
  const seen = new Set([issuer.id])
  let last: Issuer | null = null
  for (let next = issuer.successor; next !== null && !seen.has(next); next = last?.successor ?? null) {
    seen.add(next)
    last = issuers.find(({ id }) => id === next) ?? last
  }
  return last
}

const abbreviations: Readonly<Record<string, string>> = {
  ubnd: 'uy ban nhan dan',
  hdnd: 'hoi dong nhan dan',
  tx: 'thi xa',
  tp: 'thanh pho',
}

/** A name as it is compared: folded, written out, without signs. */
function wordsOf(name: string): readonly string[] {
  const words = foldText(name).match(/[a-z0-9]+/g) ?? []
  return words.flatMap((word) => (abbreviations[word] ?? word).split(' '))
}

function namesOf({ name, aliases }: Issuer): readonly (readonly string[])[] {
  return [name, ...aliases].map(wordsOf)
}

function exactly(words: readonly string[], issuers: readonly Issuer[]): readonly Issuer[] {
  const wanted = words.join('')
  return issuers.filter((issuer) => namesOf(issuer).some((each) => each.join('') === wanted))
}

/** Short words are place names of which one letter makes another place; only longer ones may be misread. */
const LEAST_MISREAD_LETTERS = 5

function nearly(words: readonly string[], issuers: readonly Issuer[]): readonly Issuer[] {
  return issuers.filter((issuer) => namesOf(issuer).some((each) => areNear(each, words)))
}

function areNear(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false
  const differing = a.filter((word, at) => word !== b[at])
  return differing.length === 1 && a.every((word, at) => word === b[at] || isOneLetterOff(word, b[at] ?? ''))
}

function isOneLetterOff(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < LEAST_MISREAD_LETTERS || a.length !== b.length) return false
  return a.split('').filter((letter, at) => letter !== b[at]).length === 1
}

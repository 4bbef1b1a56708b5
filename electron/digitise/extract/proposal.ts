import { type FieldProposal, SURE } from '../../../domain/records/document.ts'
import type { PageBox } from '../../../domain/records/page-box.ts'
import type { TextLayer, Word } from '../../../domain/text-layer.ts'
import type { PageText, Piece } from './page-text.ts'

/** The most that grammar can make of a value that was read. */
const MOST = 0.99
/** Below it a value is more often wrong than right (measured 2026-11, mostly dates filled in by hand) and is left out. */
const LEAST = 0.45
/** What is written by hand is offered as a doubt, never as sure, whatever the engine says of it. */
const MOST_BY_HAND = 0.5
/** The same for a word that is no Vietnamese syllable: it was most likely misread. */
const MOST_MISSPELT = 0.8
/** The screen shows no more. */
const MOST_CANDIDATES = 4

export interface Candidate {
  readonly value: string
  readonly confidence: number
}

interface Found {
  readonly value: string
  readonly words: readonly Word[]
  /** 0..1: how well the value fits what is expected at its place. */
  readonly fit: number
  readonly page: number
  /** Below this confidence the value is left out. */
  readonly least?: number
  /** What bears the value out from elsewhere lifts its confidence to this, unless it is written by hand. */
  readonly borneOut?: number
  /** The surest it can be; see `mostOn`. */
  readonly most?: number
  /** What else it may be. */
  readonly candidates?: readonly Candidate[]
}

/** A proposal for a value of few words, each of which matters: no surer than its least sure word. */
export function strictProposal(found: Found, layer: TextLayer): FieldProposal | null {
  return proposal(found, layer, Math.min(...found.words.map(trustIn)))
}

/** How much the least sure word of a phrase weighs: one misread word is enough to want a look. */
const LEAST_WORD_WEIGHT = 0.6

/** Of a word read worse than this, under a seal or on a bad copy, nobody can say that it stands there. */
export const HARDLY_READ = 0.6

/** The surest that a value can be of which the paper itself does not bear out a part. */
export const MOST_GUESSED = 0.6

/** A phrase with a word that is not sure is not sure, however well the others were read. */
const MOST_WITH_DOUBT = SURE - 0.01

/** A proposal for a phrase, between its least sure word and its letters on the whole. */
export function phraseProposal(found: Found, layer: TextLayer): FieldProposal | null {
  return proposal(found, layer, phraseTrust(found.words))
}

/** 0..1: how well the words of a phrase were read. */
function phraseTrust(words: readonly Word[]): number {
  const letters = words.reduce((sum, word) => sum + word.text.length, 0)
  const sum = words.reduce((total, word) => total + trustIn(word) * word.text.length, 0)
  const least = Math.min(...words.map(trustIn))
  const trust = (sum / Math.max(1, letters)) * (1 - LEAST_WORD_WEIGHT) + least * LEAST_WORD_WEIGHT
  return least < SURE ? Math.min(MOST_WITH_DOUBT, trust) : trust
}

/** A word of a set phrase is that word, however badly it was read. */
const LEAST_OF_PHRASE = 0.6

/** 0..1: how well a word was read, whatever the engine says of handwriting and of what is no word. */
export function trustIn(word: Word): number {
  if (word.isHandwritten === true) return Math.min(MOST_BY_HAND, word.confidence)
  if (word.readAs !== undefined) return Math.max(LEAST_OF_PHRASE, word.confidence)
  return word.suggestion === undefined ? word.confidence : Math.min(MOST_MISSPELT, word.confidence)
}

function proposal(found: Found, layer: TextLayer, read: number): FieldProposal | null {
  const { words, fit, page, least = LEAST, most = MOST } = found
  const value = found.value.normalize('NFC')
  const isByHand = words.some((word) => word.isHandwritten === true)
  const borneOut = isByHand ? 0 : (found.borneOut ?? 0)
  const confidence = rounded(Math.min(MOST, most, Math.max(read * fit, borneOut)))
  if (value === '' || words.length === 0 || confidence < least) return null
  const candidates = ranked(found.candidates ?? [], value)
  return {
    value,
    confidence,
    page,
    box: shareBox(words, layer),
    ...(candidates.length === 0 ? {} : { candidates }),
  }
}

/** Of free text on a bad photocopy the engine is sure of what is wrong as often as of what is right. */
const MOST_ON_BAD_PAGE = 0.88

/** How sure free text of a page can be, that nothing but the engine speaks for. */
export function mostOn(page: PageText): number {
  return page.isClear ? MOST : MOST_ON_BAD_PAGE
}

/** Different from the value and from each other, the likeliest first. */
function ranked(candidates: readonly Candidate[], value: string): Candidate[] {
  const best = new Map<string, number>()
  for (const candidate of candidates) {
    const text = candidate.value.normalize('NFC').trim()
    if (text === '' || text === value) continue
    best.set(text, Math.max(best.get(text) ?? 0, rounded(Math.min(MOST, candidate.confidence))))
  }
  return [...best]
    .map(([text, confidence]) => ({ value: text, confidence }))
    .toSorted((a, b) => b.confidence - a.confidence)
    .slice(0, MOST_CANDIDATES)
}

/** The proposal with more candidates; the value itself is never one. */
export function withCandidates(proposed: FieldProposal, more: readonly Candidate[]): FieldProposal {
  const candidates = ranked([...(proposed.candidates ?? []), ...more], proposed.value)
  return candidates.length === 0 ? proposed : { ...proposed, candidates }
}

/** The proposal, but no surer than this: something speaks against it. */
export function doubted(proposed: FieldProposal, most: number): FieldProposal {
  return proposed.confidence <= most ? proposed : { ...proposed, confidence: most }
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1000) / 1000
}

export function wordsOf(pieces: readonly Piece[]): readonly Word[] {
  return pieces.flatMap((piece) => piece.words)
}

/** The box round some words, as shares of their page. */
export function shareBox(words: readonly Word[], layer: TextLayer): PageBox {
  const share = (pixels: number, whole: number): number => Math.min(1, Math.max(0, pixels / whole))
  return [
    share(Math.min(...words.map((word) => word.box[0])), layer.widthPx),
    share(Math.min(...words.map((word) => word.box[1])), layer.heightPx),
    share(Math.max(...words.map((word) => word.box[2])), layer.widthPx),
    share(Math.max(...words.map((word) => word.box[3])), layer.heightPx),
  ]
}

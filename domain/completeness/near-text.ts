import { foldText } from '../fold-text.ts'

/**
 * A text as the least hashes of its runs of words: the share of equal places of two sketches is about the share of runs
 * that the texts have in common. @see Broder, "On the resemblance and containment of documents", 1997
 */
export interface Sketch {
  readonly least: Uint32Array
  /** Runs that went into it. */
  readonly runs: number
}

const PLACES = 96
/** Words of a run. */
const RUN = 3
const EMPTY_PLACE = 0xffff_ffff

export function sketchOf(words: readonly string[]): Sketch {
  const least = new Uint32Array(PLACES).fill(EMPTY_PLACE)
  const folded = words.map((word) => foldText(word).replace(/[^a-z0-9]/g, '')).filter(Boolean)
  let runs = 0
  for (let at = 0; at + RUN <= folded.length; at += 1) {
    const hash = hashOf(folded.slice(at, at + RUN).join(' '))
    runs += 1
    for (let place = 0; place < PLACES; place += 1) {
      const value = scattered(hash, place)
      if (value < (least[place] ?? 0)) least[place] = value
    }
  }
  return { least, runs }
}

/** The sketch of texts one after the other. */
export function joinSketches(sketches: readonly Sketch[]): Sketch {
  const least = new Uint32Array(PLACES).fill(EMPTY_PLACE)
  for (const sketch of sketches) {
    for (const [place, value] of sketch.least.entries()) {
      if (value < (least[place] ?? 0)) least[place] = value
    }
  }
  return { least, runs: sketches.reduce((sum, { runs }) => sum + runs, 0) }
}

/** About the share of runs that two texts have in common, 0..1; 0 where one of them is too short to say. */
export function likeness(a: Sketch, b: Sketch): number {
  if (Math.min(a.runs, b.runs) < LEAST_RUNS) return 0
  let equal = 0
  for (let place = 0; place < PLACES; place += 1) if (a.least[place] === b.least[place]) equal += 1
  return equal / PLACES
}

/** Shorter texts are alike by chance. */
const LEAST_RUNS = 24

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193)
  }
  return hash >>> 0
}

/** One of the hash functions: the last steps of MurmurHash3 over the hash and a number of its own. */
function scattered(hash: number, place: number): number {
  let value = Math.imul(hash ^ Math.imul(place + 1, 0x9e37_79b1), 0x85eb_ca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2_ae35)
  return (value ^ (value >>> 16)) >>> 0
}

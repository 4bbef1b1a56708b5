import type { TextLayer } from '../../domain/text-layer.ts'

/** A4 at 300 dots an inch. */
const SCAN = { widthPx: 2480, heightPx: 3508 }

/** A page with a text as its reading would give it. @param scale pixels of the copy for one of the scan */
export function layerOf(text: string, scale = 1): TextLayer {
  const lines = text.split('\n').filter(Boolean)
  return {
    version: 1,
    ...SCAN,
    engine: 'test',
    lines: lines.map((line, at) => ({
      box: [100, 100 * at, 2000, 100 * at + 40],
      words: line.split(' ').map((word, place) => ({
        text: word,
        box: [100 + place * 90, 100 * at, 180 + place * 90, 100 * at + 40],
        confidence: 0.97,
      })),
    })),
    recipe: {
      version: 1,
      turnedDegrees: 0,
      turnConfidence: 1,
      outline: null,
      skewDegrees: 0,
      scale,
      xHeightPx: 24,
      isSpeckled: false,
      isBleedingThrough: false,
      inkBelow: null,
      refused: [],
    },
  }
}

/** Sixty words that no other text of the fixture has in this order. */
export function proseOf(seed: number): string {
  const words = ['ruộng', 'đường', 'thôn', 'hộ', 'mương', 'đập', 'vườn', 'chợ', 'trường', 'trạm', 'bến']
  return Array.from(
    { length: 60 },
    (_, at) => `${words[(at * (seed + 3) + seed) % words.length]}${(at * seed) % 17}`,
  ).join(' ')
}

/** What the PDF library tells of on the console alone. */
export type PdfTrouble = 'table-rebuilt' | 'pages-miscounted' | 'picture-too-large' | 'picture-lost'

const sentences: readonly (readonly [pattern: RegExp, trouble: PdfTrouble])[] = [
  [/Indexing all PDF objects/, 'table-rebuilt'],
  [/invalid \/Pages tree \/Count|Skipping invalid first page/, 'pages-miscounted'],
  [/Image exceeded maximum allowed size/, 'picture-too-large'],
  [/Unable to decode (?:inline )?image|Image dimensions are missing/, 'picture-lost'],
]

export interface PdfLog {
  /** What was heard since the last time this was asked. */
  take(): ReadonlySet<PdfTrouble>
  /** Gives the console back. */
  close(): void
}

/**
 * Listens to what the library warns of: it goes on where it can and has no other way to say what it had to make up or
 * leave out. The sentences are those of the version that package.json names; the tests of damaged files watch over them.
 */
export function listenToPdfLibrary(): PdfLog {
  const { console } = globalThis
  const { warn } = console
  const heard = new Set<PdfTrouble>()
  console.warn = (...parts: readonly unknown[]) => {
    const text = parts.map(String).join(' ')
    for (const [pattern, trouble] of sentences) if (pattern.test(text)) heard.add(trouble)
  }
  return {
    take: () => {
      const taken = new Set(heard)
      heard.clear()
      return taken
    },
    close: () => {
      console.warn = warn
    },
  }
}

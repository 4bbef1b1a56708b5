/** The values that a PDF file is made of, as they are written. @see ISO 32000-1 7.3 */
export type PdfValue =
  | null
  | boolean
  | number
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'string'; readonly bytes: Uint8Array }
  | { readonly kind: 'reference'; readonly id: number }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | PdfDictionary
  /** A word that is no value: an operator of a page, `endobj`, `stream`. */
  | { readonly kind: 'word'; readonly word: string }

export interface PdfDictionary {
  readonly kind: 'dictionary'
  readonly entries: ReadonlyMap<string, PdfValue>
}

type Kinds = Exclude<PdfValue, null | boolean | number>

/** The value where it is of the kind, else null. */
export function asKind<K extends Kinds['kind']>(
  value: PdfValue | undefined,
  kind: K,
): Extract<Kinds, { kind: K }> | null {
  const isOfKind = typeof value === 'object' && value !== null && value.kind === kind
  // The check above is what the type says.
  return isOfKind ? (value as Extract<Kinds, { kind: K }>) : null
}

/** The value of a key, where there is a dictionary and it has the key. */
export function entryOf(dictionary: PdfDictionary | null | undefined, key: string): PdfValue | undefined {
  return dictionary?.entries.get(key)
}

/** The members of an array; none of anything else. */
export function itemsOf(value: PdfValue | undefined): readonly PdfValue[] {
  return asKind(value, 'array')?.items ?? []
}

/** The bytes of a string; none of anything else. */
export function bytesOf(value: PdfValue | undefined): Uint8Array {
  return asKind(value, 'string')?.bytes ?? new Uint8Array(0)
}

export function nameOf(value: PdfValue | undefined): string | null {
  return asKind(value, 'name')?.name ?? null
}

export function numberOf(value: PdfValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}

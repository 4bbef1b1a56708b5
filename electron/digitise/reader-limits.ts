/** What a reader refuses to decode before it starts, so that a file made to blow up memory cannot. */
export interface ReaderLimits {
  /** Of one picture, a million pixels each. */
  readonly megapixels: number
  readonly pages: number
  /** Of a JPEG or PNG, or of the coded picture of one TIFF page: these are held whole; a PDF never is. */
  readonly pictureBytes: number
}

/** An A0 drawing at 200 dpi has 62 megapixels; a thousand-page book of a commune is a rarity. */
export const defaultReaderLimits: ReaderLimits = {
  megapixels: 100,
  pages: 2000,
  pictureBytes: 256 * 1024 * 1024,
}

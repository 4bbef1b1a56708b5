/**
 * What a reader refuses before it does the work, so that a file made to blow up memory or time cannot. Whoever is
 * refused is told the limit in the detail of the fault.
 */
export interface ReaderLimits {
  /** Of one picture, a million pixels each. */
  readonly megapixels: number
  /** Of one side of a picture: the picture library knows no longer ones. */
  readonly sidePx: number
  readonly pages: number
  /** Of a whole file, whatever its format. */
  readonly fileBytes: number
  /** Of a JPEG or PNG, or of the coded picture of one TIFF page: these are held whole; a PDF never is. */
  readonly pictureBytes: number
  /** How long opening may take, and showing a page; a file that wants longer has been made to. */
  readonly openMs: number
  readonly drawMs: number
  /** Memory of a whole reader process; one that grows beyond it is ended. */
  readonly residentBytes: number
}

const MEBIBYTE = 1024 * 1024

/**
 * An A0 drawing at 200 dpi has 62 megapixels; a thousand-page book of a commune is a rarity, and 500 colour pages at
 * 300 dpi make about one gigabyte. The largest picture takes 400 MB while it is drawn and as much while it is read.
 */
export const defaultReaderLimits: ReaderLimits = {
  megapixels: 100,
  sidePx: 32_000,
  pages: 2000,
  fileBytes: 2048 * MEBIBYTE,
  pictureBytes: 256 * MEBIBYTE,
  openMs: 60_000,
  drawMs: 90_000,
  residentBytes: 1400 * MEBIBYTE,
}

/** Limits on what a file is built of, the same for every file: no honest one comes near them. */
export const structureLimits = {
  /** Of a table of objects or of the operators of a page, after inflating. */
  streamBytes: 64 * MEBIBYTE,
  /** Of one stream, one behind the other. */
  filters: 8,
  /** Of a row of a fax, as its coding says. */
  faxColumns: 65_536,
  /** Of arrays and dictionaries inside each other; deeper nesting is an attack on the stack. */
  nesting: 60,
  /** From a page up to the root of the page tree. */
  pageTreeDepth: 50,
  pdfObjects: 2_000_000,
  pdfTableSections: 500,
  operatorsOfPage: 1_000_000,
  /** Of all pages of a TIFF: strips, colours, lengths. */
  tiffValues: 4_000_000,
} as const

import * as z from 'zod'

/** Languages the reading engine has a name for, as ISO 639-2 says them: `vie`, `eng`, `chi_sim`. */
const LanguageCode = z.string().regex(/^[a-z]{3}(_[a-z]{3,4})?$/)

/** How the pages of one file are to be read. */
export const ReadingOptions = z.object({
  /** The likeliest first. Opening fails with Fault 'language-missing' where the program has no data for one. */
  languages: z.array(LanguageCode).min(1).max(4).default(['vie']),
  /** Pixels to an inch of paper, where somebody knows better than the file; null: as the file says or the paper's size tells. */
  dpi: z.int().min(50).max(1200).nullable().default(null),
})
export type ReadingOptions = z.infer<typeof ReadingOptions>

export const defaultReadingOptions: ReadingOptions = { languages: ['vie'], dpi: null }

import { z } from 'zod'

/** A code with the words the screen shows for it. */
export const CodeName = z.object({ code: z.string(), name: z.string() })
export type CodeName = z.infer<typeof CodeName>

/** Document types with the abbreviation that stands in a notation; null where a type has none (công văn). */
export const DocumentType = CodeName.extend({ abbreviation: z.string().nullable() })
export type DocumentType = z.infer<typeof DocumentType>

/** Retention: `years` counts from the year the work ended, null is for ever. */
const Retention = CodeName.extend({ years: z.int().positive().nullable() })

/** One row of a file plan template. `verified` is false until the province has confirmed its retention. */
const TemplateEntry = z.object({
  heading: z.string(),
  notation: z.string(),
  title: z.string(),
  retention: z.string(),
  basis: z.string(),
  verified: z.boolean(),
})

/** The law's lists as data: versioned files in `assets/authority`, validated when loaded. */
export const Authority = z.object({
  documentTypes: z.object({ version: z.string(), source: z.string(), entries: z.array(DocumentType) }),
  retentions: z.object({ version: z.string(), source: z.string(), entries: z.array(Retention) }),
  filePlan: z.object({ version: z.string(), source: z.string(), entries: z.array(TemplateEntry) }),
})
export type Authority = z.infer<typeof Authority>

import * as z from 'zod'
import { RecordId } from './op.ts'
import { procedure } from './rpc.ts'

/** Which form is wanted, and of what. */
export const FormRequest = z.discriminatedUnion('kind', [
  /** Cover, contents list and closing sheet of a case file. */
  z.object({ kind: z.enum(['cover', 'contents', 'closing']), caseFile: RecordId }),
  z.object({ kind: z.literal('plan'), fonds: RecordId, year: z.int() }),
  /** The list that goes with a deposit, and the minutes of handing it over. */
  z.object({ kind: z.enum(['deposit-list', 'hand-over']), deposit: RecordId }),
  /** Every case file of an officer who leaves or changes work. */
  z.object({
    kind: z.literal('officer'),
    from: z.string().trim().min(1).max(200),
    to: z.string().trim().max(200),
    reason: z.string().trim().max(500),
  }),
  /** Case files whose retention ended before this year: a proposal only. */
  z.object({ kind: z.literal('expired') }),
])
export type FormRequest = z.infer<typeof FormRequest>

export const formFormats = ['pdf', 'xlsx'] as const
export const FormFormat = z.enum(formFormats)
export type FormFormat = z.infer<typeof FormFormat>

export const formsApi = {
  /**
   * Writes a form into a folder under a name made of its kind and code. A file of that name that is there already is left
   * as it is: Fault 'conflict', reason `name-exists`.
   */
  makeForm: procedure(
    z.object({ form: FormRequest, format: FormFormat, folder: z.string().min(1).max(4096) }),
    z.object({ folder: z.string(), file: z.string() }),
  ),
  /** Who made case files, for the form of an officer who leaves. */
  makers: procedure(z.object({}), z.array(z.string())),
} as const
export type FormsApi = typeof formsApi

import * as z from 'zod'
import { ClosingProposal, LifeEvent } from './closing.ts'
import { Completeness } from './completeness/completeness-fault.ts'
import { signatureStates } from './completeness/signature.ts'
import { RecordId } from './op.ts'
import { Exclusion } from './records/case-file.ts'
import { procedure } from './rpc.ts'

const done = z.null()
const byId = z.object({ id: RecordId })

/** The test of completeness, and what follows from it. */
export const completeApi = {
  /** Looks at a part of the texts that were not looked at yet; `pagesLeft` says whether to ask again. */
  checkCaseFile: procedure(byId, Completeness),
  /** What is proposed to whoever closes the case file. */
  closing: procedure(byId, ClosingProposal),
  /** What is not given is taken from the proposal. Shoulds must be overlooked knowingly. */
  closeCaseFile: procedure(
    byId.extend({
      endDate: z.iso.date().exactOptional(),
      retention: z.string().min(1).max(40).exactOptional(),
      basis: z.string().trim().max(500).exactOptional(),
      isOverlooking: z.boolean().default(false),
    }),
    done,
  ),
  reopenCaseFile: procedure(byId.extend({ reason: z.string().trim().min(1).max(1000) }), done),
  /** Who closed and reopened it, the latest first. */
  caseFileLife: procedure(byId, z.array(LifeEvent)),
  /** Leaves a case file out of the electronic ones, for one of the law's reasons; null takes that back. */
  excludeCaseFile: procedure(byId.extend({ exclusion: Exclusion.nullable() }), done),
  setSignature: procedure(byId.extend({ state: z.enum(signatureStates) }), done),
} as const
export type CompleteApi = typeof completeApi

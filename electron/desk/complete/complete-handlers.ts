import {
  type ClosingDecision,
  closingEdits,
  closingProposal,
  lifeEdit,
  lifeOf,
} from '../../../domain/closing.ts'
import type { CompleteApi } from '../../../domain/complete-api.ts'
import { type CompletenessFault, summary } from '../../../domain/completeness/completeness-fault.ts'
import { SIGNATURE_ELEMENT } from '../../../domain/completeness/signature.ts'
import { Fault } from '../../../domain/fault.ts'
import type { Edit, RecordId } from '../../../domain/op.ts'
import { assertOpen, type Exclusion, moveCaseFile } from '../../../domain/records/case-file.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { contentsOf, existingCaseFile, hasDocuments } from '../contents.ts'
import { type Blobs, isoNow, type Surroundings } from '../ports.ts'
import { type CheckPorts, check, entryOf } from './case-file-check.ts'
import { createPageFactsReader } from './page-facts-reader.ts'

interface CompletePorts extends Omit<CheckPorts, 'pages' | 'surroundings'> {
  readonly blobs: Blobs
  readonly surroundings: Surroundings
  /** Of whoever is at the keyboard. */
  readonly userName: () => string
}

/** Text layers that are read for one answer: about a second on an old PC. */
const LAYERS_AT_ONCE = 150

/** The test of completeness, closing and reopening, and files that are left out. */
export function completeHandlers(ports: CompletePorts): Handlers<CompleteApi> {
  const { records, surroundings, userName } = ports
  const checking = { ...ports, pages: createPageFactsReader(ports.blobs) }
  return {
    checkCaseFile: async ({ id }) => {
      const { faults, pagesLeft, undigitised } = await check(checking, id, { most: LAYERS_AT_ONCE })
      return { ...summary(faults), pagesLeft, undigitised }
    },
    closing: async ({ id }) => {
      const contents = contentsOf(records, id)
      return closingProposal(contents, entryOf(records, contents.file), ports.authority())
    },
    closeCaseFile: async ({ id, isOverlooking, ...chosen }) => {
      await close(checking, id, { isOverlooking, ...chosen })
      return null
    },
    reopenCaseFile: async ({ id, reason }) => {
      const at = isoNow(surroundings.clock)
      await records.append([
        moveCaseFile(existingCaseFile(records, id), 'open', reason),
        lifeEdit(id, surroundings.createId(), {
          what: 'reopened',
          at,
          by: userName(),
          reason,
          overlooked: 0,
        }),
      ])
      return null
    },
    caseFileLife: async ({ id }) => {
      existingCaseFile(records, id)
      return [...lifeOf(records.record(id))]
    },
    excludeCaseFile: async ({ id, exclusion }) => {
      await records.append([exclude(ports, id, exclusion)], { undo: 'exclude-case-file' })
      return null
    },
    setSignature: async ({ id, state }) => {
      assertOpen(existingCaseFile(records, id))
      const path = `/extra/${SIGNATURE_ELEMENT}`
      const edit: Edit =
        state === '' ? { record: id, path, remove: true } : { record: id, path, value: state }
      await records.append([edit], { undo: 'set-signature' })
      return null
    },
  }
}

type Chosen = Partial<Pick<ClosingDecision, 'endDate' | 'retention' | 'basis'>> & {
  readonly isOverlooking: boolean
}

async function close(
  ports: CheckPorts & Pick<CompletePorts, 'surroundings' | 'userName'>,
  id: RecordId,
  { isOverlooking, ...chosen }: Chosen,
): Promise<void> {
  const { records, surroundings, userName } = ports
  const authority = ports.authority()
  const contents = contentsOf(records, id)
  // A wrong state is told before the texts are looked at.
  moveCaseFile(contents.file, 'closed')
  const proposal = closingProposal(contents, entryOf(records, contents.file), authority)
  const { endDate, retention, basis } = { ...proposal, ...chosen }
  const decided = { endDate, retention, basis }
  const { faults } = await check(ports, id, { most: Number.POSITIVE_INFINITY, decided })
  assertNoneStands(id, faults, isOverlooking)
  const closing = {
    ...decided,
    at: isoNow(surroundings.clock),
    by: userName(),
    overlooked: faults.length,
    event: surroundings.createId(),
    scale: authority.retentions.entries,
  }
  await records.append(closingEdits(contents.file, proposal, closing))
}

/** @throws Fault 'incomplete' for a must, and for shoulds that nobody overlooks knowingly */
function assertNoneStands(id: RecordId, faults: readonly CompletenessFault[], isOverlooking: boolean): void {
  const { musts, shoulds } = summary(faults)
  if (musts > 0) {
    throw new Fault('incomplete', `case file ${id} has ${musts} open faults`, { detail: { count: musts } })
  }
  if (shoulds > 0 && !isOverlooking) {
    throw new Fault('incomplete', `case file ${id} has ${shoulds} faults that nobody saw`, {
      detail: { count: shoulds, reason: 'shoulds' },
    })
  }
}

/** @throws Fault 'case-closed', or 'conflict' ('in-use') where documents lie in a file that is to be left out */
function exclude({ records }: CompletePorts, id: RecordId, exclusion: Exclusion | null): Edit {
  assertOpen(existingCaseFile(records, id))
  if (exclusion !== null && hasDocuments(records, id, new Set())) {
    throw new Fault('conflict', `case file ${id} has documents`, { detail: { reason: 'excluded-documents' } })
  }
  return { record: id, path: '/excluded', value: exclusion === null ? null : { ...exclusion } }
}

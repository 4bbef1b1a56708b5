import { profileOf } from '../../domain/authority.ts'
import { closingEdits, closingProposal, type LifeEvent } from '../../domain/closing.ts'
import type { CompleteApi } from '../../domain/complete-api.ts'
import { checkCaseFile } from '../../domain/completeness/check-case-file.ts'
import { summary } from '../../domain/completeness/completeness-fault.ts'
import { pageFacts } from '../../domain/completeness/page-facts.ts'
import { SIGNATURE_ELEMENT } from '../../domain/completeness/signature.ts'
import { type CaseFileContents, orderDocuments } from '../../domain/deposit-manifest.ts'
import { Fault } from '../../domain/fault.ts'
import { assertOpen, type CaseFile, moveCaseFile } from '../../domain/records/case-file.ts'
import type { Document } from '../../domain/records/document.ts'
import type { PlanEntry } from '../../domain/records/plan-entry.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { existing } from './memory-rows.ts'
import { aFonds, type MemoryVault } from './memory-vault.ts'

const TODAY = '2026-11-23'
const NOW = `${TODAY}T08:00:00.000Z`

/** The test of completeness over plain arrays, with the rules of the domain. */
export function completeHandlers({ vault, newId, changed }: MemoryParts): Handlers<CompleteApi> {
  const lives = new Map<string, LifeEvent[]>()
  const put = (id: string, part: Partial<CaseFile>): null => {
    vault.caseFiles = vault.caseFiles.map((file) => (file.id === id ? { ...file, ...part } : file))
    changed(id)
    return null
  }
  const noteLife = (id: string, event: LifeEvent): void => {
    lives.set(id, [event, ...(lives.get(id) ?? [])])
  }
  return {
    checkCaseFile: async ({ id }) => ({
      ...summary(faultsOf(vault, contentsOf(vault, id))),
      pagesLeft: 0,
      undigitised: 0,
    }),
    closing: async ({ id }) => {
      const contents = contentsOf(vault, id)
      return closingProposal(contents, entryOf(vault, contents.file), vault.authority)
    },
    closeCaseFile: async ({ id, isOverlooking, ...chosen }) => {
      const contents = contentsOf(vault, id)
      const proposal = closingProposal(contents, entryOf(vault, contents.file), vault.authority)
      const { endDate, retention, basis } = { ...proposal, ...chosen }
      const file = { ...contents.file, endDate, retention, basis }
      const { musts, shoulds } = summary(faultsOf(vault, { ...contents, file }))
      if (musts > 0 || (shoulds > 0 && !isOverlooking))
        throw new Fault('incomplete', 'faults', { detail: { count: musts || shoulds } })
      const by = vault.userName
      closingEdits(contents.file, proposal, {
        endDate,
        retention,
        basis,
        at: NOW,
        by,
        overlooked: shoulds,
        event: newId('case'),
        scale: vault.authority.retentions.entries,
      })
      noteLife(id, { what: 'closed', at: NOW, by, reason: null, overlooked: shoulds })
      const { startDate } = proposal
      return put(id, { startDate, endDate, retention, basis, state: 'closed', closing: { at: NOW, by } })
    },
    reopenCaseFile: async ({ id, reason }) => {
      moveCaseFile(existing(vault.caseFiles, id), 'open', reason)
      noteLife(id, { what: 'reopened', at: NOW, by: vault.userName, reason, overlooked: 0 })
      return put(id, { state: 'open', stateReason: reason, closing: null })
    },
    caseFileLife: async ({ id }) => lives.get(id) ?? [],
    excludeCaseFile: async ({ id, exclusion }) => {
      assertOpen(existing(vault.caseFiles, id))
      return put(id, { excluded: exclusion })
    },
    setSignature: async ({ id, state }) => {
      const { extra } = existing(vault.caseFiles, id)
      return put(id, { extra: { ...extra, [SIGNATURE_ELEMENT]: state } })
    },
  }
}

function contentsOf(vault: MemoryVault, id: string): CaseFileContents {
  const documents = vault.documents.filter((document) => document.caseFile === id)
  return { file: existing(vault.caseFiles, id), documents: orderDocuments(documents) }
}

function entryOf({ plan }: MemoryVault, file: CaseFile): PlanEntry | null {
  return plan.find(({ id }) => id === file.planEntry) ?? null
}

function faultsOf(vault: MemoryVault, contents: CaseFileContents) {
  return checkCaseFile({
    contents,
    fonds: aFonds({ agencyName: vault.agencyName }),
    authority: vault.authority,
    profile: profileOf(vault.authority, null),
    entry: entryOf(vault, contents.file),
    namesake: null,
    today: TODAY,
    isolated: 0,
    elsewhere: { cited: () => null, hasNumber: () => false },
    pages: new Map(contents.documents.flatMap((document) => pagesOf(vault, document))),
  })
}

/** Only of texts that a test gave itself. */
function pagesOf({ layers }: MemoryVault, { pages, texts }: Document) {
  return pages.flatMap(({ id }) => {
    const layer = layers.get(texts[id] ?? '')
    return layer === undefined ? [] : [[id, pageFacts(layer)] as const]
  })
}

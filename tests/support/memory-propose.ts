import { filingFacts } from '../../domain/propose/filing-facts.ts'
import {
  createProposer,
  type FilingProfile,
  type FilingProposal,
} from '../../domain/propose/propose-case-files.ts'
import type { ProposeApi } from '../../domain/propose-api.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { existing } from './memory-rows.ts'
import { aCaseFile } from './memory-vault.ts'

/** Proposals by the rules of the product over plain arrays. */
export function proposeHandlers({ vault, newId, changed }: MemoryParts): Handlers<ProposeApi> {
  const propose = (document: Document): FilingProposal[] => {
    const filed = (file: string) =>
      vault.documents.filter(({ caseFile }) => caseFile === file).map(filingFacts)
    const open = vault.caseFiles.filter(({ state }) => state === 'open')
    const fresh = vault.plan.filter(({ id }) => !open.some(({ planEntry }) => planEntry === id))
    const profiles: FilingProfile[] = [
      ...open.map((file) => ({
        target: { ...targetOf(file), isNew: false },
        documents: filed(file.id),
        earlier: [],
      })),
      ...fresh.map((entry) => ({ target: { ...targetOf(entry), isNew: true }, documents: [], earlier: [] })),
    ]
    const proposer = createProposer()
    for (const profile of profiles) proposer.know(profile)
    return [...proposer.propose(filingFacts(document))]
  }
  return {
    filingOffers: async ({ limit }) => {
      const waiting = vault.documents.filter(({ isAccepted, caseFile }) => isAccepted && caseFile === null)
      const offers = waiting.slice(0, limit).map((document) => ({ document, proposals: propose(document) }))
      return { offers, total: waiting.length }
    },
    filingProposals: async ({ document }) => propose(existing(vault.documents, document)),
    fileDocuments: async ({ filings }) => {
      const opened = new Map<string, string>()
      for (const { document, target } of filings) {
        const entry = vault.plan.find(({ id }) => id === target)
        if (entry !== undefined && !opened.has(target)) {
          const { notation, title, retention, maker, year } = entry
          const id = newId('case')
          const file = aCaseFile(1, { id, planEntry: target, notation, title, retention, maker, year })
          vault.caseFiles = [...vault.caseFiles, file]
          opened.set(target, id)
        }
        vault.documents = vault.documents.map((other) =>
          other.id === document ? { ...other, caseFile: opened.get(target) ?? target } : other,
        )
      }
      changed(...filings.map(({ document }) => document), ...opened.values())
      return { filed: filings.length, opened: opened.size, refused: [] }
    },
  }
}

function targetOf({
  id,
  notation,
  title,
  year,
}: {
  id: string
  notation: string
  title: string
  year: number
}) {
  return { id, notation, title, year }
}

import { stdout } from 'node:process'
import { expect, test } from 'vitest'
import { type FilingFacts, filingFacts } from '../../../../domain/propose/filing-facts.ts'
import { createProposer, FITS, type FilingProposal } from '../../../../domain/propose/propose-case-files.ts'
import { type HeapPaper, heap, heapFiles, heapStrays } from '../../../fixtures/mixed-heap.ts'
import { filePlanEntries } from '../../../support/file-plan-entries.ts'
import { aDocument, idOf } from '../../../support/memory-vault.ts'

const place = { page: 0, box: null, confidence: 0.9 }

function factsOf(paper: HeapPaper, n: number): FilingFacts {
  const { number, notation, date, issuer, type, subject, cites } = paper
  const cited = cites.map((code) => {
    const [no = '', mark = ''] = code.split('/')
    return { ...place, type: null, number: no, notation: mark, issuedDate: null, issuer: null, text: code }
  })
  return filingFacts(
    aDocument(n, {
      values: { number, notation, issuedDate: date, issuer, type, subject },
      findings: { cited, incoming: null, splits: [], layout: 'nd30-2020' },
    }),
  )
}

const facts = heap.map((paper, n) => ({ paper, facts: factsOf(paper, n) }))

/** The six files with what was filed so far, among the entries of a whole plan. */
function proposalsFor(one: FilingFacts, filed: ReadonlyMap<string, readonly FilingFacts[]>) {
  const files = heapFiles.map(({ notation, title }, n) => ({
    target: { id: idOf('case', n), notation, title, year: 2025, isNew: false },
    documents: filed.get(notation) ?? [],
    earlier: [],
  }))
  const rest = filePlanEntries.map(({ notation, title }, n) => ({
    target: { id: idOf('plan', n), notation, title, year: 2025, isNew: true },
    documents: [],
    earlier: [],
  }))
  const proposer = createProposer()
  for (const profile of [...files, ...rest]) proposer.know(profile)
  return proposer.propose(one)
}

const fits = ([first]: readonly FilingProposal[]): boolean => (first?.confidence ?? 0) >= FITS

test('[CF22] nine of ten first proposals are right while a heap of 40 papers is filed one by one', () => {
  const filed = new Map<string, FilingFacts[]>()
  const wrong: string[] = []
  let amongThree = 0
  for (const { paper, facts: one } of facts) {
    const proposals = proposalsFor(one, filed)
    const notations = proposals.map(({ target }) => target.notation)
    if (notations[0] !== paper.file) wrong.push(`${paper.subject} -> ${notations[0] ?? 'none'}`)
    if (notations.includes(paper.file ?? '')) amongThree += 1
    filed.set(paper.file ?? '', [...(filed.get(paper.file ?? '') ?? []), one])
  }
  stdout.write(
    `proposals: ${heap.length - wrong.length} of ${heap.length} first ones right, ${amongThree} among three`,
  )
  expect(wrong.length).toBeLessThanOrEqual(heap.length * 0.1)
})

test('[CF23] papers of other matters fit no file, and papers of the files do', () => {
  const filed = new Map<string, FilingFacts[]>()
  for (const { paper, facts: one } of facts) {
    filed.set(paper.file ?? '', [...(filed.get(paper.file ?? '') ?? []), one])
  }
  const toFiles = (proposals: readonly FilingProposal[]) => proposals.filter(({ target }) => !target.isNew)
  const strays = heapStrays.map((paper, n) => toFiles(proposalsFor(factsOf(paper, 100 + n), filed)))
  const own = facts.map(({ paper, facts: one }) => {
    const others = (filed.get(paper.file ?? '') ?? []).filter((other) => other !== one)
    return toFiles(proposalsFor(one, new Map([...filed, [paper.file ?? '', others]])))
  })
  const refused = strays.filter((proposals) => !fits(proposals)).length
  const missed = own.filter((proposals) => !fits(proposals)).length
  stdout.write(
    `"no file fits": ${refused} of ${refused + missed} times right, ${refused} of ${strays.length} strays found\n`,
  )
  expect(refused).toBe(strays.length)
  expect(missed).toBeLessThanOrEqual(4)
})

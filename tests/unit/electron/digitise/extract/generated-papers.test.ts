import { expect, test } from 'vitest'
import { type Extraction, type FieldName, SURE } from '../../../../../domain/records/document.ts'
import { extractFields } from '../../../../../electron/digitise/extract/extract-fields.ts'
import { setBundle } from '../../../../fixtures/bundle.ts'
import { setDocument } from '../../../../fixtures/document.ts'
import { templateNames } from '../../../../fixtures/template-table.ts'
import type { DocumentTruth, Era } from '../../../../fixtures/truth.ts'
import { documentTypes } from '../../../../support/document-types.ts'
import { truthLayer } from '../../../../support/truth-layer.ts'

const seeds = ['field 1', 'field 2', 'field 3', 'field 4', 'field 5']
const OTHER_TYPE = '32'

const extract = (truth: DocumentTruth): Extraction =>
  extractFields(truth.pages.map(truthLayer), documentTypes)
const papers = templateNames.flatMap((template) =>
  seeds.map((seed) => {
    const { truth } = setDocument({ seed, template })
    return { template, truth, extraction: extract(truth) }
  }),
)

function isByHand(truth: DocumentTruth, segment: 'number' | 'date'): boolean {
  return truth.pages.some((page) => page.lines.some((line) => line.seg === segment && line.hand === true))
}

function typeCode(name: string): string {
  return documentTypes.find((type) => type.name === name)?.code ?? OTHER_TYPE
}

/** What should be proposed; a day written by hand is left out. */
function wanted(truth: DocumentTruth): Readonly<Partial<Record<FieldName, string>>> {
  const { fields } = truth
  const all: Readonly<Record<FieldName, string | null>> = {
    number: fields.number,
    notation: fields.notation,
    issuedDate: isByHand(truth, 'date') ? null : fields.date,
    issuer: fields.agency,
    type: typeCode(fields.type),
    subject: fields.subject,
    signer: fields.signer,
    superior: fields.parentAgency,
    place: fields.place,
    recipient: fields.recipient,
    signerTitle: fields.signerTitle,
    urgency: fields.urgency,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}

test.each(templateNames)('[DG20] every field of a well read %s is proposed as printed', (template) => {
  for (const { truth, extraction } of papers.filter((paper) => paper.template === template)) {
    const { proposals } = extraction
    const values = Object.fromEntries(
      Object.entries(proposals).map(([name, proposal]) => [name, proposal.value]),
    )
    expect({ id: truth.id, ...values }).toEqual({ id: truth.id, ...wanted(truth) })
  }
})

test('[DG21] a number or day written by hand is never sure', () => {
  const byHand = papers.filter(({ truth }) => isByHand(truth, 'number'))
  expect(byHand.length).toBeGreaterThan(10)

  for (const { extraction } of byHand) {
    const { number, issuedDate } = extraction.proposals
    expect(number?.confidence ?? 0).toBeLessThan(SURE)
    expect(issuedDate?.confidence ?? 0).toBeLessThan(SURE)
  }
})

test('[DG22] of the papers a document cites none is missed and none is invented', () => {
  const citing = papers.filter(({ truth }) => truth.cited !== undefined)
  expect(citing.length).toBeGreaterThan(10)

  for (const { truth, extraction } of citing) {
    const { cited = [] } = truth
    const found = extraction.findings.cited
      .filter((paper) => paper.notation !== null)
      .map(({ type, number, notation, issuedDate, issuer }) => ({
        type,
        code: `${Number(number)}/${notation}`,
        issuedDate,
        issuer,
      }))
    expect(found).toEqual(
      expect.arrayContaining(
        cited.map((paper) => ({
          type: documentTypes.find((type) => type.name === paper.type)?.code ?? null,
          code: `${Number(paper.number)}/${paper.notation}`,
          issuedDate: paper.date,
          issuer: paper.issuer,
        })),
      ),
    )
    expect(found.length).toBe(cited.length)
  }
})

test('[DG23] the stamp of arrival is found on every paper that has one, and on no other', () => {
  expect(papers.filter(({ truth }) => truth.arrival !== null).length).toBeGreaterThan(8)

  for (const { truth, extraction } of papers) {
    const { incoming } = extraction.findings
    expect(incoming && { number: incoming.number, date: incoming.date }).toEqual(truth.arrival)
    expect(incoming?.confidence ?? 0).toBeLessThan(SURE)
  }
})

const layouts: Readonly<Record<Era, string>> = {
  nd30: 'nd30-2020',
  tt01: 'tt01-2011',
  tt55: 'tt55-2005',
  typewriter: 'typewriter',
}

test('[DG24] each paper is read by the layout of its time; a citizen’s follows none', () => {
  for (const { truth, extraction } of papers) {
    expect(extraction.findings.layout).toBe(truth.template === 'don' ? 'other' : layouts[truth.era])
  }
})

test('[DG24] where papers were scanned as one, each beginning is proposed, and a paper of several pages is not cut', () => {
  for (let seed = 1; seed <= 15; seed += 1) {
    const { truth, starts, documents } = setBundle({ seed })
    const { findings, proposals } = extract(truth)

    expect(findings.splits.map((split) => split.page)).toEqual(starts)
    expect(proposals.signer?.value).toBe(documents[0]?.fields.signer)
  }
  for (const { extraction } of papers) expect(extraction.findings.splits).toEqual([])
})

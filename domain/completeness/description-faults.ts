import type { CodeLists } from '../authority.ts'
import { type DescriptionFault, describeCaseFile, describeDocument, descriptionFaults } from '../describe.ts'
import type { DescribeContext } from '../describe-sources.ts'
import type { ExportProfile, ValueSource } from '../export-profile.ts'
import { type CompletenessFault, type FaultKind, faultOf } from './completeness-fault.ts'
import type { NamedDocument } from './named-document.ts'

/** What is computed, or asked for under its own name, is no fault of the description. */
const toldElsewhere: ReadonlySet<ValueSource> = new Set([
  'title',
  'retention',
  'startDate',
  'endDate',
  'documents',
  'sheets',
  'pages',
  'documentType',
  'issuedDate',
  'issuer',
  'subject',
])

const codes: Readonly<Record<DescriptionFault['kind'], FaultKind>> = {
  missing: 'description-missing',
  'too-long': 'description-too-long',
  'not-in-list': 'description-not-in-list',
}

/** Fields of a document are put right where it is reviewed. */
const reviewed: Readonly<Partial<Record<ValueSource, string>>> = {
  number: 'number',
  documentNotation: 'notation',
  documentType: 'type',
  issuedDate: 'issuedDate',
  issuer: 'issuer',
  subject: 'subject',
}

/** What keeps the description of a case file and its documents from being taken by the receiver. */
export function describingFaults(
  { profile, lists }: { readonly profile: ExportProfile; readonly lists: CodeLists },
  context: DescribeContext,
  documents: readonly NamedDocument[],
): readonly CompletenessFault[] {
  const ofFile = wrong(describeCaseFile(profile, context), lists).map(({ element, kind }) => {
    const { name, label, value, maxLength } = element
    // Where the paper lies may be said at any time, after the closing as well.
    const code = value === 'paperFileCode' && kind === 'missing' ? 'place-missing' : codes[kind]
    const field = value === 'title' || value === 'retention' ? value : name
    return faultOf(
      code,
      { place: 'describe', document: null, field },
      { label, max: maxLength ?? 0, profile: profile.name },
    )
  })
  return [...ofFile, ...documents.flatMap((named) => ofDocument({ profile, lists }, context, named))]
}

function ofDocument(
  { profile, lists }: { readonly profile: ExportProfile; readonly lists: CodeLists },
  context: DescribeContext,
  { document, facts }: NamedDocument,
): readonly CompletenessFault[] {
  // A description of one document alone: its place among the others changes no length, and costs nothing here.
  const alone = { ...context, contents: { ...context.contents, documents: [document] } }
  return wrong(describeDocument(profile, alone, document), lists)
    .filter(({ element }) => element.value !== 'retention' && element.value !== 'access')
    .map(({ element, kind }) => {
      const { name, label, value, maxLength } = element
      const field = reviewed[value]
      return faultOf(
        codes[kind],
        {
          place: field === undefined ? 'describe' : 'review',
          document: document.id,
          field: field ?? name,
        },
        { ...facts, label, max: maxLength ?? 0, profile: profile.name },
      )
    })
}

function wrong(
  described: Parameters<typeof descriptionFaults>[0],
  lists: CodeLists,
): readonly DescriptionFault[] {
  return descriptionFaults(described, lists).filter(
    ({ element, kind }) => kind !== 'missing' || !toldElsewhere.has(element.value),
  )
}

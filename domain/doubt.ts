import { type Document, type FieldName, fieldNames, SURE } from './records/document.ts'

/** How much a field can be trusted: decided or read with certainty, read with doubt, or without a value. */
export type Certainty = 'sure' | 'doubt' | 'empty'

/** 0..1; what a person decided counts as certain. */
function confidenceOf(document: Document, name: FieldName): number {
  if ((document.values[name] ?? '') !== '') return 1
  const proposal = document.proposals?.[name]
  return proposal === undefined || proposal.value === '' ? 0 : proposal.confidence
}

export function certaintyOf(document: Document, name: FieldName): Certainty {
  const confidence = confidenceOf(document, name)
  if (confidence === 0) return 'empty'
  return confidence >= SURE ? 'sure' : 'doubt'
}

/** The fields of a document, the most doubtful first; among equals as they stand on the screen. */
export function fieldsByDoubt(document: Document): readonly FieldName[] {
  return [...fieldNames].sort((a, b) => confidenceOf(document, a) - confidenceOf(document, b))
}

/** How many fields are not sure. */
export function doubtfulFields(document: Document): number {
  return fieldNames.filter((name) => certaintyOf(document, name) !== 'sure').length
}

/** What a document still wants of a person, from 0: its doubtful fields count most, then how doubtful they are. */
export function doubtOf(document: Document): number {
  const inFields = fieldNames.reduce((sum, name) => sum + 1 - confidenceOf(document, name), 0)
  return doubtfulFields(document) * (fieldNames.length + 1) + inFields
}

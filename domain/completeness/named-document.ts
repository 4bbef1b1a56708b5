import type { DocumentType } from '../authority.ts'
import { type Document, documentCode, fieldValue } from '../records/document.ts'
import type { FaultFacts } from './completeness-fault.ts'

/** A document of a case file with what a sentence calls it. */
export interface NamedDocument {
  readonly document: Document
  /** `name` as `Quyết định 15/QĐ-UBND`, empty where nothing is known; `order` its place in the contents list, from 1. */
  readonly facts: FaultFacts & { readonly name: string; readonly order: number }
}

export function namedDocuments(
  documents: readonly Document[],
  types: readonly DocumentType[],
): readonly NamedDocument[] {
  const names = new Map(types.map(({ code, name }) => [code, name]))
  return documents.map((document, at) => {
    const type = fieldValue(document, 'type')
    const name = [names.get(type) ?? type, documentCode(document)].filter(Boolean).join(' ')
    return { document, facts: { name, order: at + 1 } }
  })
}

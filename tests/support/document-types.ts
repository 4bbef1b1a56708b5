import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Authority, type DocumentType } from '../../domain/authority.ts'

const file = path.join(import.meta.dirname, '../../assets/authority/document-types.json')

/** The list of types that the program comes with. */
export const documentTypes: readonly DocumentType[] = Authority.shape.documentTypes.parse(
  JSON.parse(readFileSync(file, 'utf8')),
).entries

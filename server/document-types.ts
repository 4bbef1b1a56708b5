import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Authority, type CodeName } from '../domain/authority.ts'
import { Fault } from '../domain/fault.ts'

/** The document types of the law's list, in its order. @throws Fault 'damaged' where the file is not the list */
export async function loadDocumentTypes(authorityFolder: string): Promise<readonly CodeName[]> {
  const file = path.join(authorityFolder, 'document-types.json')
  try {
    const list = Authority.shape.documentTypes.parse(JSON.parse(await readFile(file, 'utf8')))
    return list.entries.map(({ code, name }) => ({ code, name }))
  } catch (error) {
    throw new Fault('damaged', 'the list of document types cannot be read', { cause: error })
  }
}

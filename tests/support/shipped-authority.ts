import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Authority } from '../../domain/authority.ts'

const folder = path.join(import.meta.dirname, '../../assets/authority')
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'))

/** The law's data as it is shipped. */
export const shippedAuthority = Authority.parse({
  documentTypes: read('document-types.json'),
  retentions: read('retentions.json'),
  filePlan: read('file-plan.json'),
  agencyCodes: read('agency-codes.json'),
  lists: read('lists.json'),
  schedule: read('retention-schedule.json'),
  layouts: read('layouts.json'),
  profiles: [read('profiles/tt05-2025.json'), read('profiles/tt02-2019.json')],
})

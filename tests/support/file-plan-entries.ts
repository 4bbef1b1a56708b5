import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Authority } from '../../domain/authority.ts'

const file = path.join(import.meta.dirname, '../../assets/authority/file-plan.json')

/** The plan that every new vault begins with. */
export const filePlanEntries = Authority.shape.filePlan.parse(JSON.parse(readFileSync(file, 'utf8'))).entries

import { DEFAULT_PROFILE } from '../../domain/authority.ts'
import type { RetentionRule } from '../../domain/records/retention-rule.ts'

/** The law's data in memory: `offered` holds what the files that somebody may choose say. */
export interface MemoryLaw {
  profile: string
  rules: RetentionRule[]
  /** Path -> the JSON of the file there. */
  readonly offered: Map<string, unknown>
  /** File -> when it was imported. */
  readonly imported: Map<string, string>
}

export function aLaw(): MemoryLaw {
  return { profile: DEFAULT_PROFILE, rules: [], offered: new Map(), imported: new Map() }
}

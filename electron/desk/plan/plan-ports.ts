import type { Authority } from '../../../domain/authority.ts'
import type { Records, Surroundings } from '../ports.ts'

/** This PC among those of its commune, and who works at it. */
export interface Station {
  /** Its place among the stations of the commune, from 1: whose numbers it may give. */
  ordinal(): number
  userName(): string
}

export interface PlanPorts {
  readonly records: Records
  readonly surroundings: Pick<Surroundings, 'clock' | 'createId'>
  readonly station: Station
  /** As it is now: lists may be replaced while the vault is open. */
  readonly authority: () => Pick<Authority, 'retentions'>
}

/** What opening a case file takes. */
export type Opening = Pick<Surroundings, 'createId'> & Station

import type { BagHello } from '../../domain/bag/bag-format.ts'
import { bagFault } from '../../domain/bag/bag-refusal.ts'
import { type FoundBag, findBags } from '../../domain/bag/find-bags.ts'
import { Fault, type FaultReport, reportOf } from '../../domain/fault.ts'
import type { Station } from '../store/registry.ts'
import { type CarriedUpdate, carryUpdates } from './carry-updates.ts'
import { nodeDisk } from './node-disk.ts'
import { createTakeBag, type TakeBagPorts, type TakenBag } from './take-bag.ts'
import { createTakeBlobs } from './take-blobs.ts'
import { type AnswerPorts, createWriteAnswer } from './write-answer.ts'

/** What became of one bag, as it is written beside it. */
export interface BagReport {
  readonly name: string
  readonly result: 'taken' | 'refused'
  readonly commune: string | null
  readonly station: string | null
  readonly batches: number
  readonly refusedBatches: readonly { readonly from: number; readonly code: string }[]
  readonly blobs: {
    readonly stored: number
    readonly known: number
    readonly refused: number
    readonly waiting: number
  }
  /** Why nothing of it was taken. */
  readonly fault: FaultReport | null
}

export interface OfficeWork {
  readonly reports: readonly BagReport[]
  /** Folders of the answers. */
  readonly answers: readonly string[]
}

export interface OfficeRequest {
  /** Where answers are written; null for none. */
  readonly answersTo: string | null
  readonly signal: { readonly aborted: boolean }
}

/** Takes bags of stations and answers them. */
export interface BagOffice {
  /** Bags in a folder, or the folder itself. @throws Fault 'not-found', 'medium-lost' */
  find(folder: string): Promise<readonly FoundBag[]>
  take(bags: readonly FoundBag[], request: OfficeRequest): Promise<OfficeWork>
  /** Everything that the archive has to say to a commune, for stations of which no bag came. @returns folders */
  writeAll(commune: string, folder: string): Promise<readonly string[]>
  /** Puts the newest update files beside answers. @throws as `carryUpdates` */
  carryUpdates(folder: string): Promise<readonly CarriedUpdate[]>
}

export type OfficePorts = Omit<AnswerPorts, 'disk'> &
  Omit<TakeBagPorts, 'disk' | 'takeBlobs'> &
  Omit<Parameters<typeof createTakeBlobs>[0], 'index'> & {
    /** Where the operator puts update files that are to travel with answers. */
    readonly updates: string
  }

export function createBagOffice(ports: OfficePorts): BagOffice {
  const disk = nodeDisk
  const takeBlobs = createTakeBlobs(ports)
  const takeBag = createTakeBag({ ...ports, disk, takeBlobs })
  const writeAnswer = createWriteAnswer({ ...ports, disk })
  return {
    find: async (folder) => {
      const found = await findBags(disk, folder, 'up')
      if (found.length === 0) throw bagFault('none', `no bag in ${folder}`)
      return found
    },
    take: async (bags, { answersTo, signal }) => {
      const reports: BagReport[] = []
      const toAnswer = new Map<string, Visit>()
      for (const found of bags) {
        try {
          const taken = await takeBag(found, { signal })
          reports.push(reportOfTaken(found, taken))
          noteVisit(toAnswer, taken)
        } catch (error) {
          if (!isOfBag(error)) throw error
          reports.push(refusal(found, reportOf(error)))
        }
      }
      const answers: string[] = []
      if (answersTo === null) return { reports, answers }
      for (const { station, hello, refused } of toAnswer.values()) {
        const { commune } = station
        const wish = { commune, station, hello, refused, folder: answersTo, signal }
        answers.push(...(await writeAnswer(wish)).names)
      }
      return { reports, answers }
    },
    carryUpdates: (folder) => carryUpdates(ports.updates, folder),
    writeAll: async (commune, folder) => {
      const nobody = { station: null, hello: null, refused: [] }
      const { names } = await writeAnswer({ commune, ...nobody, folder, signal: { aborted: false } })
      return names
    },
  }
}

interface Visit {
  readonly station: Station
  readonly hello: BagHello
  readonly refused: BagHello['refused']
}

/** The parts of a set, and the sets of a station, are answered together, by what the last of them said. */
function noteVisit(visits: Map<string, Visit>, { bag, station, refused }: TakenBag): void {
  const before = visits.get(station.id)?.refused ?? []
  visits.set(station.id, { station, hello: bag.hello, refused: [...before, ...refused] })
}

/** What is wrong with one bag does not stop the others; what is wrong with the stick or the disk does. */
function isOfBag(error: unknown): boolean {
  const ofAll: readonly FaultReport['code'][] = ['medium-lost', 'disk-full', 'no-rights', 'cancelled']
  return error instanceof Fault && !ofAll.includes(error.code)
}

function reportOfTaken({ name }: FoundBag, { station, batches, refused, blobs }: TakenBag): BagReport {
  return {
    name,
    result: 'taken',
    commune: station.commune,
    station: station.id,
    batches,
    refusedBatches: refused.map(({ from, code }) => ({ from, code })),
    blobs: { ...blobs, refused: blobs.refused.length },
    fault: null,
  }
}

function refusal({ name }: FoundBag, fault: FaultReport): BagReport {
  const nothing = { stored: 0, known: 0, refused: 0, waiting: 0 }
  const unknown = { commune: null, station: null, batches: 0, refusedBatches: [], blobs: nothing }
  return { name, result: 'refused', ...unknown, fault }
}

import * as z from 'zod'
import { RecordId } from '../../domain/op.ts'

/** A file that was chosen and is not taken yet. */
export const WaitingFile = z.object({
  batch: RecordId,
  index: z.int().min(0),
  path: z.string(),
  /** How far it was looked through, and the version of the file that was; null before. */
  looked: z
    .object({
      pages: z.int(),
      version: z.string(),
      /** Separator sheets among them. */
      sheets: z.array(z.object({ page: z.int(), text: z.string() })).default([]),
    })
    .nullable(),
  /** Pages whose mark a person found to be none of a state secret. */
  cleared: z.array(z.int()),
})
export type WaitingFile = z.infer<typeof WaitingFile>

/** What waits at this station; `isHeld` until somebody says that it goes on. */
export const WaitingList = z.object({ files: z.array(WaitingFile), isHeld: z.boolean() })
export type WaitingList = z.infer<typeof WaitingList>
export const nothingWaits: WaitingList = { files: [], isHeld: false }

/** Its name in the settings: sealed, written over each time, and in no backup, since a name may be a state secret itself. */
export const WAITING_LIST = 'intake-now'

/** The list as it is kept. */
export interface KeptWaitingList {
  readonly value: WaitingList
  /** Resolved = durable, and what it said before is gone. */
  save(value: WaitingList): Promise<void>
}

/** Which file of which batch. */
export interface FilePlace {
  readonly batch: RecordId
  readonly index: number
}

/** The files that wait, in the order in which they came. */
export interface WaitingFiles {
  all(): readonly WaitingFile[]
  next(): WaitingFile | undefined
  find(place: FilePlace): WaitingFile | undefined
  isHeld(): boolean
  add(files: readonly WaitingFile[]): Promise<void>
  change(place: FilePlace, part: Pick<Partial<WaitingFile>, 'looked' | 'cleared'>): Promise<void>
  /** Its name is gone when this resolves. */
  drop(place: FilePlace): Promise<void>
  /** The same for what the log names by now anyway: written with the next change, after some of them, and by `flush`. */
  dropSoon(place: FilePlace): Promise<void>
  keep(isWanted: (file: WaitingFile) => boolean): Promise<void>
  hold(isHeld: boolean): Promise<void>
  flush(): Promise<void>
}

/** Of so many files taken one after the other the list is written once: a large choice has thousands. */
const WRITE_EVERY = 25

export function createWaitingFiles(kept: KeptWaitingList): WaitingFiles {
  const state = { list: kept.value, unsaved: 0 }
  const save = async (list: WaitingList): Promise<void> => {
    state.list = list
    state.unsaved = 0
    await kept.save(list)
  }
  const flush = async (): Promise<void> => {
    if (state.unsaved > 0) await save(state.list)
  }
  const without = (place: FilePlace): readonly WaitingFile[] =>
    state.list.files.filter((file) => !isAt(file, place))
  const withFiles = (files: readonly WaitingFile[]): WaitingList => ({ ...state.list, files: [...files] })
  return {
    all: () => state.list.files,
    next: () => state.list.files[0],
    find: (place) => state.list.files.find((file) => isAt(file, place)),
    isHeld: () => state.list.isHeld,
    add: (files) => save(withFiles([...state.list.files, ...files])),
    change: (place, part) =>
      save(withFiles(state.list.files.map((file) => (isAt(file, place) ? { ...file, ...part } : file)))),
    drop: (place) => save(withFiles(without(place))),
    dropSoon: async (place) => {
      state.list = withFiles(without(place))
      state.unsaved += 1
      if (state.unsaved >= WRITE_EVERY) await flush()
    },
    keep: async (isWanted) => {
      const files = state.list.files.filter(isWanted)
      if (files.length < state.list.files.length) await save(withFiles(files))
    },
    hold: (isHeld) => save({ ...state.list, isHeld }),
    flush,
  }
}

function isAt(file: FilePlace, { batch, index }: FilePlace): boolean {
  return file.batch === batch && file.index === index
}

import type { FaultReport } from '../../domain/fault.ts'
import { mergeChoices } from '../../domain/page-edits.ts'
import type { AppState, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, readyValue } from './attempt.ts'
import { chosenRows, documentBefore, laidRows, placeAtStep, refOf } from './batch-desk.ts'
import { type BatchDesk, type BatchDeskSlice, PAGES_AT_ONCE } from './batch-desk-state.ts'
import { firstRows } from './paged.ts'
import type { Ports } from './ports.ts'

interface Hands {
  readonly ports: Ports
  readonly get: () => AppState
  readonly set: (part: Partial<AppState>) => void
}

/** Putting the pages of a batch right. */
export function createBatchDeskSlice(ports: Ports): Slice<BatchDeskSlice> {
  return (set, get) => {
    const hands = { ports, get, set }
    return {
      batchDesk: null,
      isLaying: false,
      arranged: [],
      separations: {},
      quarantine: loading,
      ...deskActions(hands),
      ...pageActions(hands),
      ...documentActions(hands),
      ...separationActions(hands),
      ...quarantineActions(hands),
    }
  }
}

/** One step at a time: a second press while the first is under way would be meant for what it changes. */
async function step({ ports, get, set }: Hands, call: () => Promise<unknown>): Promise<FaultReport | null> {
  if (get().isLaying) return null
  set({ isLaying: true })
  const result = await attempt(ports, call)
  set({ isLaying: false })
  if (!result.ok) return result.fault
  await get().refresh()
  return null
}

async function stepOrTell(hands: Hands, call: () => Promise<unknown>): Promise<void> {
  const fault = await step(hands, call)
  if (fault !== null) hands.get().tell(fault)
}

type DeskActions = Pick<BatchDeskSlice, 'arrangePages' | 'loadBatchDesk' | 'leafTo' | 'choosePages'>

function deskActions({ ports, get, set }: Hands): DeskActions {
  const change = (part: Partial<BatchDesk>): void => {
    const { batchDesk } = get()
    if (batchDesk !== null) set({ batchDesk: { ...batchDesk, ...part } })
  }
  return {
    arrangePages: async (batch) => {
      if (batch === null) {
        set({ batchDesk: null })
        return get().loadBatches()
      }
      set({ arranged: [...new Set([...get().arranged, batch])] })
      set({ batchDesk: { batch, offset: 0, pages: loading, chosen: [], bin: { rows: [], total: 0 } } })
      await get().loadBatchDesk()
    },
    loadBatchDesk: async () => {
      const desk = get().batchDesk
      if (desk === null) return
      const { batch: id, offset } = desk
      const [pages, bin] = await Promise.all([
        fetchRemote(ports, () => batchPages(ports, id, offset)),
        attempt(ports, () => ports.client.batchBin({ id, offset: 0, limit: 100 })),
      ])
      // Another batch, or another part of it, may be laid out by now.
      if (get().batchDesk?.batch !== id || get().batchDesk?.offset !== offset) return
      const there = new Set(readyValue(pages)?.rows.map(({ page }) => page.id))
      const chosen = (get().batchDesk?.chosen ?? []).filter((page) => there.has(page))
      change({ pages, chosen, ...(bin.ok ? { bin: bin.value } : {}) })
    },
    leafTo: async (offset) => {
      change({ offset, chosen: [], pages: loading })
      await get().loadBatchDesk()
    },
    choosePages: (ids) => {
      const wanted = new Set(ids)
      change({
        chosen: laidRows(get().batchDesk)
          .map(({ page }) => page.id)
          .filter((id) => wanted.has(id)),
      })
    },
  }
}

/** More than one call asks for where a page of the API ends. */
async function batchPages({ client }: Ports, id: string, offset: number) {
  return firstRows(
    ({ offset: from, limit }) => client.batchPages({ id, offset: offset + from, limit }),
    PAGES_AT_ONCE,
  )
}

type PageActions = Pick<
  BatchDeskSlice,
  'layPages' | 'stepPages' | 'turnPages' | 'putAwayPages' | 'bringBackPages'
>

function pageActions(hands: Hands): PageActions {
  const { ports, get } = hands
  const { client } = ports
  const chosen = () => chosenRows(get().batchDesk).map(refOf)
  return {
    layPages: async (ids, place) => {
      const meant = new Set(ids)
      const pages = laidRows(get().batchDesk)
        .filter(({ page }) => meant.has(page.id))
        .map(refOf)
      if (pages.length > 0) await stepOrTell(hands, () => client.layPages({ pages, ...place }))
    },
    stepPages: async (by) => {
      const { batchDesk, layPages } = get()
      const rows = chosenRows(batchDesk)
      const place = placeAtStep(laidRows(batchDesk), rows, by)
      if (place === null) return
      await layPages(
        rows.map(({ page }) => page.id),
        place,
      )
    },
    turnPages: async (by) => {
      const pages = chosen()
      if (pages.length > 0) await stepOrTell(hands, () => client.turnPages({ pages, by }))
    },
    putAwayPages: async () => {
      const pages = chosen()
      if (pages.length > 0) await stepOrTell(hands, () => client.putAwayPages({ pages }))
    },
    bringBackPages: async (pages) => {
      const refs = pages.map(({ document, page }) => ({ document, page: page.id }))
      await stepOrTell(hands, () => client.bringBackPages({ pages: refs }))
    },
  }
}

function documentActions(hands: Hands): Pick<BatchDeskSlice, 'splitAtPages' | 'joinPages'> {
  const { ports, get } = hands
  const { client } = ports
  return {
    splitAtPages: async () => {
      const begun = new Map<string, number[]>()
      for (const { document, index } of chosenRows(get().batchDesk))
        if (index > 0) begun.set(document, [...(begun.get(document) ?? []), index])
      for (const [id, at] of begun) await stepOrTell(hands, () => client.splitDocument({ id, at }))
    },
    joinPages: async () => {
      const { batchDesk } = get()
      const ids = documentsToJoin(batchDesk)
      if (ids.length < 2) return
      const found = await attempt(ports, () => Promise.all(ids.map((id) => client.document({ id }))))
      if (!found.ok) return get().tell(found.fault)
      // What people said of the others is lost unless they choose.
      if (mergeChoices(found.value).length > 0)
        return get().openAssemble({ kind: 'merge', documents: found.value })
      await stepOrTell(hands, () => client.mergeDocuments({ documents: [...ids], values: {} }))
    },
  }
}

/** The documents of the pages that are chosen; of a single one with the one before it. */
export function documentsToJoin(desk: BatchDesk | null): readonly string[] {
  const ids = [...new Set(chosenRows(desk).map(({ document }) => document))]
  const [only] = ids
  if (ids.length !== 1 || only === undefined) return ids
  const before = documentBefore(laidRows(desk), only)
  return before === null ? [] : [before, only]
}

type SeparationActions = Pick<
  BatchDeskSlice,
  'loadSeparations' | 'separate' | 'refuseSeparations' | 'printPatchSheets'
>

function separationActions(hands: Hands): SeparationActions {
  const { ports, get, set } = hands
  const { client, desktop } = ports
  return {
    loadSeparations: async (batches) => {
      for (const batch of batches) {
        const found = await attempt(ports, () => client.separations({ batch }))
        if (!found.ok) return get().tell(found.fault)
        const { [batch]: _before, ...others } = get().separations
        set({ separations: found.value.length === 0 ? others : { ...others, [batch]: found.value } })
      }
    },
    separate: async (scans) => {
      const made = { documents: 0 }
      const fault = await step(hands, async () => {
        made.documents = (
          await client.separateScans({
            scans: scans.map(({ document, sheets }) => ({ document, sheets: [...sheets] })),
          })
        ).documents
      })
      if (fault !== null) return fault
      set({ dialog: null })
      get().confirm('separated', String(made.documents))
      return null
    },
    refuseSeparations: async (documents) => {
      const fault = await step(hands, () => client.refuseSeparations({ documents: [...documents] }))
      if (fault !== null) return fault
      set({ dialog: null })
      get().confirm('sheets-refused', '')
      return null
    },
    printPatchSheets: async (count) => {
      const folder = await attempt(ports, () => desktop.chooseFolder())
      if (!folder.ok) return folder.fault
      const chosen = folder.value
      if (chosen === null) return null
      const printed = await attempt(ports, () => client.printPatchSheets({ count, folder: chosen }))
      if (!printed.ok) return printed.fault
      set({ dialog: null })
      get().confirm('labels-printed', printed.value.file)
      return null
    },
  }
}

const QUARANTINED_AT_ONCE = 20

type QuarantineActions = Pick<BatchDeskSlice, 'loadQuarantine' | 'moreQuarantine' | 'retryRefused'>

function quarantineActions({ ports, get, set }: Hands): QuarantineActions {
  const { client } = ports
  const load = async (count: number): Promise<void> =>
    set({ quarantine: await fetchRemote(ports, () => firstRows((span) => client.quarantine(span), count)) })
  const shown = (): number => readyValue(get().quarantine)?.rows.length ?? 0
  return {
    loadQuarantine: () => load(Math.max(QUARANTINED_AT_ONCE, shown())),
    moreQuarantine: () => load(shown() + QUARANTINED_AT_ONCE),
    retryRefused: async (batch) => {
      const result = await attempt(ports, () => client.retryRefused({ batch }))
      if (!result.ok) get().tell(result.fault)
      await get().refresh()
    },
  }
}

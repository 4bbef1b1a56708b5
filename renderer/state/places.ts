import { caseStates } from '../../domain/records/case-file.ts'
import { FieldName } from '../../domain/records/document.ts'
import { noFilters, SearchFilters } from '../../domain/search-api.ts'
import type { WorkPlace } from '../../domain/workspace-api.ts'
import type { AppState } from './app-state.ts'
import { attempt } from './attempt.ts'
import { OUTSIDE } from './files-state.ts'
import { planTabs } from './plan-state.ts'
import type { Ports } from './ports.ts'
import { type Screen, screens } from './view.ts'

/** Where somebody is on one screen. */
export type Spot = Omit<WorkPlace, 'screen'>

export interface ReturnPorts {
  readonly ports: Ports
  readonly get: () => AppState
  readonly set: (part: Partial<AppState>) => void
}

/** How a screen says where somebody is on it, and how it leads there again. */
interface PlaceKeeper {
  read(state: AppState): Spot
  /** @returns whether it was found; false leaves what is shown */
  find(to: ReturnPorts, spot: Spot): Promise<boolean>
}

const nowhere: Spot = { record: null, page: null, detail: {} }

/** Screens that have no line here are found again as a whole. */
const keepers: Readonly<Partial<Record<Screen, PlaceKeeper>>> = {
  review: {
    read: ({ review }) =>
      review === null
        ? nowhere
        : {
            record: review.document.id,
            page: review.page,
            detail: { field: review.field, from: review.from },
          },
    find: async ({ ports, get, set }, { record, page, detail }) => {
      if (record === null || !(await isThere(ports, () => ports.client.document({ id: record }))))
        return false
      // A correction goes back to the screen it was begun from.
      set({ screen: screens.find((each) => each === detail['from']) ?? 'review' })
      await get().correctDocument(record, FieldName.safeParse(detail['field']).data ?? null)
      if (page !== null && get().review?.page !== page) get().lookAt(page, null)
      return true
    },
  },
  files: {
    read: ({ selection, yearShown, fondsShown, stateShown }) => ({
      record: selection.kind === 'none' || selection.id === OUTSIDE ? null : selection.id,
      page: null,
      detail: texts({
        kind: selection.kind,
        year: yearShown?.toString(),
        fonds: fondsShown,
        state: stateShown,
      }),
    }),
    find: async ({ ports, get, set }, { record, detail }) => {
      const year = numberOf(detail['year'])
      const fondsShown = detail['fonds'] ?? null
      const plan = await attempt(ports, () => ports.client.plan({ year, ...ofFonds(fondsShown) }))
      if (!plan.ok) return false
      set({
        yearShown: year,
        fondsShown,
        stateShown: caseStates.find((each) => each === detail['state']) ?? null,
      })
      if (detail['kind'] === 'plan') {
        const id = record ?? OUTSIDE
        const isKnown = id === OUTSIDE || plan.value.entries.some((entry) => entry.id === id)
        if (isKnown) get().select({ kind: 'plan', id })
      } else if (record !== null && (await isThere(ports, () => ports.client.caseFile({ id: record })))) {
        get().select({ kind: 'file', id: record })
      }
      get().show('files')
      return true
    },
  },
  plan: {
    read: ({ planTab, sheetFonds, sheetYear }) => ({
      record: sheetFonds,
      page: null,
      detail: texts({ tab: planTab, year: sheetYear?.toString() }),
    }),
    find: async ({ ports, get, set }, { record, detail }) => {
      const year = numberOf(detail['year'])
      const isKnown = await isThere(ports, () => ports.client.planSheet({ fonds: record, year }))
      const planTab = planTabs.find((each) => each === detail['tab']) ?? 'plan'
      set({ planTab, ...(isKnown ? { sheetFonds: record, sheetYear: year } : {}) })
      get().show('plan')
      return true
    },
  },
  search: {
    read: ({ query, filters }) => ({
      record: null,
      page: null,
      detail: texts({ query, filters: filters === noFilters ? null : JSON.stringify(filters) }),
    }),
    find: async ({ get, set }, { detail }) => {
      set({ query: detail['query'] ?? '', filters: filtersOf(detail['filters']) })
      get().showSearch()
      return true
    },
  },
}

/** The longest text that a place may hold; what is longer is left out, not cut. */
const MOST_LETTERS = 2000

export function readPlace(state: AppState): WorkPlace {
  const { screen } = state
  const spot = keepers[screen]?.read(state) ?? nowhere
  const detail = Object.fromEntries(
    Object.entries(spot.detail).filter(([, text]) => text.length <= MOST_LETTERS),
  )
  return { screen, ...spot, detail }
}

/** Shows the screen of a place, and on it what was chosen there as far as it still exists. */
export async function returnTo(to: ReturnPorts, { screen, ...spot }: WorkPlace): Promise<void> {
  const known = screens.find((each) => each === screen)
  if (known === undefined) return to.get().show('overview')
  const isFound = await keepers[known]?.find(to, spot)
  if (isFound !== true) to.get().show(known)
}

async function isThere(ports: Ports, look: () => Promise<unknown>): Promise<boolean> {
  return (await attempt(ports, look)).ok
}

function texts(detail: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(detail).flatMap(([name, text]) => (text ? [[name, text] as const] : [])),
  )
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : null
}

function ofFonds(fonds: string | null): { readonly fonds?: string } {
  return fonds === null ? {} : { fonds }
}

function filtersOf(text: string | undefined): SearchFilters {
  if (text === undefined) return noFilters
  try {
    return SearchFilters.safeParse(JSON.parse(text)).data ?? noFilters
  } catch {
    return noFilters
  }
}

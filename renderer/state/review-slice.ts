import type { Target } from '../../domain/desk-rows.ts'
import type { Document, FieldName } from '../../domain/records/document.ts'
import type { AppState, ReviewSlice, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, readyValue } from './attempt.ts'
import { candidatesOf, typedForm } from './candidates.ts'
import { acceptedValues, hasWrongDate } from './draft.ts'
import { suggestedTarget } from './filing-slice.ts'
import { createPagedList, type Paged, placeOf, without } from './paged.ts'
import type { Ports } from './ports.ts'
import { clamp, neighbour, pageOf, type Review, renewed, startReview } from './review.ts'
import { isSameData } from './same-data.ts'
import { savedMeanwhile, seenValues } from './typed-over.ts'
import type { Screen } from './view.ts'

/** Case files and entries of the plan that are offered while somebody types. */
const TARGETS_AT_ONCE = 60

export function createReviewSlice(ports: Ports): Slice<ReviewSlice> {
  const { client } = ports
  const openings = { count: 0 }
  return (set, get) => {
    const change = (part: (review: Review) => Partial<Review>): void => {
      const { review } = get()
      if (review === null) return
      set({ review: { ...review, ...part(review) } })
      void get().loadPageText()
    }
    const open = (document: Document, field: FieldName | null, from: Screen): void => {
      const drafts = withDraft(get())
      openings.count += 1
      const opening = { field, from, edits: drafts[document.id] ?? {}, turn: openings.count }
      set({ drafts, review: startReview(document, opening) })
      void get().loadPageText()
      void get().loadProposals()
      void get().loadVerdict(field === null)
    }
    /** Shows the document under review as the queue knows it, or the first of the queue. */
    const follow = (queue: Paged<Document>): void => {
      const { review } = get()
      const first = queue.rows.get(0)
      if (review === null && first !== undefined) open(first, null, 'review')
      const now = review === null ? null : renewed(review, queue)
      if (now !== null && now !== review) change(() => now)
    }
    return {
      ...createLists(ports, { get, set, follow }),
      review: null,
      drafts: {},
      lastTarget: null,
      reviewDocument: (document) => open(document, null, 'review'),
      correctDocument: async (id, field) => {
        const result = await attempt(ports, () => client.document({ id }))
        if (!result.ok) return get().tell(result.fault)
        const { screen, review } = get()
        // Whoever goes from one correction to the next comes back to where the first began.
        open(result.value, field, screen === 'review' ? (review?.from ?? screen) : screen)
        get().show('review')
      },
      setField: (name, value) =>
        change(({ edits }) => ({ edits: { ...edits, [name]: value }, isWrongDateTold: false })),
      focusField: (name) =>
        change(({ document, page }) => ({ field: name, page: pageOf(document, name) ?? page, spot: null })),
      turnPage: (by) =>
        change(({ page, document }) => ({ page: clamp(page + by, document.pages.length), spot: null })),
      lookAt: (page, box) =>
        change(({ document }) => ({ page: clamp(page, document.pages.length), spot: box })),
      takeCandidate: (nth) => takeCandidate(get(), nth),
      stepDocument: (by) => {
        const queue = readyValue(get().queue)
        const next = queue === null ? null : neighbour(queue, get().review, by)
        if (next !== null) get().reviewDocument(next)
      },
      chooseTarget: (target) => change(() => ({ target })),
      accept: ({ isFiled }) => accept(ports, { get, set, isFiled }),
    }
  }
}

type Lists = Pick<
  ReviewSlice,
  'queue' | 'targets' | 'targetQuery' | 'loadQueue' | 'seeQueue' | 'loadTargets' | 'findTargets'
>

interface ListPorts {
  readonly get: () => AppState
  readonly set: (part: Partial<AppState>) => void
  /** Hears of each change of the queue. */
  readonly follow: (queue: Paged<Document>) => void
}

function createLists(ports: Ports, { get, set, follow }: ListPorts): Lists {
  const { client } = ports
  const list = createPagedList<Document>(ports, {
    idOf: ({ id }) => id,
    fetch: (span) => client.documents({ filter: 'to-review', ...span }),
    get: () => get().queue,
    set: (queue) => {
      set({ queue })
      if (queue.kind === 'ready') follow(queue.value)
    },
  })
  return {
    queue: loading,
    targets: loading,
    targetQuery: '',
    loadQueue: async () => {
      await list.load()
      await renewOutside(ports, { get, set })
    },
    seeQueue: list.see,
    loadTargets: () => get().findTargets(get().targetQuery),
    findTargets: async (targetQuery) => {
      set({ targetQuery })
      const targets = await fetchRemote(ports, () =>
        client.findTargets({ query: targetQuery, limit: TARGETS_AT_ONCE }),
      )
      // More may have been typed meanwhile.
      if (get().targetQuery === targetQuery) set({ targets })
    },
  }
}

/** A document that was opened from elsewhere may stand in no queue as far as it was fetched, and change as well. */
async function renewOutside(ports: Ports, { get, set }: Omit<ListPorts, 'follow'>): Promise<void> {
  const { review } = get()
  const queue = readyValue(get().queue)
  if (review === null || queue === null || placeOf(queue, review.document.id) !== -1) return
  const { id } = review.document
  const fresh = await attempt(ports, () => ports.client.document({ id }))
  const now = get().review
  if (!fresh.ok || now?.document.id !== id || isSameData(now.document, fresh.value)) return
  set({ review: { ...now, document: fresh.value, page: clamp(now.page, fresh.value.pages.length) } })
}

function takeCandidate({ review, setField }: AppState, nth: number): void {
  if (review === null) return
  const { document, edits, field } = review
  const value = candidatesOf(document, edits, field)[nth]
  if (value !== undefined) setField(field, typedForm(field, value))
}

interface Acceptance {
  readonly get: () => AppState
  readonly set: (part: Partial<AppState>) => void
  /** Put it where it most likely belongs, where nobody chose. */
  readonly isFiled: boolean
}

/** Saves the document under review, puts it away where a case file is meant, and goes on. */
async function accept(ports: Ports, { get, set, isFiled }: Acceptance): Promise<void> {
  const { review } = get()
  if (review === null || review.isSaving) return
  const values = acceptedValues(review.document, review.edits)
  if (values === null) return set({ review: { ...review, isWrongDateTold: true, field: 'issuedDate' } })
  // What was saved elsewhere meanwhile is shown, and settled first.
  if (savedMeanwhile(review, get().typedOver[review.document.id]).length > 0) return
  const seen = seenValues(get(), values)
  // Found before the call: by its end the queue may already be without this document.
  const queue = readyValue(get().queue)
  const next = review.from === 'review' && queue !== null ? neighbour(queue, review, 1) : null
  const target = review.target ?? (isFiled ? suggestedTarget(get()) : null)
  const { id } = review.document
  set({ review: { ...review, isSaving: true } })
  const result = await attempt(ports, async () => {
    await ports.client.acceptDocument({ id, values, seen })
    return target === null ? null : putAway(ports, id, target)
  })
  if (!result.ok) {
    set({ review: { ...review, isSaving: false } })
    get().tell(result.fault)
    // Perhaps it was saved in another window: what stands there now is fetched.
    return get().refresh()
  }
  if (result.value !== null) set({ lastTarget: result.value })
  set({ lastValues: values, isWholePage: false })
  goOn({ get, set }, review, next)
  const code = [values.number, values.notation].filter(Boolean).join('/')
  get().confirm(result.value === null ? 'accepted' : 'filed', code)
  await get().refresh()
}

/** Leaves an accepted document for the next one, or for the screen somebody came from. */
function goOn({ get, set }: Omit<Acceptance, 'isFiled'>, left: Review, next: Document | null): void {
  const { id } = left.document
  const { queue } = get()
  const { [id]: _accepted, ...drafts } = get().drafts
  const rest = queue.kind === 'ready' ? { ...queue, value: without(queue.value, id) } : queue
  set({ queue: rest, drafts, review: null })
  if (next !== null && next.id !== id) get().reviewDocument(next)
  if (left.from !== 'review') get().show(left.from)
}

/** The drafts with that of the document under review. */
function withDraft({ review, drafts }: Pick<ReviewSlice, 'review' | 'drafts'>): ReviewSlice['drafts'] {
  if (review === null || Object.keys(review.edits).length === 0) return drafts
  return { ...drafts, [review.document.id]: review.edits }
}

/** @param target a case file, or an entry of the plan to open one from. @returns the case file it went into */
async function putAway({ client }: Ports, document: string, target: Target): Promise<Target> {
  const id = target.isNew ? (await client.openCaseFile({ planEntry: target.id })).id : target.id
  await client.fileDocument({ id: document, caseFile: id })
  return { ...target, id, isNew: false }
}

export function canAccept(state: ReviewSlice): boolean {
  return state.review !== null && !state.review.isSaving
}

/** Is the date to be mended before the document can be accepted? */
export function isDateWrong({ review }: ReviewSlice): boolean {
  return review !== null && review.isWrongDateTold && hasWrongDate(review.document, review.edits)
}

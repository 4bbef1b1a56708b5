import type { Document, FieldName } from '../../domain/records/document.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import { fieldsByDoubt, queueByDoubt } from './doubt.ts'
import { acceptedValues, type Edits, hasWrongDate } from './draft.ts'
import type { Ports } from './ports.ts'

/** The document under review, with what was typed over it. */
export interface Review {
  readonly document: Document
  readonly edits: Edits
  /** The field somebody is in: its place on the page is lit. */
  readonly field: FieldName
  /** Index into the document's pages. */
  readonly page: number
  /** Where it shall be put, if that was chosen for this document. */
  readonly target: string | null
  readonly isWrongDateTold: boolean
  readonly isSaving: boolean
  /** Where somebody came from and goes back to. */
  readonly from: 'queue' | 'files'
}

export interface ReviewSlice {
  readonly queue: Remote<readonly Document[]>
  readonly review: Review | null
  /** The case file that took the last document. */
  readonly lastTarget: string | null
  loadQueue(): Promise<void>
  reviewDocument(document: Document): void
  /** Opens any document for correction, at one of its fields. */
  correctDocument(id: string, field: FieldName | null): Promise<void>
  setField(name: FieldName, value: string): void
  focusField(name: FieldName): void
  turnPage(by: 1 | -1): void
  stepDocument(by: 1 | -1): void
  chooseTarget(id: string | null): void
  /** Saves what is shown as decided and goes on; `toLast` also puts the document into the file used last. */
  accept(options: { readonly toLast: boolean }): Promise<void>
}

export function createReviewSlice(ports: Ports): Slice<ReviewSlice> {
  const { client } = ports
  return (set, get) => {
    const change = (part: Partial<Review>): void => {
      const { review } = get()
      if (review !== null) set({ review: { ...review, ...part } })
    }
    return {
      queue: loading,
      review: null,
      lastTarget: null,
      loadQueue: async () => {
        const answer = await fetchRemote(ports, () => client.documents({ filter: 'to-review' }))
        if (answer.kind !== 'ready') return set({ queue: answer })
        const queue = queueByDoubt(answer.value)
        set({ queue: { kind: 'ready', value: queue }, review: renewed(get().review, queue) })
      },
      reviewDocument: (document) => set({ review: startReview(document, null, 'queue') }),
      correctDocument: async (id, field) => {
        const result = await attempt(ports, () => client.document({ id }))
        if (!result.ok) return get().tell(result.fault)
        set({ review: startReview(result.value, field, 'files') })
        get().show('review')
      },
      setField: (name, value) => {
        const { review } = get()
        if (review !== null) change({ edits: { ...review.edits, [name]: value }, isWrongDateTold: false })
      },
      focusField: (name) => {
        const { review } = get()
        if (review !== null) change({ field: name, page: pageOf(review.document, name) ?? review.page })
      },
      turnPage: (by) => {
        const { review } = get()
        if (review === null) return
        change({ page: clamp(review.page + by, review.document.pages.length) })
      },
      stepDocument: (by) => {
        const next = neighbour(get(), by)
        if (next !== null) get().reviewDocument(next)
      },
      chooseTarget: (target) => change({ target }),
      accept: async ({ toLast }) => {
        const { review } = get()
        if (review === null || review.isSaving) return
        const values = acceptedValues(review.document, review.edits)
        if (values === null) return change({ isWrongDateTold: true, field: 'issuedDate' })
        const target = review.target ?? (toLast ? get().lastTarget : null)
        change({ isSaving: true })
        const { id } = review.document
        const result = await attempt(ports, async () => {
          await client.acceptDocument({ id, values })
          return target === null ? null : putAway(ports, id, target)
        })
        change({ isSaving: false })
        if (!result.ok) return get().tell(result.fault)
        if (result.value !== null) set({ lastTarget: result.value })
        leave(review, get, set)
        const code = [values.number, values.notation].filter(Boolean).join('/')
        get().confirm(result.value === null ? 'accepted' : 'filed', code)
        await get().refresh()
      },
    }
  }
}

/** Goes on to the next document of the queue, or back to where somebody came from. */
function leave(
  review: Review,
  get: () => ReviewSlice & { readonly show: (screen: 'files') => void },
  set: (part: Partial<ReviewSlice>) => void,
): void {
  const queue = readyValue(get().queue) ?? []
  const next = review.from === 'queue' ? neighbour(get(), 1) : null
  const left = queue.filter((document) => document.id !== review.document.id)
  set({
    queue: { kind: 'ready', value: left },
    review: next === null || next.id === review.document.id ? null : startReview(next, null, 'queue'),
  })
  if (review.from === 'files') get().show('files')
}

/** @param target a case file, or an entry of the plan to open one from. @returns the case file it went into */
async function putAway({ client }: Ports, document: string, target: string): Promise<string> {
  const caseFile = target.startsWith('plan_') ? (await client.openCaseFile({ planEntry: target })).id : target
  await client.fileDocument({ id: document, caseFile })
  return caseFile
}

function startReview(document: Document, field: FieldName | null, from: Review['from']): Review {
  const first = field ?? fieldsByDoubt(document)[0] ?? 'number'
  return {
    document,
    edits: {},
    field: first,
    page: pageOf(document, first) ?? 0,
    target: null,
    isWrongDateTold: false,
    isSaving: false,
    from,
  }
}

/** Keeps what is being typed while the document under it is read anew; opens the first document when none is open. */
function renewed(review: Review | null, queue: readonly Document[]): Review | null {
  if (review === null) return queue[0] === undefined ? null : startReview(queue[0], null, 'queue')
  const fresh = queue.find((document) => document.id === review.document.id)
  return fresh === undefined ? review : { ...review, document: fresh }
}

function pageOf(document: Document, name: FieldName): number | null {
  const page = document.proposals?.[name]?.page
  return page === undefined ? null : clamp(page, document.pages.length)
}

const clamp = (index: number, length: number): number => Math.max(0, Math.min(index, length - 1))

/** The next or previous document of the queue, round its end; null when there is no other. */
function neighbour(state: ReviewSlice, by: 1 | -1): Document | null {
  const queue = readyValue(state.queue) ?? []
  const at = queue.findIndex((document) => document.id === state.review?.document.id)
  if (at === -1) return queue[0] ?? null
  return queue[(at + by + queue.length) % queue.length] ?? null
}

export function canAccept(state: ReviewSlice): boolean {
  return state.review !== null && !state.review.isSaving
}

/** Is the date to be mended before the document can be accepted? */
export function isDateWrong({ review }: ReviewSlice): boolean {
  return review !== null && review.isWrongDateTold && hasWrongDate(review.document, review.edits)
}

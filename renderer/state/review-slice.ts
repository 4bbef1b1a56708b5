import type { Document, FieldName } from '../../domain/records/document.ts'
import type { AppState, ReviewSlice, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, readyValue } from './attempt.ts'
import { queueByDoubt } from './doubt.ts'
import { acceptedValues, hasWrongDate } from './draft.ts'
import type { Ports } from './ports.ts'
import { clamp, neighbour, pageOf, type Review, renewed, startReview } from './review.ts'
import type { Screen } from './view.ts'

export function createReviewSlice(ports: Ports): Slice<ReviewSlice> {
  const { client } = ports
  return (set, get) => {
    const change = (part: Partial<Review>): void => {
      const { review } = get()
      if (review !== null) set({ review: { ...review, ...part } })
    }
    const open = (document: Document, field: FieldName | null, from: Screen): void => {
      const drafts = withDraft(get())
      set({ drafts, review: startReview(document, { field, from, edits: drafts[document.id] ?? {} }) })
    }
    return {
      queue: loading,
      review: null,
      drafts: {},
      lastTarget: null,
      loadQueue: async () => {
        const answer = await fetchRemote(ports, () => client.documents({ filter: 'to-review' }))
        if (answer.kind !== 'ready') return set({ queue: answer })
        const queue = queueByDoubt(answer.value)
        const { review } = get()
        set({ queue: { kind: 'ready', value: queue } })
        if (review !== null) set({ review: renewed(review, queue) })
        else if (queue[0] !== undefined) open(queue[0], null, 'review')
      },
      reviewDocument: (document) => open(document, null, 'review'),
      correctDocument: async (id, field) => {
        const result = await attempt(ports, () => client.document({ id }))
        if (!result.ok) return get().tell(result.fault)
        open(result.value, field, get().screen)
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
        const next = neighbour(readyValue(get().queue) ?? [], get().review, by)
        if (next !== null) get().reviewDocument(next)
      },
      chooseTarget: (target) => change({ target }),
      accept: ({ toLast }) => accept(ports, { get, set, toLast }),
    }
  }
}

interface Acceptance {
  readonly get: () => AppState
  readonly set: (part: Partial<AppState>) => void
  readonly toLast: boolean
}

/** Saves the document under review, puts it away where a case file is meant, and goes on. */
async function accept(ports: Ports, { get, set, toLast }: Acceptance): Promise<void> {
  const { review, lastTarget } = get()
  if (review === null || review.isSaving) return
  const values = acceptedValues(review.document, review.edits)
  if (values === null) return set({ review: { ...review, isWrongDateTold: true, field: 'issuedDate' } })
  // Found before the call: by its end the queue may already be without this document.
  const next = review.from === 'review' ? neighbour(readyValue(get().queue) ?? [], review, 1) : null
  const target = review.target ?? (toLast ? lastTarget : null)
  const { id } = review.document
  set({ review: { ...review, isSaving: true } })
  const result = await attempt(ports, async () => {
    await ports.client.acceptDocument({ id, values })
    return target === null ? null : putAway(ports, id, target)
  })
  if (!result.ok) {
    set({ review: { ...review, isSaving: false } })
    return get().tell(result.fault)
  }
  if (result.value !== null) set({ lastTarget: result.value })
  goOn({ get, set }, review, next)
  const code = [values.number, values.notation].filter(Boolean).join('/')
  get().confirm(result.value === null ? 'accepted' : 'filed', code)
  await get().refresh()
}

/** Leaves an accepted document for the next one, or for the screen somebody came from. */
function goOn({ get, set }: Omit<Acceptance, 'toLast'>, left: Review, next: Document | null): void {
  const { id } = left.document
  const queue = (readyValue(get().queue) ?? []).filter((document) => document.id !== id)
  const { [id]: _accepted, ...drafts } = get().drafts
  set({ queue: { kind: 'ready', value: queue }, drafts, review: null })
  if (next !== null && next.id !== id) get().reviewDocument(next)
  if (left.from !== 'review') get().show(left.from)
}

/** The drafts with that of the document under review. */
function withDraft({ review, drafts }: Pick<ReviewSlice, 'review' | 'drafts'>): ReviewSlice['drafts'] {
  if (review === null || Object.keys(review.edits).length === 0) return drafts
  return { ...drafts, [review.document.id]: review.edits }
}

/** @param target a case file, or an entry of the plan to open one from. @returns the case file it went into */
async function putAway({ client }: Ports, document: string, target: string): Promise<string> {
  const caseFile = target.startsWith('plan_') ? (await client.openCaseFile({ planEntry: target })).id : target
  await client.fileDocument({ id: document, caseFile })
  return caseFile
}

export function canAccept(state: ReviewSlice): boolean {
  return state.review !== null && !state.review.isSaving
}

/** Is the date to be mended before the document can be accepted? */
export function isDateWrong({ review }: ReviewSlice): boolean {
  return review !== null && review.isWrongDateTold && hasWrongDate(review.document, review.edits)
}

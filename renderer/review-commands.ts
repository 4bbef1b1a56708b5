import type { Command } from './commands.ts'
import { hasFaults } from './complete-commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'
import { candidatesOf, nextReading } from './state/candidates.ts'
import { suggestedTarget } from './state/filing-slice.ts'
import { valueBefore } from './state/fix-slice.ts'
import { canAccept } from './state/review-slice.ts'

const inReview = (state: AppState): boolean => state.screen === 'review' && canAccept(state)

function hasOtherReading({ review }: AppState): boolean {
  return review !== null && nextReading(review.document, review.edits, review.field) !== null
}

/** Somebody mends one fault of a case file after the other. */
function isMending(state: AppState): boolean {
  return state.review?.from === 'files' && hasFaults(state)
}

function takeCandidate(nth: 1 | 2 | 3 | 4): Command {
  return {
    id: `take-candidate-${nth}`,
    shortcuts: [`Alt+${nth}`],
    isEnabled: (state) => {
      const { review } = state
      if (!inReview(state) || review === null) return false
      return candidatesOf(review.document, review.edits, review.field).length >= nth
    },
    run: (store) => store.getState().takeCandidate(nth - 1),
  }
}

function takeTarget(nth: 1 | 2 | 3): Command {
  return {
    id: `take-target-${nth}`,
    shortcuts: [`F${nth + 1}`],
    screen: 'review',
    isEnabled: (state) => inReview(state) && state.proposals.length >= nth,
    run: (store) => {
      const { proposals, chooseTarget } = store.getState()
      chooseTarget(proposals[nth - 1]?.target ?? null)
    },
  }
}

/** What can be done with the document under review. */
export const reviewing: readonly Command[] = [
  {
    id: 'accept',
    shortcuts: ['Enter'],
    isEnabled: inReview,
    run: (store) => void store.getState().accept({ isFiled: false }),
  },
  {
    id: 'accept-and-file',
    shortcuts: ['Ctrl+Enter'],
    isEnabled: (state) => inReview(state) && suggestedTarget(state) !== null,
    run: (store) => void store.getState().accept({ isFiled: true }),
  },
  {
    id: 'next-page',
    shortcuts: ['Alt+ArrowDown'],
    screen: 'review',
    isEnabled: (state) => inReview(state) && (state.review?.document.pages.length ?? 0) > 1,
    run: (store) => store.getState().turnPage(1),
  },
  {
    id: 'previous-page',
    shortcuts: ['Alt+ArrowUp'],
    screen: 'review',
    isEnabled: (state) => inReview(state) && (state.review?.document.pages.length ?? 0) > 1,
    run: (store) => store.getState().turnPage(-1),
  },
  {
    id: 'next-document',
    shortcuts: ['Alt+ArrowRight'],
    isEnabled: inReview,
    run: (store) => store.getState().stepDocument(1),
  },
  {
    id: 'previous-document',
    shortcuts: ['Alt+ArrowLeft'],
    isEnabled: inReview,
    run: (store) => store.getState().stepDocument(-1),
  },
  takeCandidate(1),
  takeCandidate(2),
  takeCandidate(3),
  takeCandidate(4),
  takeTarget(1),
  takeTarget(2),
  takeTarget(3),
  {
    id: 'repeat-field',
    shortcuts: ['F6'],
    screen: 'review',
    isEnabled: (state) => inReview(state) && valueBefore(state) !== null,
    run: (store) => store.getState().repeatField(),
  },
  {
    id: 'clear-field',
    shortcuts: ['F7'],
    screen: 'review',
    isEnabled: inReview,
    run: (store) => store.getState().clearField(),
  },
  {
    id: 'next-candidate',
    shortcuts: ['F8'],
    screen: 'review',
    isEnabled: (state) => isMending(state) || (inReview(state) && hasOtherReading(state)),
    // The same key goes from fault to fault; a place that can be read otherwise comes first.
    run: (store) => {
      const state = store.getState()
      if (hasOtherReading(state)) state.nextCandidate()
      else void state.stepFault(1)
    },
  },
  {
    id: 'whole-page',
    shortcuts: ['F9'],
    screen: 'review',
    isEnabled: (state) => state.screen === 'review' && state.review !== null,
    run: (store) => store.getState().toggleWholePage(),
  },
  {
    id: 'accept-sure',
    shortcuts: ['Ctrl+B'],
    screen: 'review',
    isEnabled: (state) => state.screen === 'review' && (readyValue(state.queue)?.total ?? 0) > 0,
    run: (store) => void store.getState().openSure(),
  },
  {
    id: 'show-text',
    shortcuts: ['Ctrl+T'],
    isEnabled: inReview,
    run: (store) => store.getState().toggleText(),
  },
  {
    id: 'split-here',
    shortcuts: [],
    isEnabled: (state) => inReview(state) && (state.review?.page ?? 0) > 0 && !state.isSplitting,
    run: (store) => {
      const { review, splitDocument } = store.getState()
      if (review !== null) void splitDocument(review.document.id, [review.page])
    },
  },
  {
    id: 'export-document',
    shortcuts: ['Ctrl+E'],
    isEnabled: inReview,
    run: (store) => {
      const { review, openExport } = store.getState()
      if (review !== null) openExport(review.document)
    },
  },
]

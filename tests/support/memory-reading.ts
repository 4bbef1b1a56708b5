import type { EngineEvent } from '../../domain/api.ts'
import type { ReadingApi, ReadingStatus } from '../../domain/reading-api.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Handlers } from '../../domain/rpc.ts'

/** What a vault in memory says of its reading beside the pages that wait; a test may say otherwise. */
export type MemoryReading = Omit<ReadingStatus, 'pagesWaiting'>

export const idleReading: MemoryReading = {
  pagesDone: 0,
  secondsLeft: null,
  inHand: [],
  isPaused: false,
  slowed: null,
  problem: null,
}

interface Parts {
  readonly vault: { documents: Document[]; reading: MemoryReading }
  readonly emit: (event: EngineEvent) => void
  readonly changed: (...ids: readonly string[]) => void
}

/** Nothing is read: pages are given up and wait again. */
export function readingHandlers({ vault, emit, changed }: Parts): Handlers<ReadingApi> {
  const turn = (part: Partial<MemoryReading>): null => {
    vault.reading = { ...vault.reading, ...part }
    emit({ name: 'readingChanged', payload: {} })
    return null
  }
  const update = (
    isMeant: (document: Document) => boolean,
    unread: (document: Document) => Document,
  ): null => {
    vault.documents = vault.documents.map((document) => (isMeant(document) ? unread(document) : document))
    changed(...vault.documents.filter(isMeant).map(({ id }) => id))
    return null
  }
  return {
    readingStatus: async () => ({
      ...vault.reading,
      pagesWaiting: vault.documents.reduce((sum, document) => sum + unseen(document).length, 0),
    }),
    lookAt: async () => null,
    noteTyping: async () => null,
    pauseReading: async () => turn({ isPaused: true }),
    resumeReading: async () => turn({ isPaused: false, problem: null }),
    cancelReading: async ({ batch }) =>
      update(
        (document) => batch === null || document.batch === batch,
        (document) => {
          const given = unseen(document).map((id): [string, string] => [id, 'cancelled'])
          return { ...document, unread: { ...document.unread, ...Object.fromEntries(given) } }
        },
      ),
    readUnread: async ({ of }) =>
      update(
        ({ id, batch }) => id === of || batch === of,
        (document) => ({ ...document, unread: {} }),
      ),
  }
}

function unseen({ pages, texts, unread }: Document): readonly string[] {
  return pages.map(({ id }) => id).filter((id) => !(id in texts) && !(id in unread))
}

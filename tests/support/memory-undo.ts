import type { EngineApi } from '../../domain/api.ts'
import type { Handlers, Reply } from '../../domain/rpc.ts'
import type { UndoLabel } from '../../domain/undo.ts'
import type { UndoApi } from '../../domain/undo-api.ts'
import type { MemoryParts } from './memory-case-files.ts'
import type { MemoryVault } from './memory-vault.ts'

const labels: Readonly<Partial<Record<keyof EngineApi, UndoLabel>>> = {
  acceptDocument: 'accept-document',
  fileDocument: 'file-document',
  fileDocuments: 'file-documents',
  openCaseFile: 'open-case-file',
  splitDocument: 'split-document',
  dismissSplits: 'dismiss-splits',
  correctWord: 'correct-word',
  reorderContents: 'order-contents',
  moveDocuments: 'move-documents',
  mergeDocuments: 'merge-documents',
  insertPages: 'insert-pages',
  replacePage: 'replace-page',
  turnPage: 'turn-page',
  binPages: 'bin-pages',
  restorePages: 'restore-pages',
  layPages: 'lay-pages',
  turnPages: 'turn-page',
  putAwayPages: 'bin-pages',
  bringBackPages: 'restore-pages',
  separateScans: 'file-by-sheets',
  refuseSeparations: 'refuse-sheets',
  acceptSure: 'accept-documents',
  setSheets: 'set-sheets',
  setNote: 'set-note',
  setPlace: 'set-place',
  editList: 'edit-list',
  excludeCaseFile: 'exclude-case-file',
  setSignature: 'set-signature',
  settleConflict: 'settle-conflict',
  keepBoth: 'keep-both',
}

type Arrays = Pick<MemoryVault, 'documents' | 'caseFiles'>
interface Step {
  readonly label: UndoLabel
  readonly before: Arrays
  readonly after: Arrays
}

/** Undo over plain arrays: each labelled call is a step from the arrays before it to those after it. */
export function createMemoryUndo({ vault, changed }: MemoryParts): {
  readonly handlers: Handlers<UndoApi>
  /** Runs a call and notes it where it can be taken back. */
  around(name: string, call: () => Promise<Reply>): Promise<Reply>
} {
  const done: Step[] = []
  const undone: Step[] = []
  const now = (): Arrays => ({ documents: vault.documents, caseFiles: vault.caseFiles })
  const move = (from: Step[], to: Step[], side: 'before' | 'after') => {
    const step = from.pop()
    if (step === undefined) return { label: null }
    Object.assign(vault, step[side])
    to.push(step)
    changed(...step[side].documents.map(({ id }) => id))
    return { label: step.label }
  }
  return {
    handlers: {
      undo: async () => move(done, undone, 'before'),
      redo: async () => move(undone, done, 'after'),
      undoState: async () => ({ undo: done.at(-1)?.label ?? null, redo: undone.at(-1)?.label ?? null }),
    },
    around: async (name, call) => {
      // Any other name is simply not in the table.
      const label = labels[name as keyof EngineApi]
      const before = now()
      const reply = await call()
      if (label === undefined || !reply.ok) return reply
      done.push({ label, before, after: now() })
      undone.length = 0
      return reply
    },
  }
}

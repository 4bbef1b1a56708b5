import type { CompletenessFault, Jump } from '../../domain/completeness/completeness-fault.ts'
import { SIGNATURE_ELEMENT } from '../../domain/completeness/signature.ts'
import { FieldName } from '../../domain/records/document.ts'
import type { AppState } from './app-state.ts'
import { attempt } from './attempt.ts'
import { shownFile } from './files-slice.ts'
import type { Ports } from './ports.ts'

/** Stands for the box in which the state of the agency's signature is chosen. */
export const SIGNATURE_SPOT = 'signature'

/** Shows the very place where a fault is mended. */
export async function followJump(leading: Leading, { jump }: CompletenessFault): Promise<void> {
  const { get } = leading
  const { selection } = get()
  // Faults are those of the case file that was shown last, wherever one is now.
  const file = selection.kind === 'file' ? selection.id : null
  switch (jump.place) {
    case 'review':
      return toReview(get, jump)
    case 'settings':
      return get().show('intake')
    case 'plan':
      return toPlan(get)
    case 'describe':
      return file === null ? undefined : toDescription(leading, file, jump)
    case 'contents':
      if (get().screen !== 'files') get().show('files')
      return toContents(leading, jump)
  }
}

/** To the plan of the case file's year, where an addition can be put in. */
function toPlan(get: () => AppState): void {
  const file = shownFile(get())?.file
  get().showPlanTab('plan')
  if (file !== undefined) get().showSheet(file.fonds, file.year)
  get().show('plan')
}

async function toReview(get: () => AppState, { document, field, page }: Jump): Promise<void> {
  if (document === null) return
  const known = FieldName.safeParse(field)
  await get().correctDocument(document, known.success ? known.data : null)
  if (!known.success && page !== undefined) get().lookAt(page, null)
}

interface Leading {
  readonly ports: Ports
  readonly get: () => AppState
  readonly set: (part: Partial<AppState>) => void
}

/** Is corrected in the head of the case file itself. */
const headFields: ReadonlySet<string> = new Set([
  'notation',
  'title',
  'retention',
  'basis',
  'maker',
  'startDate',
  'endDate',
])

async function toDescription(
  { get, set }: Leading,
  file: string,
  { document, field = '' }: Jump,
): Promise<void> {
  if (document !== null) return get().openDescription(document, field)
  if (get().screen !== 'files') get().show('files')
  if (field === SIGNATURE_ELEMENT) return spotAt(get, set, SIGNATURE_SPOT)
  const shown = shownFile(get())?.file
  if (headFields.has(field) && shown?.id === file)
    return get().openPlanForm({ kind: 'head', file: shown, field })
  await get().openDescription(file, field)
}

function spotAt(get: Leading['get'], set: Leading['set'], target: string): void {
  set({ spot: { target, turn: (get().spot?.turn ?? 0) + 1 } })
}

/** To the page that is concerned, or to the row of the document. */
async function toContents({ ports, get, set }: Leading, { document: id, page }: Jump): Promise<void> {
  if (id === null) return
  if (page === undefined) return spotAt(get, set, id)
  const document = await attempt(ports, () => ports.client.document({ id }))
  if (document.ok) await get().openPage(document.value, page)
  else get().tell(document.fault)
}

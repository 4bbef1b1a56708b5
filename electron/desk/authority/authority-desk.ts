import { type Authority, isNewer } from '../../../domain/authority.ts'
import type { AuthorityFileRow } from '../../../domain/authority-api.ts'
import { disagreementIn, filesOf, headOf, withFile } from '../../../domain/authority-file.ts'
import { Fault } from '../../../domain/fault.ts'
import { kindOf, type RecordId, recordId } from '../../../domain/op.ts'
import { newImportedFile } from '../../../domain/records/authority-file.ts'
import { type RetentionRule, retentionRuleView } from '../../../domain/records/retention-rule.ts'
import { effectiveRows } from '../../../domain/retention-schedule.ts'
import { type Blobs, isoNow, type Records, type Surroundings } from '../ports.ts'
import { type Composed, compose, createImportReader, type Import } from './imported-files.ts'
import { readChosenFile } from './read-chosen-file.ts'

export interface AuthorityPorts {
  readonly shipped: Authority
  readonly records: Pick<Records, 'record' | 'records' | 'append'>
  readonly blobs: Blobs
  readonly surroundings: Surroundings
}

/** The law's data that hold now: shipped, imported, and what people said of the retention schedule. */
export interface AuthorityDesk {
  authority(): Authority
  /** The data files as they are, without what people said. */
  files(): Authority
  rows(): readonly AuthorityFileRow[]
  rules(): readonly RetentionRule[]
  /** Takes in a newer data file. @throws Fault as `readChosenFile`, 'conflict' where it is not newer, 'invalid-input' where it does not agree with the others */
  importFile(path: string): Promise<Imported>
  /** Hears what was saved or came from elsewhere. */
  changed(ids: readonly RecordId[]): void
  /** Bytes may have come. */
  lookAgain(): void
  settled(): Promise<void>
}

export interface Imported {
  readonly name: string
  readonly version: string
  readonly replaced: string
  readonly entries: number
}

interface State {
  composed: Composed
  rules: readonly RetentionRule[]
  authority: Authority
}

/** Reads what was imported before it resolves. */
export async function createAuthorityDesk(ports: AuthorityPorts): Promise<AuthorityDesk> {
  const { shipped, records, blobs, surroundings } = ports
  const readImports = createImportReader(records, blobs)
  const state: State = { composed: compose(shipped, []), rules: [], authority: shipped }
  const look = async (): Promise<void> => {
    state.composed = compose(shipped, await readImports())
    state.rules = records.records('rule').map((record) => retentionRuleView(record))
    state.authority = withRules(state.composed.authority, state.rules)
  }
  /** Whatever is wrong with an import, the shipped data are there to work with. */
  const lookSafely = (): Promise<void> =>
    look().catch((error: unknown) => surroundings.onBug('authority', error))
  let work = lookSafely()
  await work
  const lookSoon = (): Promise<void> => {
    work = work.then(lookSafely).then(() => surroundings.emit({ name: 'authorityChanged', payload: {} }))
    return work
  }
  return {
    authority: () => state.authority,
    files: () => state.composed.authority,
    rows: () => rowsOf(state.composed),
    rules: () => state.rules,
    importFile: async (path) => {
      const imported = await importFile(ports, state.composed.authority, path)
      await lookSoon()
      return imported
    },
    changed: (ids) => {
      if (ids.some((id) => kindOf(id) === 'authority' || kindOf(id) === 'rule')) void lookSoon()
    },
    lookAgain: () => {
      if ([...state.composed.unusable.values()].some(({ why }) => why === 'missing')) void lookSoon()
    },
    settled: () => work,
  }
}

function withRules(authority: Authority, rules: readonly RetentionRule[]): Authority {
  const { schedule } = authority
  return { ...authority, schedule: { ...schedule, entries: [...effectiveRows(schedule.entries, rules)] } }
}

function rowsOf({ authority, used, unusable }: Composed): readonly AuthorityFileRow[] {
  const names = [...new Set([...filesOf(authority), ...unusable.keys()])]
  return names.map((name) => {
    const bad = unusable.get(name)
    return {
      name,
      ...headOf(authority, name),
      imported: importOf(used.get(name)),
      unusable: bad === undefined ? null : { version: bad.record.version, why: bad.why },
    }
  })
}

function importOf(one: Import | undefined): AuthorityFileRow['imported'] {
  return one === undefined ? null : { at: one.record.at, by: one.by }
}

async function importFile(
  { records, blobs, surroundings }: AuthorityPorts,
  used: Authority,
  path: string,
): Promise<Imported> {
  const { file, bytes } = await readChosenFile(path)
  const { name, version } = file
  const before = headOf(used, name)
  if (!isNewer(version, before.version)) {
    throw new Fault('conflict', `${name} ${version} is not newer than ${before.version}`, {
      detail: { reason: 'authority-version', version, used: before.version },
    })
  }
  const after = withFile(used, file)
  const found = disagreementIn(after)
  if (found !== null) {
    throw new Fault('invalid-input', `${found.where}: ${found.kind} ${found.what}`, {
      detail: { reason: `authority-${found.kind}`, file: found.where, what: found.what.slice(0, 100) },
    })
  }
  // Blob first, record after (I10).
  const { sha } = await blobs.put(inOnePiece(bytes))
  const at = isoNow(surroundings.clock)
  const id = recordId('authority', surroundings.createId())
  await records.append(newImportedFile(id, { name, version, blob: sha, at }), { undo: 'import-authority' })
  return {
    name,
    version,
    replaced: before.entries === 0 ? '' : before.version,
    entries: headOf(after, name).entries,
  }
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

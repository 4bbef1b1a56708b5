import path from 'node:path'
import { type Adapter, Low } from 'lowdb'
import type { EngineApi } from '../../domain/api.ts'
import { defaultPreferences, Preferences } from '../../domain/preferences-api.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { Surroundings } from '../desk/ports.ts'
import type { Files } from '../store/files/files.ts'
import { replaceFile } from '../store/files/replace-file.ts'

export interface PreferencesPorts {
  readonly files: Files
  /** Holds the vault's folder and, beside it, `preferences.json`. */
  readonly folder: string
  readonly surroundings: Pick<Surroundings, 'emit' | 'onBug'>
}

/**
 * How the window is wanted on this PC, in a small file that may be lost: what cannot be read in it falls back to what the
 * program comes with, value by value, and never keeps anybody from their work.
 */
export function preferencesHandlers(
  ports: PreferencesPorts,
): Handlers<Pick<EngineApi, 'preferences' | 'setPreferences'>> {
  const { onBug, emit } = ports.surroundings
  const low = new Low<unknown>(plainJsonAdapter(ports), null)
  const opening = low.read().then(
    () => mend(low.data),
    (error: unknown) => {
      onBug('preferences', error)
      return defaultPreferences
    },
  )
  let known: Promise<Preferences> = opening
  const change = async (before: Promise<Preferences>, patch: Partial<Preferences>): Promise<Preferences> => {
    const next = { ...(await before), ...patch }
    low.data = next
    await low.write()
    emit({ name: 'preferencesChanged', payload: next })
    return next
  }
  return {
    preferences: () => known,
    setPreferences: (patch) => {
      const before = known
      const changed = change(before, given(patch))
      // What could not be written does not hold; the next change stands on what held before.
      known = changed.catch(() => before)
      return changed
    },
  }
}

/** Only what was said: an absent value is no value. */
function given(
  patch: { readonly [K in keyof Preferences]?: Preferences[K] | undefined },
): Partial<Preferences> {
  const said = Object.entries(patch).filter(([, value]) => value !== undefined)
  // The entries of a partial record are those of a partial record.
  return Object.fromEntries(said) as Partial<Preferences>
}

/** Takes what is whole in what was found and the program's own for the rest. */
export function mend(found: unknown): Preferences {
  const values = isRecord(found) ? found : {}
  const { shape } = Preferences
  const whole = Object.entries(shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(wholeEntries(name, values[name]))
    return parsed.success ? [[name, parsed.data] as const] : []
  })
  // Each value passed the schema of its name.
  return { ...defaultPreferences, ...(Object.fromEntries(whole) as Partial<Preferences>) }
}

const tables = { shortcuts: Preferences.shape.shortcuts, columns: Preferences.shape.columns } as const

/** Of a table of many values the whole ones: one damaged row does not cost the others. */
function wholeEntries(name: string, found: unknown): unknown {
  if ((name !== 'shortcuts' && name !== 'columns') || !isRecord(found)) return found
  const rows = Object.entries(found).filter(([key, row]) => tables[name].safeParse({ [key]: row }).success)
  return Object.fromEntries(rows)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** lowdb's own adapter never calls fsync; this one leaves the old file or the new one. */
function plainJsonAdapter({ files, folder }: PreferencesPorts): Adapter<unknown> {
  const target = path.join(folder, 'preferences.json')
  const draft = 'preferences.json.new'
  return {
    read: async () => {
      const bytes = await files.read(target)
      return bytes === null ? null : parsed(Buffer.from(bytes).toString('utf8'))
    },
    write: async (data) => {
      await files.makeFolder(folder)
      // A draft of a run that was cut short.
      await files.remove(path.join(folder, draft))
      const bytes = Buffer.from(`${JSON.stringify(data, null, 2)}\n`)
      await replaceFile({ files, tmp: folder, createId: () => draft, failpoint: () => {} }, target, bytes)
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // A file that is no JSON says nothing.
    if (error instanceof SyntaxError) return null
    throw error
  }
}

import path from 'node:path'
import { Low } from 'lowdb'
import type { ZodType } from 'zod'
import { Fault, type FaultReport, reportOf } from '../../../domain/fault.ts'
import type { Workshop } from '../files/replace-file.ts'
import { sealedJsonAdapter } from './sealed-json.ts'

/** One small value that may be lost without losing work. */
export interface Setting<T> {
  readonly value: T
  /** Resolved = durable. */
  save(value: T): Promise<void>
}

export interface SettingsOptions {
  readonly workshop: Workshop
  readonly folder: string
  readonly key: Uint8Array
  readonly onNotice: (notice: FaultReport) => void
}

export type OpenSetting = <T>(name: string, schema: ZodType<T>, fallback: T) => Promise<Setting<T>>

/** What a setting whose name ends so said before is nowhere once it is saved anew: neither beside it nor in a backup. */
export const FORGETFUL_ENDING = '-now'

/** Opens settings by name; the same name gives the same setting. */
export function createSettings(options: SettingsOptions): OpenSetting {
  const opened = new Map<string, Promise<Setting<unknown>>>()
  return <T>(name: string, schema: ZodType<T>, fallback: T) => {
    if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new RangeError(`not a name of a setting: ${name}`)
    const setting = opened.get(name) ?? openSetting(options, name, { schema, fallback })
    opened.set(name, setting)
    // One that could not be read is tried again when it is asked for again.
    setting.catch(() => opened.delete(name))
    // A name has one schema in the whole program.
    return setting as Promise<Setting<T>>
  }
}

async function openSetting<T>(
  { workshop, folder, key, onNotice }: SettingsOptions,
  name: string,
  { schema, fallback }: { readonly schema: ZodType<T>; readonly fallback: T },
): Promise<Setting<T>> {
  const context = `settings/${name}`
  const isForgetful = name.endsWith(FORGETFUL_ENDING)
  const file = { workshop, key, path: path.join(folder, `${name}.json`), context, isForgetful }
  const onFallback = () => onNotice({ code: 'damaged', detail: { part: file.context } })
  const low = new Low<unknown>(sealedJsonAdapter(file, onFallback), fallback)
  try {
    await low.read()
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'damaged') throw error
    onNotice(reportOf(error))
  }
  const parsed = schema.safeParse(low.data)
  let value = parsed.success ? parsed.data : fallback
  let saving: Promise<void> = Promise.resolve()
  return {
    get value() {
      return value
    },
    save: (next) => {
      const save = async () => {
        low.data = next
        await low.write()
        value = next
      }
      saving = saving.then(save, save)
      return saving
    },
  }
}

import { SyncSetting } from '../../../domain/sync-api.ts'

/** A setting while it is being typed. */
export interface SyncForm {
  readonly byHours: boolean
  readonly from: string
  readonly to: string
  readonly byNetwork: boolean
  readonly networks: readonly string[]
  readonly byLimit: boolean
  /** Kilobits a second. */
  readonly limit: string
}

/** What is wrong, by the box it stands in and the key of its words. */
interface SyncFormFaults {
  readonly from?: 'clock-wrong'
  readonly to?: 'clock-wrong' | 'clock-same'
  readonly networks?: 'network-missing'
  readonly limit?: 'limit-wrong'
}

const NIGHT = { from: '22:00', to: '05:00' }
const USUAL_KILOBITS = 256

export function syncFormOf({ hours, networks, kilobitsPerSecond }: SyncSetting): SyncForm {
  return {
    byHours: hours !== null,
    ...(hours ?? NIGHT),
    byNetwork: networks !== null,
    networks: networks ?? [],
    byLimit: kilobitsPerSecond !== null,
    limit: String(kilobitsPerSecond ?? USUAL_KILOBITS),
  }
}

/** The setting as it is typed, null while something in it is wrong. */
export function writtenSetting(
  form: SyncForm,
  { isPaused }: Pick<SyncSetting, 'isPaused'>,
): { readonly faults: SyncFormFaults; readonly written: SyncSetting | null } {
  const [from, to] = [clockTime(form.from), clockTime(form.to)]
  const faults = { ...hourFaults(form, from, to), ...otherFaults(form) }
  const written = SyncSetting.safeParse({
    hours: form.byHours ? { from, to } : null,
    networks: form.byNetwork ? form.networks : null,
    kilobitsPerSecond: form.byLimit ? Number(form.limit) : null,
    isPaused,
  })
  return { faults, written: Object.keys(faults).length === 0 && written.success ? written.data : null }
}

function hourFaults(form: SyncForm, from: string | null, to: string | null): SyncFormFaults {
  if (!form.byHours) return {}
  return {
    ...(from === null ? ({ from: 'clock-wrong' } as const) : {}),
    ...(to === null ? ({ to: 'clock-wrong' } as const) : {}),
    ...(to !== null && from === to ? ({ to: 'clock-same' } as const) : {}),
  }
}

function otherFaults(form: SyncForm): SyncFormFaults {
  const isLimitGood = SyncSetting.shape.kilobitsPerSecond.safeParse(Number(form.limit)).success
  return {
    ...(form.byNetwork && form.networks.length === 0 ? ({ networks: 'network-missing' } as const) : {}),
    ...(form.byLimit && !isLimitGood ? ({ limit: 'limit-wrong' } as const) : {}),
  }
}

const typedClock = /^([01]?\d|2[0-3])\s*[:hg.]?\s*([0-5]\d)?$/i

/** `22`, `22h`, `7.30` and `2230` as `HH:mm`; null where it is no time of a clock. */
export function clockTime(typed: string): string | null {
  const match = typedClock.exec(typed.trim())
  return match === null ? null : `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}`
}

import type { Fault } from '../fault.ts'
import type { UpdateManifest } from './update-format.ts'
import { updateFault } from './update-refusal.ts'
import { compareVersions } from './version.ts'

/** The program that is to be replaced. */
export interface PresentProgram {
  readonly version: string
  /** As Node.js names them. */
  readonly platform: string
  readonly arch: string
  readonly vaultFormat: number
}

/** Why an update whose signature is good does not fit this program, or null. The updater never installs an older version. */
export function judgeUpdate(manifest: UpdateManifest, present: PresentProgram): Fault | null {
  const detail = { version: manifest.version, present: present.version }
  if (manifest.platform !== present.platform) {
    return updateFault('platform', `for ${manifest.platform}`, {
      detail: { ...detail, platform: manifest.platform },
    })
  }
  if (manifest.arch !== present.arch) {
    return updateFault('arch', `for ${manifest.arch}`, {
      detail: { ...detail, arch: manifest.arch, presentArch: present.arch },
    })
  }
  const order = compareVersions(manifest.version, present.version)
  if (order < 0) return updateFault('older', `${manifest.version} is older`, { detail })
  if (order === 0) return updateFault('same', `${manifest.version} is this version`, { detail })
  if (compareVersions(present.version, manifest.oldestFrom) < 0) {
    return updateFault('too-old', `it needs ${manifest.oldestFrom}`, {
      detail: { ...detail, oldestFrom: manifest.oldestFrom },
    })
  }
  if (manifest.vaultFormat < present.vaultFormat) {
    return updateFault('vault', `it writes format ${manifest.vaultFormat}`, { detail })
  }
  return null
}

import { homedir } from 'node:os'
import path from 'node:path'

/** Name of the folder that the window keeps its data in. */
const PROGRAM = 'Hồ Sơ Xã'

/** Where the window has its vault when it was told of no other place: Electron's folder for user data. */
export function defaultVaultFolder(
  { env, platform }: Pick<NodeJS.Process, 'env' | 'platform'> = process,
  home = homedir(),
): string {
  if (platform === 'win32')
    return path.join(env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), PROGRAM, 'kho')
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', PROGRAM, 'kho')
  return path.join(env['XDG_CONFIG_HOME'] ?? path.join(home, '.config'), PROGRAM, 'kho')
}

import { spawn } from 'node:child_process'
import { access, constants, realpath } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '../../domain/medium-fault.ts'
import { updateFault } from '../../domain/update/update-refusal.ts'

export type InstallWay = 'installer' | 'setup' | 'by-hand'

/** Puts a verified payload in the place of the program. */
export interface Installer {
  /** What `start` would do with a payload of this name; `by-hand` where this way of installing knows no installer. */
  wayOf(payloadName: string): Promise<InstallWay>
  /**
   * Installs and waits for the end of it (`installer`), or starts a setup that goes on by itself (`setup`).
   * @throws Fault 'cancelled', 'no-rights', 'file-busy', 'conflict' with reason `update` or `update-install`: nothing is
   * replaced then
   */
  start(payload: string): Promise<void>
}

export interface InstallerPorts {
  readonly platform: string
  /** The program that is to be replaced. */
  readonly program: string
  readonly isRoot: boolean
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Most characters of what an installer said that are told. */
const SAID_CHARACTERS = 300
/** Most that is kept of it. */
const KEPT_CHARACTERS = 10_000

/** The installers of the systems that the program is packaged for. */
export function createSystemInstaller(ports: InstallerPorts): Installer {
  const wayOf = async (payloadName: string): Promise<InstallWay> => {
    const ending = path.extname(payloadName).toLowerCase()
    if (ports.platform === 'win32') {
      return ending === '.exe' && (await hasUninstaller(ports.program)) ? 'setup' : 'by-hand'
    }
    const owner = owners[ending]
    return owner !== undefined && (await isOwned(ports, owner)) ? 'installer' : 'by-hand'
  }
  return {
    wayOf,
    start: async (payload) => {
      if (ports.platform === 'win32') return startSetup(ports, payload)
      await runInstaller(ports, payload)
    },
  }
}

/** Name of the package in every format. */
const PACKAGE = 'ho-so-xa'

/** Which command tells the installed package that a file of this PC belongs to; what it prints begins with its name. */
const owners: Readonly<Record<string, readonly [command: string, ...args: string[]]>> = {
  '.deb': ['dpkg', '-S'],
  '.rpm': ['rpm', '-qf', '--qf', '%{NAME}: '],
}

/** An AppImage, an unpacked archive and a checkout do not belong to our package: installing one beside them would make two programs. */
async function isOwned(
  { program, env }: InstallerPorts,
  [command, ...args]: readonly [string, ...string[]],
): Promise<boolean> {
  if (env['APPIMAGE'] !== undefined) return false
  const file = await realpath(program).catch(() => program)
  const { code, printed } = await run(command, [...args, file], env)
  return code === 0 && printed.startsWith(`${PACKAGE}: `)
}

/** The setup puts its uninstaller beside the program; an unpacked archive has none. */
async function hasUninstaller(program: string): Promise<boolean> {
  const folder = path.dirname(program)
  const name = `Uninstall ${path.basename(program)}`
  return access(path.join(folder, name)).then(
    () => true,
    () => false,
  )
}

async function runInstaller({ isRoot, env }: InstallerPorts, payload: string): Promise<void> {
  const [command, ...args] = await installCommand(env, payload)
  const { code, said } = isRoot
    ? await run(command, args, env)
    : await run('pkexec', [await whereIs(env, command), ...args], env)
  if (code === 0) return
  const last = said.trim().split('\n').at(-1)?.trim().slice(-SAID_CHARACTERS) ?? ''
  const detail = { exit: code ?? -1, said: last, path: payload }
  // pkexec: 126 where the question was left, 127 where nobody may or can be asked.
  if (!isRoot && code === 126) throw updateFault('declined', 'nobody confirmed', { detail })
  if (!isRoot && (code === 127 || code === null))
    throw updateFault('rights', 'nobody may install', { detail })
  if (
    /could not get lock|frontend lock|is another process using it|can't create transaction lock/i.test(said)
  ) {
    throw updateFault('busy', 'another installer runs', { detail })
  }
  throw updateFault('install', `${command} ended with ${code}: ${last}`, { detail })
}

/** apt checks before it begins that nothing lacks; dpkg alone would leave a package half configured. */
async function installCommand(
  env: InstallerPorts['env'],
  payload: string,
): Promise<readonly [string, ...string[]]> {
  if (payload.endsWith('.rpm')) return ['rpm', '-U', payload]
  const apt = await whereIs(env, 'apt-get')
  const keep = 'Dpkg::Options::=--force-confold'
  return apt === 'apt-get' ? ['dpkg', '-i', payload] : ['apt-get', '-y', '-o', keep, 'install', payload]
}

/** The path of a command, or its bare name where it is nowhere: whoever runs it as root should not search for it. */
async function whereIs(env: InstallerPorts['env'], command: string): Promise<string> {
  for (const folder of (env['PATH'] ?? '').split(path.delimiter)) {
    const file = path.join(folder, command)
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return file
  }
  return command
}

/** Started by the shell of Windows, which asks for the rights; the path goes by the environment, so nothing in it is a command. */
async function startSetup({ env }: InstallerPorts, payload: string): Promise<void> {
  const script = "Start-Process -FilePath $env:HOSO_SETUP -ArgumentList '--updated'"
  const args = ['-NoProfile', '-NonInteractive', '-Command', script]
  const { code, said } = await run('powershell.exe', args, { ...env, HOSO_SETUP: payload })
  if (code === 0) return
  const detail = { exit: code ?? -1, said: said.trim().slice(0, SAID_CHARACTERS), path: payload }
  // 1223: the question for rights was answered with no.
  if (/1223|cancell?ed by the user/i.test(said)) throw updateFault('declined', 'nobody confirmed', { detail })
  throw updateFault('install', 'the setup did not start', { detail })
}

interface Ended {
  /** Null where the command could not be started or was killed. */
  readonly code: number | null
  /** The end of what it wrote to stdout, and to stderr. */
  readonly printed: string
  readonly said: string
}

/** Runs a command to its end; its words are asked for in English, since their meaning is looked for. */
function run(command: string, args: readonly string[], env: InstallerPorts['env']): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const words = { LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' }
    const child = spawn(command, args, { env: { ...env, ...words }, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-KEPT_CHARACTERS)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-KEPT_CHARACTERS)
    })
    child.once('close', (code) => resolve({ code, printed, said }))
    child.once('error', (error) => {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'EACCES')
        resolve({ code: null, printed: '', said: '' })
      else reject(error)
    })
  })
}

import { access, readFile, realpath } from 'node:fs/promises'
import path from 'node:path'

/** Why a folder is a poor place for a vault. */
export type LocationRisk =
  | { readonly kind: 'cloud'; readonly service: string }
  | { readonly kind: 'removable' }
  | { readonly kind: 'network' }

interface Service {
  readonly name: string
  /** Variables that name the synchronised folder. */
  readonly variables: readonly string[]
  /** Names of folders anywhere up the path, lower case. */
  readonly folders: RegExp
  /** Files or folders that the service leaves in what it synchronises. */
  readonly markers: readonly string[]
}

const services: readonly Service[] = [
  {
    name: 'OneDrive',
    variables: ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'],
    folders: /^onedrive( - .*)?$/,
    markers: ['.849C9593-D756-4E56-8D6E-42412F2A707B'],
  },
  {
    name: 'Dropbox',
    variables: [],
    folders: /^dropbox( \(.*\))?$/,
    markers: ['.dropbox', '.dropbox.cache'],
  },
  {
    name: 'Google Drive',
    variables: [],
    folders: /^(google drive|googledrive|my drive|drive của tôi|drivefs)$/,
    markers: ['.tmp.drivedownload', '.tmp.driveupload'],
  },
  {
    name: 'iCloud',
    variables: [],
    folders: /^(icloud drive|iclouddrive|com~apple~clouddocs|mobile documents)$/,
    markers: [],
  },
  {
    name: 'MEGA',
    variables: [],
    folders: /^(mega|megasync( downloads)?)$/,
    markers: ['.megaignore', '.debris'],
  },
  {
    name: 'Nextcloud',
    variables: [],
    folders: /^(nextcloud|owncloud)\d*$/,
    markers: ['.sync_journal.db', '.nextcloudsync.log', '.owncloudsync.log'],
  },
  { name: 'Box', variables: [], folders: /^(box|box sync)$/, markers: ['.boxsync'] },
  { name: 'pCloud', variables: [], folders: /^(pcloud|pcloud drive|pclouddrive)$/, markers: [] },
]

const networkTypes =
  /^(nfs\d?|cifs|smb3?|smbfs|ncpfs|afs|9p|ceph|glusterfs|davfs|fuse[.](sshfs|davfs2?|rclone|gvfsd-fuse|s3fs))$/

/** What the judgement rests on; tests bring their own. */
export interface LocationPorts {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly exists: (file: string) => Promise<boolean>
  /** Null where there is no such file. */
  readonly readText: (file: string) => Promise<string | null>
  /** The path without links. */
  readonly resolve: (folder: string) => Promise<string>
}

const systemLocation: LocationPorts = {
  platform: process.platform,
  env: process.env,
  exists: (file) =>
    access(file).then(
      () => true,
      () => false,
    ),
  readText: (file) =>
    readFile(file, 'utf8').then(
      (text) => text,
      () => null,
    ),
  resolve: (folder) =>
    realpath(folder).then(
      (found) => found,
      () => path.resolve(folder),
    ),
}

/**
 * Tells why a folder is a poor place for a vault: a service synchronises it (two machines would write one log), or it
 * lies on a removable or network drive. Removable and network drives are told on Linux (mountinfo, sysfs), network
 * shares also on Windows by their path (`\\server\share`); a drive letter alone does not tell, and no command is run.
 */
export async function judgeLocation(
  folder: string,
  ports: LocationPorts = systemLocation,
): Promise<readonly LocationRisk[]> {
  const real = await ports.resolve(folder)
  const cloud = await cloudOf(real, ports)
  const drive = ports.platform === 'linux' ? await linuxDrive(real, ports) : shareOf(real)
  return [...(cloud === null ? [] : [cloud]), ...(drive === null ? [] : [drive])]
}

async function cloudOf(folder: string, ports: LocationPorts): Promise<LocationRisk | null> {
  const parts = partsOf(folder, ports.platform)
  for (const { name, variables, folders, markers } of services) {
    const isNamed = parts.some((part) => folders.test(part.toLowerCase().normalize('NFC')))
    const isBelow = variables.some((variable) => isInside(folder, ports.env[variable], ports.platform))
    if (isNamed || isBelow || (await hasMarker(folder, markers, ports)))
      return { kind: 'cloud', service: name }
  }
  return null
}

async function hasMarker(folder: string, markers: readonly string[], ports: LocationPorts): Promise<boolean> {
  const { join, dirname } = pathOf(ports.platform)
  for (let at = folder; ; at = dirname(at)) {
    for (const marker of markers) if (await ports.exists(join(at, marker))) return true
    if (dirname(at) === at) return false
  }
}

function isInside(folder: string, root: string | undefined, platform: NodeJS.Platform): boolean {
  if (root === undefined || root === '') return false
  const { relative, isAbsolute } = pathOf(platform)
  const between = relative(root, folder)
  return !between.startsWith('..') && !isAbsolute(between)
}

function partsOf(folder: string, platform: NodeJS.Platform): readonly string[] {
  return folder.split(platform === 'win32' ? /[\\/]/ : '/')
}

function pathOf(platform: NodeJS.Platform): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix
}

function shareOf(folder: string): LocationRisk | null {
  return /^\\\\(?![?.]\\)[^\\]+\\/.test(folder) ? { kind: 'network' } : null
}

interface Mount {
  readonly point: string
  readonly type: string
  readonly device: string
}

async function linuxDrive(folder: string, ports: LocationPorts): Promise<LocationRisk | null> {
  const mounts = readMounts((await ports.readText('/proc/self/mountinfo')) ?? '')
  const mount = mounts
    .filter(({ point }) => isInside(folder, point, 'linux'))
    .reduce<Mount | null>(
      (best, each) => (best !== null && best.point.length > each.point.length ? best : each),
      null,
    )
  if (mount === null) return null
  if (networkTypes.test(mount.type)) return { kind: 'network' }
  return (await isRemovable(mount.device, ports)) ? { kind: 'removable' } : null
}

/** proc(5): `id parent major:minor root point options [tags] - type source options`. */
function readMounts(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ')
    const point = before.split(' ')[4]
    const [type, source] = after.split(' ')
    if (point === undefined || type === undefined || source === undefined) return []
    return [{ point: unescapeMount(point), type, device: source }]
  })
}

function unescapeMount(point: string): string {
  return point.replace(/\\([0-7]{3})/g, (_all, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  )
}

/** A partition says nothing of itself; the disk it lies on does. */
async function isRemovable(device: string, ports: LocationPorts): Promise<boolean> {
  const name = path.posix.basename(device)
  const disk = name.replace(/(?<=\d)p\d+$|(?<=^[a-z]+)\d+$/, '')
  for (const each of [name, disk]) {
    const text = await ports.readText(`/sys/block/${each}/removable`)
    if (text !== null) return text.trim() === '1'
  }
  return false
}

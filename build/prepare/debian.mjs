import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { few, Obstacle, say } from './report.mjs'
import { isMissing } from './stamp.mjs'

/** Says whether this user may install Debian packages here: Debian or a system made of it, as root, with apt-get. */
export function isDebianRoot() {
  return process.getuid?.() === 0 && isDebianLike(readSystemRelease()) && apt('apt-get', ['--version']).ok
}

/** @param {string} osRelease text of /etc/os-release */
export function isDebianLike(osRelease) {
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease)
}

/** Installs packages, with a look for newer package lists only where the present ones do not do. @param {readonly string[]} names */
export function installDebianPackages(names) {
  if (tryInstall(names).ok) return
  say('updating the package lists, because the present ones did not lead to the packages')
  const update = apt('apt-get', ['update', '-qq'])
  const install = tryInstall(names)
  if (install.ok) return
  throw new Obstacle(
    `apt-get failed (${update.reason || install.reason}). Connect this machine to a Debian mirror once, or install ${names.join(' ')} from a medium, and run the command again.`,
  )
}

/**
 * The names these packages have in this release: with `t64` where only or also that exists.
 * @param {readonly string[]} names @param {string} policy output of `apt-cache policy`
 * @returns {{ available: string[], unavailable: string[] }}
 */
export function resolveDebianNames(names, policy) {
  const candidates = new Set(
    [...policy.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (?!\(none\))/gm)].map(
      (match) => match[1],
    ),
  )
  const resolved = names.map((name) => [`${name}t64`, name].find((candidate) => candidates.has(candidate)))
  return {
    available: resolved.filter((name) => name !== undefined),
    unavailable: names.filter((_, place) => resolved[place] === undefined),
  }
}

/** @param {readonly string[]} names */
function tryInstall(names) {
  const policy = apt('apt-cache', ['policy', ...names.flatMap((name) => [name, `${name}t64`])])
  const { available, unavailable } = resolveDebianNames(names, policy.stdout)
  if (unavailable.length > 0) return { ok: false, reason: `its lists do not name ${few(unavailable)}` }
  return apt('apt-get', [
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    '-o',
    'DPkg::Lock::Timeout=120',
    ...available,
  ])
}

/** @param {string} program @param {readonly string[]} args */
function apt(program, args) {
  const run = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  })
  const errors = (run.stderr ?? '').split('\n').filter((line) => line.startsWith('E: '))
  return {
    ok: run.status === 0,
    stdout: run.stdout ?? '',
    reason: errors.at(-1)?.slice(3) ?? run.error?.message ?? '',
  }
}

function readSystemRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}

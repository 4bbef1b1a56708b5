import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)
/** Set where a missing PostgreSQL is a failure and not a thing to be told. */
const isRequired = process.env['HOSO_POSTGRES'] === 'required'
/** A minute: after a kill it first goes through its log, on a machine that may be busy. */
const READY_TRIES = 1200
const READY_STEP_MS = 50

/** A PostgreSQL server of its own in a temporary folder, reached by a socket in it. */
export interface PostgresCluster {
  /** A new empty database. @returns its `DATABASE_URL` */
  newDatabase(): Promise<string>
  /** Kills it as a power cut would, and starts it again. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** The folder of its programs, the newest where there are several; null where it is not on this machine. */
export function findPostgres(): string | null {
  const found = postgresFolders().at(-1) ?? null
  if (found === null && isRequired) throw new Error('PostgreSQL is not installed, and is required here')
  if (found === null) process.stderr.write('PostgreSQL is not installed: its stores are not checked\n')
  return found
}

function postgresFolders(): readonly string[] {
  const root = '/usr/lib/postgresql'
  try {
    const versions = readdirSync(root).sort((a, b) => Number(a) - Number(b))
    return versions.map((version) => path.join(root, version, 'bin'))
  } catch {
    return []
  }
}

/** @param programs what `findPostgres` found */
export async function startPostgres(programs: string): Promise<PostgresCluster> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hoso-pg-'))
  const owner = await unprivileged()
  const data = path.join(folder, 'data')
  await mkdir(data)
  if (owner !== null) for (const each of [folder, data]) await chown(each, owner.uid, owner.gid)
  await chmod(data, 0o700)
  const options = owner === null ? {} : { uid: owner.uid, gid: owner.gid }
  const initdb = ['-D', data, '-U', 'hoso', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  await run(path.join(programs, 'initdb'), initdb, { ...options, cwd: folder })

  const start = () => {
    const settings = ['listen_addresses=', 'max_connections=120', 'shared_buffers=64MB']
    const named = settings.flatMap((setting) => ['-c', setting])
    return spawn(path.join(programs, 'postgres'), ['-D', data, '-k', folder, ...named], {
      ...options,
      cwd: folder,
      stdio: 'ignore',
    })
  }
  const running = { child: start() }
  const ended = (signal: NodeJS.Signals): Promise<void> =>
    new Promise((resolve) => {
      running.child.once('exit', () => resolve())
      running.child.kill(signal)
    })
  const urlOf = (database: string): string => `postgres://hoso@${encodeURIComponent(folder)}/${database}`
  await untilReady(urlOf('postgres'))
  return {
    newDatabase: async () => {
      const name = `d${randomUUID().replaceAll('-', '')}`
      await query(urlOf('postgres'), `CREATE DATABASE ${name}`)
      return urlOf(name)
    },
    crash: async () => {
      await ended('SIGQUIT')
      running.child = start()
      await untilReady(urlOf('postgres'))
    },
    stop: async () => {
      await ended('SIGQUIT')
      await rm(folder, { recursive: true })
    },
  }
}

/** PostgreSQL refuses to run as root: then as the user that its package made, or as nobody. */
async function unprivileged(): Promise<{ readonly uid: number; readonly gid: number } | null> {
  if (userInfo().uid !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all(
        ['-u', '-g'].map(async (asked) => Number((await run('id', [asked, name])).stdout)),
      )
      if (uid !== undefined && gid !== undefined) return { uid, gid }
    } catch {
      // This machine has no such user; the next one may be there.
    }
  }
  throw new Error('no user to run PostgreSQL as')
}

async function untilReady(url: string): Promise<void> {
  for (let left = READY_TRIES; ; left -= 1) {
    try {
      await query(url, 'SELECT 1')
      return
    } catch (error) {
      if (left === 0) throw error
      await new Promise((resolve) => {
        setTimeout(resolve, READY_STEP_MS)
      })
    }
  }
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

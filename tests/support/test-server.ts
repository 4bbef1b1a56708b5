import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ConsoleRole } from '../../domain/console/console-user.ts'
import { consoleApi } from '../../domain/console-api.ts'
import { type Client, createClient } from '../../domain/rpc.ts'
import { createServer, type ProvinceServer, type ServerOptions } from '../../server/create-server.ts'
import { createLog } from '../../server/log.ts'
import { enrolStation, type TestStation } from './test-station.ts'

export const COMMUNE = 'H27.38.05'
export const OTHER_COMMUNE = 'H27.38.06'

/** The real server in this process, on a free port of the loopback, with a clock that can be moved. */
export interface TestServer extends ProvinceServer {
  readonly url: string
  readonly dataFolder: string
  readonly lines: readonly string[]
  readonly clock: { nowMs: number }
  enrol(commune?: string): Promise<TestStation>
  /** A console client signed in as a fresh user of this role. */
  console(role?: ConsoleRole, communes?: readonly string[]): Promise<Client<typeof consoleApi>>
}

export async function newFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'hoso-server-'))
}

/** A short list of document types, as the law's list is written. */
export async function writeAuthority(folder: string): Promise<string> {
  const authorityFolder = path.join(folder, 'authority')
  await mkdir(authorityFolder, { recursive: true })
  const entries = [{ code: 'QD', name: 'Quyết định', abbreviation: 'QĐ' }]
  const list = JSON.stringify({ version: '2020-03-05', source: 'test', entries })
  await writeFile(path.join(authorityFolder, 'document-types.json'), list)
  return authorityFolder
}

type TestOptions = Partial<
  Pick<ServerOptions, 'dataFolder' | 'isRestored' | 'tls' | 'rates' | 'metricsToken' | 'backups'>
>

export async function startServer(options: TestOptions = {}): Promise<TestServer> {
  const dataFolder = options.dataFolder ?? (await newFolder())
  const clock = { nowMs: Date.now() }
  const lines: string[] = []
  const server = await createServer({
    authorityFolder: await writeAuthority(dataFolder),
    folders: [],
    clock: () => clock.nowMs,
    log: createLog(
      (line) => lines.push(line),
      () => clock.nowMs,
    ),
    ...options,
    dataFolder,
  })
  for (const code of [COMMUNE, OTHER_COMMUNE]) {
    if ((await server.registry.commune(code)) === null) await server.registry.addCommune(code, `Xã ${code}`)
  }
  const url = await server.http.listen({ host: '127.0.0.1', port: 0 })
  return {
    ...server,
    url,
    dataFolder,
    lines,
    clock,
    enrol: async (commune = COMMUNE) => {
      const { code } = await server.registry.createEnrolmentCode(commune)
      return enrolStation(url, code, commune)
    },
    console: async (role = 'archivist', communes) => {
      const name = ['người dùng', role, ...(communes ?? [])].join(' ')
      const scope = communes === undefined ? null : [...communes]
      const password = await server.accounts.resetUser({ name, role, communes: scope })
      const client = createConsoleClient(url)
      await client.signIn({ name, password })
      return client
    },
  }
}

export async function removeServer(server: TestServer): Promise<void> {
  await server.close()
  await rm(server.dataFolder, { recursive: true })
}

/** The console's API over the wire, keeping the session cookie as a browser does. */
export function createConsoleClient(url: string): Client<typeof consoleApi> {
  const held = { cookie: '' }
  return createClient(consoleApi, async (name, input) => {
    const response = await fetch(new URL(`/console/api/${name}`, url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-requested-with': 'hoso-console',
        cookie: held.cookie,
      },
      body: JSON.stringify(input),
    })
    const [cookie] = response.headers.getSetCookie()
    if (cookie !== undefined) held.cookie = cookie.split(';')[0] ?? ''
    return response.json()
  })
}

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../domain/fault.ts'
import { readArguments, type ServeArguments, type ServerArguments, usage } from './arguments.ts'
import { type BagWish, readBagWish, runBagWish } from './bag/bag-command.ts'
import { openExchangeFolder } from './bag/exchange-folder.ts'
import { askForBackup } from './care/control.ts'
import { restoreBackup } from './care/restore.ts'
import { createServer, type ProvinceServer, type ServerOptions } from './create-server.ts'
import { prepareDemo, prepareFirstStart } from './first-start.ts'
import { createLog } from './log.ts'
import type { TlsWish } from './tls/open-tls.ts'
import { namesOfMachine } from './tls/tls-identity.ts'

const inRoot = (...parts: readonly string[]) => path.join(import.meta.dirname, '../..', ...parts)
/** Decoders, character maps, fonts and colour profiles that pdf.js fetches when a document needs them. */
const pdfjsFolders = ['wasm', 'cmaps', 'standard_fonts', 'iccs']
const log = createLog((line) => process.stderr.write(line), Date.now)

/** One line on the standard output; secrets go here and never into the log. */
function announce(message: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

function baseOptions(data: string): ServerOptions {
  return {
    dataFolder: path.resolve(data),
    authorityFolder: inRoot('assets/authority'),
    folders: [
      { root: inRoot('out/console'), prefix: '/console/' },
      { root: inRoot('assets/icons'), prefix: '/console/icons/' },
      ...pdfjsFolders.map((name) => ({
        root: inRoot('node_modules/pdfjs-dist', name),
        prefix: `/console/pdfjs/${name}/`,
      })),
    ],
    clock: Date.now,
    log,
    env: process.env,
  }
}

/** @returns whether it listens; only a user was added otherwise */
async function serve(asked: ServeArguments): Promise<boolean> {
  const { data, host, port, demo, restored, 'add-archivist': archivist } = asked
  const tls = await tlsWish(asked)
  const tokenFile = asked['metrics-token-file']
  const backupTo = asked['backup-to']
  const server = await createServer({
    ...baseOptions(data),
    isRestored: restored,
    ...(tls === null ? {} : { tls }),
    metricsToken: tokenFile === undefined ? null : (await readFile(tokenFile, 'utf8')).trim(),
    backups:
      backupTo === undefined
        ? null
        : { to: path.resolve(backupTo), everyMs: asked['backup-every'], keep: asked['backup-keep'] },
  })
  if (archivist !== undefined) {
    await addArchivist(server, archivist)
    return false
  }

  const exchange =
    asked.exchange === undefined
      ? null
      : openExchangeFolder({ folder: path.resolve(asked.exchange), office: server.bags, log })
  const close = async (): Promise<void> => {
    await exchange?.close()
    await server.close()
  }
  const stop = (signal: NodeJS.Signals): void => {
    log.info('stopping', { signal })
    close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)

  const address = await server.http.listen({ host, port })
  const url = tls === null ? address : address.replace(/^http:/, 'https:')
  const access = demo ? await prepareDemo(server) : {}
  const administrator = demo ? null : await prepareFirstStart(server)
  if (administrator !== null) announce({ kind: 'first-start', ...administrator })
  announce({ kind: 'ready', url, ...access })
  log.info('ready', { demo, isTls: tls !== null })
  return true
}

async function tlsWish({
  tls,
  host,
  'tls-cert': certificate,
  'tls-key': key,
}: ServeArguments): Promise<TlsWish | null> {
  if (certificate !== undefined && key !== undefined) {
    return {
      kind: 'office',
      certificate: await readFile(certificate, 'utf8'),
      key: await readFile(key, 'utf8'),
    }
  }
  return tls ? { kind: 'own', names: namesOfMachine(host) } : null
}

async function addArchivist(server: ProvinceServer, name: string): Promise<void> {
  const password = await server.accounts.resetUser({ name, role: 'archivist' })
  announce({ kind: 'user-added', name, password })
  await server.close()
}

/** By the running server, which has the database; by this process where none runs. */
async function backup({ data, to, keep }: Extract<ServerArguments, { command: 'backup' }>): Promise<void> {
  const asked = { to: path.resolve(to), keep }
  const done = (await askForBackup(path.resolve(data), asked)) ?? (await backUpStopped(data, asked))
  announce({ kind: 'backed-up', ...done })
}

async function backUpStopped(data: string, { to, keep }: { readonly to: string; readonly keep: number }) {
  const server = await createServer(baseOptions(data))
  try {
    return await server.makeBackup(to, keep)
  } finally {
    await server.close()
  }
}

async function restore({ data, from }: Extract<ServerArguments, { command: 'restore' }>): Promise<void> {
  const { time, blobs } = await restoreBackup({
    from: path.resolve(from),
    dataFolder: path.resolve(data),
    clock: Date.now,
    log,
  })
  announce({ kind: 'restored', backupOf: time, blobs: blobs.length })
}

/** Bags of a data folder that no server has open. */
async function handOver(wish: BagWish): Promise<false> {
  const server = await createServer(baseOptions(wish.data))
  try {
    process.exitCode = await runBagWish(server.bags, wish, announce)
  } finally {
    await server.close()
  }
  return false
}

function fail(error: unknown): never {
  if (error instanceof Fault && error.code === 'invalid-input') process.stderr.write(usage)
  log.failure('the server cannot go on', error)
  process.exit(1)
}

/** @returns whether a server listens now, until a signal ends it */
async function run(asked: ServerArguments): Promise<boolean> {
  if (asked.command === 'backup') await backup(asked)
  else if (asked.command === 'restore') await restore(asked)
  else return serve(asked)
  return false
}

try {
  const argv = process.argv.slice(2)
  const wish = readBagWish(argv)
  const isListening = wish === null ? await run(readArguments(argv, process.env)) : await handOver(wish)
  // Node ends by itself when nothing is left to do; a process of the packaged program has to be told.
  if (!isListening) process.exit()
} catch (error) {
  fail(error)
}

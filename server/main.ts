import path from 'node:path'
import { Fault } from '../domain/fault.ts'
import { readArguments, usage } from './arguments.ts'
import { createServer, type ProvinceServer } from './create-server.ts'
import { prepareDemo, prepareFirstStart } from './first-start.ts'
import { createLog } from './log.ts'

const inRoot = (...parts: readonly string[]) => path.join(import.meta.dirname, '../..', ...parts)
/** Decoders, character maps, fonts and colour profiles that pdf.js fetches when a document needs them. */
const pdfjsFolders = ['wasm', 'cmaps', 'standard_fonts', 'iccs']
const log = createLog((line) => process.stderr.write(line), Date.now)

/** One line on the standard output; secrets go here and never into the log. */
function announce(message: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

async function main(): Promise<void> {
  const {
    data,
    host,
    port,
    demo,
    restored,
    'add-archivist': archivist,
  } = readArguments(process.argv.slice(2))
  const server = await createServer({
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
    isRestored: restored,
  })
  if (archivist !== undefined) return addArchivist(server, archivist)

  const stop = (signal: NodeJS.Signals): void => {
    log.info('stopping', { signal })
    server.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)

  const url = await server.http.listen({ host, port })
  const access = demo ? await prepareDemo(server) : {}
  const administrator = demo ? null : await prepareFirstStart(server)
  if (administrator !== null) announce({ kind: 'first-start', ...administrator })
  announce({ kind: 'ready', url, ...access })
  log.info('ready', { demo })
}

async function addArchivist(server: ProvinceServer, name: string): Promise<void> {
  const password = await server.accounts.resetUser({ name, role: 'archivist' })
  announce({ kind: 'user-added', name, password })
  await server.close()
}

function fail(error: unknown): never {
  if (error instanceof Fault && error.code === 'invalid-input') process.stderr.write(usage)
  log.failure('the server cannot go on', error)
  process.exit(1)
}

try {
  await main()
} catch (error) {
  fail(error)
}

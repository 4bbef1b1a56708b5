import path from 'node:path'
import { api, type EngineEvent } from '../../domain/api.ts'
import { type Client, createClient } from '../../domain/rpc.ts'
import { createNodeFork } from '../../electron/compose/node-reader.ts'
import { realLine, realSurroundings } from '../../electron/compose/surroundings.ts'
import { type App, createApp } from '../../electron/compose.ts'

const root = path.join(import.meta.dirname, '../..')
export const samplesFolder = path.join(root, 'tests/fixtures/samples')

/** The real engine under plain Node, driven as the window drives it. */
export interface Engine {
  readonly client: Client<typeof api>
  readonly app: App
  readonly events: readonly EngineEvent[]
}

export async function startEngine(
  vaultFolder: string,
  part: Partial<Parameters<typeof createApp>[0]> = {},
): Promise<Engine> {
  const events: EngineEvent[] = []
  const app = await createApp({
    vaultFolder,
    assetsFolder: path.join(root, 'assets'),
    samplesFolder,
    fork: createNodeFork(path.join(root, 'out/reader/reader-process.mjs')),
    indexWorker: path.join(root, 'out/index/index-worker.mjs'),
    readers: 2,
    surroundings: realSurroundings((event) => events.push(event)),
    line: realLine(),
    demo: null,
    space: { ballastBytes: 1_048_576, reserveBytes: 0 },
    ...part,
  })
  const client = createClient(api, async (name, input) =>
    structuredClone(await app.dispatch(name, structuredClone(input))),
  )
  return { app, client, events }
}

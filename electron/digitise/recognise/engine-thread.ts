import { parentPort, workerData } from 'node:worker_threads'
import type { TextLine } from '../../../domain/text-layer.ts'
import { type EngineRequest, type LanguageData, prepareEngine } from './engine.ts'
import { startCore } from './tesseract-core.ts'
import type { WasmModule } from './web-assembly.ts'

/** What a thread is started with. */
export interface EngineStart {
  readonly module: WasmModule
  readonly languages: readonly LanguageData[]
}

export interface EngineAnswer {
  readonly lines: readonly TextLine[]
}

// The program of a thread of the reader process: answers each `EngineRequest` with an `EngineAnswer`, one after the other.
// The other side is `createRecogniser`; both are ours.
const { module, languages } = workerData as EngineStart
const engine = prepareEngine(await startCore(module), languages)
parentPort?.on('message', (request: EngineRequest) => {
  parentPort?.postMessage({ lines: engine.read(request) } satisfies EngineAnswer)
})

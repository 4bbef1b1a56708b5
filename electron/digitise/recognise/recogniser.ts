import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { TextLine } from '../../../domain/text-layer.ts'
import type { EngineRequest, LanguageData } from './engine.ts'
import type { EngineAnswer, EngineStart } from './engine-thread.ts'
import type { WasmModule } from './web-assembly.ts'

const require = createRequire(import.meta.url)

/** What a text layer says it was read with. */
export function recogniserName(languages: readonly string[]): string {
  return `tesseract.js-core ${packageVersion('tesseract.js-core')} ${languages.join('+')} best_int`
}

/** A reading engine in a thread of its own. */
export interface Recogniser {
  /** Lines in reading order, boxes in pixels of the picture; the same for the same request, whatever was read before. */
  read(request: EngineRequest): Promise<readonly TextLine[]>
  /** Is it fit to read further? One that failed is not. */
  isAlive(): boolean
  /** What is being read fails. */
  close(): Promise<void>
}

interface RecogniserOptions {
  /** The bundled `engine-thread.ts`. */
  readonly program: URL
  readonly module: WasmModule
  readonly languages: readonly LanguageData[]
}

/** Starts a reading engine. */
export function createRecogniser({ program, module, languages }: RecogniserOptions): Recogniser {
  const workerData: EngineStart = { module, languages }
  const worker = new Worker(program, { workerData })
  const waiting: { resolve(lines: readonly TextLine[]): void; reject(error: Error): void }[] = []
  const state = { isAlive: true }

  const fail = (error: Error): void => {
    state.isAlive = false
    for (const { reject } of waiting.splice(0)) reject(error)
  }
  // The thread is ours and answers in the order of what it is asked.
  worker.on('message', ({ lines }: EngineAnswer) => waiting.shift()?.resolve(lines))
  worker.on('error', fail)
  worker.on('exit', (code) => fail(new Error(`the reading engine ended with ${code}`)))
  return {
    isAlive: () => state.isAlive,
    read: (request) =>
      new Promise((resolve, reject) => {
        if (!state.isAlive) return reject(new Error('the reading engine has ended'))
        waiting.push({ resolve, reject })
        worker.postMessage(request)
      }),
    close: async () => {
      await worker.terminate()
    },
  }
}

function packageVersion(name: string): string {
  // A package.json always has a version: npm refuses to install one without.
  return (require(`${name}/package.json`) as { version: string }).version
}

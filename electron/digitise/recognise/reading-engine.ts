import { Fault } from '../../../domain/fault.ts'
import { loadLanguages } from './language-data.ts'
import { createRecogniser, type Recogniser } from './recogniser.ts'
import { compileCore } from './tesseract-core.ts'
import type { WasmModule } from './web-assembly.ts'

/** The reading engine of a process, for one file after another; started when a page is first read. */
export interface ReadingEngine {
  /** Gives `work` an engine for the languages. @throws Fault 'cancelled' | 'language-missing', and what `work` throws */
  use<T>(request: UseRequest<T>): Promise<T>
  close(): Promise<void>
}

interface UseRequest<T> {
  readonly languages: readonly string[]
  readonly signal: AbortSignal
  readonly work: (recogniser: Recogniser) => Promise<T>
}

/** @param program the bundled `engine-thread.ts` */
export function createReadingEngine(program: URL): ReadingEngine {
  const state = {
    module: null as Promise<WasmModule> | null,
    running: null as { readonly languages: string; readonly recogniser: Promise<Recogniser> } | null,
  }
  const close = async (): Promise<void> => {
    const running = state.running
    state.running = null
    await (await running?.recogniser)?.close()
  }
  const start = async (languages: readonly string[]): Promise<Recogniser> => {
    const data = await loadLanguages(languages)
    // Compiled code outlives the engine it was first used by: the next one starts warm.
    state.module ??= compileCore()
    return createRecogniser({ program, module: await state.module, languages: data })
  }
  const running = async (languages: readonly string[]): Promise<Recogniser> => {
    const key = languages.join('+')
    if (state.running !== null) {
      const recogniser = await state.running.recogniser
      if (state.running?.languages === key && recogniser.isAlive()) return recogniser
      await close()
    }
    const recogniser = start(languages)
    state.running = { languages: key, recogniser }
    recogniser.catch(() => {
      state.running = null
    })
    return recogniser
  }
  return {
    use: ({ languages, signal, work }) =>
      new Promise((resolve, reject) => {
        // A page that is no longer wanted is given up by ending the engine: it cannot be interrupted.
        const stop = (): void => {
          reject(new Fault('cancelled', 'the page is no longer wanted'))
          void close()
        }
        if (signal.aborted) return stop()
        signal.addEventListener('abort', stop, { once: true })
        void running(languages)
          .then(work)
          .then(resolve, reject)
          .finally(() => signal.removeEventListener('abort', stop))
      }),
    close,
  }
}

import { prepareEngine } from '../../electron/digitise/recognise/engine.ts'
import { loadLanguages } from '../../electron/digitise/recognise/language-data.ts'
import type { Recogniser } from '../../electron/digitise/recognise/recogniser.ts'
import { compileCore, startCore } from '../../electron/digitise/recognise/tesseract-core.ts'

/** The real reading engine, in the thread of the test. */
export async function startTestRecogniser(languages: readonly string[] = ['vie']): Promise<Recogniser> {
  const engine = prepareEngine(await startCore(await compileCore()), await loadLanguages(languages))
  return {
    read: async (request) => engine.read(request),
    isAlive: () => true,
    close: async () => undefined,
  }
}

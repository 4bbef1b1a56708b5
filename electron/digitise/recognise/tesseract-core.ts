import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { type WasmInstance, type WasmMemory, type WasmModule, webAssembly } from './web-assembly.ts'

/** What is used of the reading engine's own interface. Numbers named `...At` are places in its memory. */
interface TesseractCore {
  readonly TessBaseAPI: new () => TesseractApi
  readonly FS: { writeFile(file: string, bytes: Uint8Array): void }
  _malloc(sizeBytes: number): number
}

interface TesseractApi {
  /** 0 when the data of every language was found and fits. */
  Init(folder: null, languages: string, engineMode: number): number
  SetVariable(name: string, value: string): boolean
  SetPageSegMode(mode: number): void
  SetImage(pixelsAt: number, widthPx: number, heightPx: number, bytesAPixel: number, bytesALine: number): void
  SetSourceResolution(dpi: number): void
  /** 0 when it went well. */
  Recognize(monitor: null): number
  /** Of what was recognised; its place is 0 where that is nothing. */
  GetIterator(): TesseractIterator
}

export interface TesseractIterator {
  Begin(): void
  /** False when there is no further one. */
  Next(level: number): boolean
  Empty(level: number): boolean
  IsAtBeginningOf(level: number): boolean
  GetUTF8Text(level: number): string
  /** 0..100. */
  Confidence(level: number): number
  getBoundingBox(level: number): {
    readonly x0: number
    readonly y0: number
    readonly x1: number
    readonly y1: number
  }
}

/** Modes of laying out a page, as Tesseract counts them. */
export const pageSegmentation = { column: 4, block: 6, scattered: 11 } as const
/** Parts of a page, as Tesseract counts them. */
export const pageLevel = { line: 2, word: 3 } as const
/** The network alone: the older engine needs data that is not there. */
export const LSTM_ONLY = 1

export interface StartedCore {
  readonly core: TesseractCore
  /** Of the whole engine: all it knows stands in it. */
  readonly memory: WasmMemory
}

type StartCore = (options: {
  instantiateWasm(imports: object, done: (instance: WasmInstance, module: WasmModule) => void): object
  TesseractProgress(percent: number): void
  print(text: string): void
  printErr(text: string): void
}) => Promise<TesseractCore>

const require = createRequire(import.meta.url)

// A function that multiplies bytes as "relaxed" SIMD does: valid where the runtime knows it.
const relaxedProbe = [
  [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1],
  [13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11],
].flat()

/** The build of the engine that is quickest here. Both stand in the package `tesseract.js-core`. */
function coreName(): string {
  const hasRelaxed = webAssembly.validate(Uint8Array.from(relaxedProbe))
  return hasRelaxed ? 'tesseract-core-relaxedsimd-lstm' : 'tesseract-core-simd-lstm'
}

/**
 * Functions of the engine are compiled a second time, for speed, once they have done about so much. Measured 2026-11 on Node 20:
 * with a hundredth of it, as is usual, a process spends half a second more on functions that never pay it back.
 */
const TIERING_BUDGET = 200_000_000

/** Compiles the engine. What was compiled can be handed to threads, which then need not do it again. */
export async function compileCore(): Promise<WasmModule> {
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`)
  return webAssembly.compile(await readFile(require.resolve(`tesseract.js-core/${coreName()}.wasm`)))
}

/** Starts one engine of its own memory. */
export async function startCore(module: WasmModule): Promise<StartedCore> {
  // The package has no types; what it exports is a function that starts the module.
  const start = require(`tesseract.js-core/${coreName()}`) as StartCore
  const state = { memory: null as WasmMemory | null }
  const instantiate = async (imports: object): Promise<WasmInstance> => {
    const instance = await webAssembly.instantiate(module, imports)
    const memory = Object.values(instance.exports).find((value) => value instanceof webAssembly.Memory)
    state.memory = memory ?? null
    return instance
  }
  const core = await start({
    instantiateWasm: (imports, done) => {
      void handOver(instantiate(imports), (instance) => done(instance, module))
      return {}
    },
    TesseractProgress: () => undefined,
    print: () => undefined,
    // It complains of every mark that is no letter.
    printErr: () => undefined,
  })
  if (state.memory === null) throw new Error('the reading engine shows no memory')
  return { core, memory: state.memory }
}

/** The package waits for a call, not for a promise. */
async function handOver(
  started: Promise<WasmInstance>,
  done: (instance: WasmInstance) => void,
): Promise<void> {
  done(await started)
}

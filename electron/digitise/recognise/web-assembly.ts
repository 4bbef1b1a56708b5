/** Compiled code; can be handed to threads. */
export interface WasmModule {
  readonly wasmModule: unique symbol
}
export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>
}
export interface WasmMemory {
  /** Another one after the memory has grown. */
  readonly buffer: ArrayBuffer
}

interface WebAssemblyGlobal {
  validate(bytes: Uint8Array): boolean
  compile(bytes: Uint8Array): Promise<WasmModule>
  instantiate(module: WasmModule, imports: object): Promise<WasmInstance>
  readonly Memory: new (...none: never[]) => WasmMemory
}

// The types of Node leave it out, and those of browsers do not belong here.
export const { WebAssembly: webAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyGlobal }

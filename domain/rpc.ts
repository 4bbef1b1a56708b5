import * as z from 'zod'
import { Fault, type FaultReport, faultCodes, reportOf } from './fault.ts'

/** One call of an API: the shapes of what goes in and what comes out. */
export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I
  readonly output: O
}

export type Api = Readonly<Record<string, Procedure>>

/** Handlers get parsed input; what they return is checked against the output type by the compiler. */
export type Handlers<A extends Api> = {
  readonly [K in keyof A]: (input: z.output<A[K]['input']>) => Promise<z.input<A[K]['output']>>
}

export type Client<A extends Api> = {
  readonly [K in keyof A]: (input: z.input<A[K]['input']>) => Promise<z.output<A[K]['output']>>
}

/** Carries one call to the engine and its reply back: Electron IPC, a socket, or memory. */
export type Transport = (name: string, input: unknown) => Promise<unknown>

const replySchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    code: z.enum(faultCodes),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
])
export type Reply = { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & FaultReport)

export function procedure<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> {
  return { input, output }
}

/**
 * The engine's side of an API. Input is parsed here, since whoever calls is untrusted; a fault crosses as its code, a
 * bug as `internal`, and `onBug` hears of it.
 */
export function createDispatcher<A extends Api>(
  api: A,
  handlers: Handlers<A>,
  onBug: (name: string, error: unknown) => void,
): (name: string, input: unknown) => Promise<Reply> {
  return async (name, input) => {
    try {
      if (!Object.hasOwn(api, name)) throw new Fault('invalid-input', `no procedure ${name}`)
      const parsed = api[name]?.input.safeParse(input)
      if (!parsed?.success)
        throw new Fault('invalid-input', `${name}: ${parsed?.error.message ?? 'no schema'}`)
      // The parsed value has the handler's own input type, which an index by string cannot express.
      const handler = handlers[name] as (value: unknown) => Promise<unknown>
      return { ok: true, value: await handler(parsed.data) }
    } catch (error) {
      if (!(error instanceof Fault)) onBug(name, error)
      return { ok: false, ...reportOf(error) }
    }
  }
}

/** The window's side: typed calls over a transport; replies are parsed, faults rise again as `Fault`. */
export function createClient<A extends Api>(api: A, transport: Transport): Client<A> {
  const call = async (name: string, input: unknown): Promise<unknown> => {
    const reply = replySchema.parse(await transport(name, input))
    if (!reply.ok) throw new Fault(reply.code, `${name} failed`, { detail: reply.detail })
    return api[name]?.output.parse(reply.value)
  }
  const entries = Object.keys(api).map((name) => [name, (input: unknown) => call(name, input)] as const)
  // Object.fromEntries forgets the keys; they are those of `api`, each with its own schemas.
  return Object.fromEntries(entries) as unknown as Client<A>
}

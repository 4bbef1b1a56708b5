import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Fault } from '../domain/fault.ts'

const Arguments = z.object({
  data: z.string().min(1),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).default(8420),
  demo: z.boolean().default(false),
  restored: z.boolean().default(false),
  'add-archivist': z.string().trim().min(1).max(100).optional(),
})
export type ServerArguments = z.infer<typeof Arguments>

export const usage = `usage: main.mjs --data DIR [--port N] [--host ADDRESS] [--demo] [--restored]
       main.mjs --data DIR --add-archivist NAME
`

/** @throws Fault 'invalid-input' */
export function readArguments(argv: readonly string[]): ServerArguments {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        demo: { type: 'boolean' },
        restored: { type: 'boolean' },
        'add-archivist': { type: 'string' },
      },
    })
    return Arguments.parse(values)
  } catch (error) {
    throw new Fault('invalid-input', 'wrong arguments', { cause: error })
  }
}

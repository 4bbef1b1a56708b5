import { parseArgs } from 'node:util'
import * as z from 'zod'
import { Fault } from '../domain/fault.ts'
import { bagUsage } from './bag/bag-command.ts'

const flag = z.boolean().default(false)
const folder = z.string().min(1)
const Keep = z.coerce.number().int().min(1).max(1000)
const DEFAULT_KEPT = 7

const unitsMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const
/** Such as `30m`, `24h`, `7d`; in milliseconds. */
const Interval = z
  .string()
  .regex(/^[1-9]\d{0,3}[mhd]$/)
  .transform((text) => Number(text.slice(0, -1)) * unitsMs[z.enum(['m', 'h', 'd']).parse(text.slice(-1))])

const ServeArguments = z.object({
  data: folder,
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).default(8420),
  demo: flag,
  restored: flag,
  'add-archivist': z.string().trim().min(1).max(100).optional(),
  tls: flag,
  'tls-cert': folder.optional(),
  'tls-key': folder.optional(),
  'insecure-http': flag,
  'metrics-token-file': folder.optional(),
  'backup-to': folder.optional(),
  exchange: folder.optional(),
  'backup-every': Interval.default(unitsMs.d),
  'backup-keep': Keep.default(DEFAULT_KEPT),
})
export type ServeArguments = z.infer<typeof ServeArguments>
const BackupArguments = z.object({ data: folder, to: folder, keep: Keep.default(DEFAULT_KEPT) })
const RestoreArguments = z.object({ data: folder, from: folder })

export type ServerArguments =
  | ({ readonly command: 'serve' } & ServeArguments)
  | ({ readonly command: 'backup' } & z.infer<typeof BackupArguments>)
  | ({ readonly command: 'restore' } & z.infer<typeof RestoreArguments>)

export const usage = `usage: main.mjs --data DIR [--port N] [--host ADDRESS] [--demo] [--restored]
                [--tls | --tls-cert FILE --tls-key FILE | --insecure-http] [--metrics-token-file FILE]
                [--exchange DIR] [--backup-to DIR [--backup-every 24h] [--backup-keep N]]
       main.mjs --data DIR --add-archivist NAME
       main.mjs backup --data DIR --to DIR [--keep N]
       main.mjs restore --from DIR --data DIR
${bagUsage}`

const text = { type: 'string' } as const
const bool = { type: 'boolean' } as const
const options = {
  data: text,
  host: text,
  port: text,
  demo: bool,
  restored: bool,
  'add-archivist': text,
  tls: bool,
  'tls-cert': text,
  'tls-key': text,
  'insecure-http': bool,
  'metrics-token-file': text,
  'backup-to': text,
  exchange: text,
  'backup-every': text,
  'backup-keep': text,
} as const
/** Settings that may come from the environment as well; what the command line says goes first. */
const fromEnvironment = {
  tls: 'HOSO_TLS',
  'tls-cert': 'HOSO_TLS_CERT',
  'tls-key': 'HOSO_TLS_KEY',
  'metrics-token-file': 'HOSO_METRICS_TOKEN_FILE',
  'backup-to': 'HOSO_BACKUP_TO',
  exchange: 'HOSO_EXCHANGE',
} as const

type Environment = Readonly<Record<string, string | undefined>>

/** @throws Fault 'invalid-input' */
export function readArguments(argv: readonly string[], env: Environment): ServerArguments {
  try {
    const [command, ...args] = argv
    if (command === 'backup') {
      const { values } = parseArgs({ args, options: { data: text, to: text, keep: text } })
      return { command, ...BackupArguments.parse(values) }
    }
    if (command === 'restore') {
      const { values } = parseArgs({ args, options: { data: text, from: text } })
      return { command, ...RestoreArguments.parse(values) }
    }
    const { values } = parseArgs({ args: [...argv], options })
    return { command: 'serve', ...asked({ ...environmentOf(env), ...values }) }
  } catch (error) {
    throw new Fault('invalid-input', 'wrong arguments', { cause: error })
  }
}

function environmentOf(env: Environment): Record<string, string | boolean> {
  const found = Object.entries(fromEnvironment).flatMap(([name, variable]) => {
    const value = env[variable] ?? ''
    if (value === '') return []
    return [[name, name === 'tls' ? value === '1' : value] as const]
  })
  return Object.fromEntries(found)
}

/** Beyond this machine nothing is sent in the clear unless somebody said so. */
function asked(values: Readonly<Record<string, unknown>>): ServeArguments {
  const read = ServeArguments.parse(values)
  const isOffice = read['tls-cert'] !== undefined || read['tls-key'] !== undefined
  if (isOffice && (read['tls-cert'] === undefined || read['tls-key'] === undefined)) {
    throw new Fault('invalid-input', 'a certificate and its key come together')
  }
  const isHere = read.host === 'localhost' || read.host === '::1' || read.host.startsWith('127.')
  if (!isHere && !read.tls && !isOffice && !read['insecure-http']) {
    throw new Fault(
      'invalid-input',
      'a server for other machines needs --tls, a certificate or --insecure-http',
    )
  }
  return read
}

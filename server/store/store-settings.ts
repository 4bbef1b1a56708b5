import * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import type { S3Settings } from './s3/s3-bucket.ts'

/** Where the environment says that things are kept; null for the data folder. */
export interface StoreSettings {
  readonly databaseUrl: string | null
  readonly s3: S3Settings | null
}

const DatabaseUrl = z.string().regex(/^postgres(ql)?:\/\//)
const S3Environment = z.object({
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }),
  S3_BUCKET: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1),
  S3_SECRET_ACCESS_KEY: z.string().min(1),
})

/** @throws Fault 'invalid-input' that names what is wrong and shows no value */
export function readSettings(env: Readonly<Record<string, string | undefined>>): StoreSettings {
  // A setting that is empty is one that is not made.
  const made = Object.fromEntries(Object.entries(env).filter(([, value]) => (value ?? '') !== ''))
  return {
    databaseUrl: 'DATABASE_URL' in made ? parse(DatabaseUrl, made['DATABASE_URL'], 'DATABASE_URL') : null,
    s3: 'S3_ENDPOINT' in made || 'S3_BUCKET' in made ? readS3(made) : null,
  }
}

function readS3(made: Readonly<Record<string, string | undefined>>): S3Settings {
  const read = parse(S3Environment, made, 'S3_')
  return {
    endpoint: read.S3_ENDPOINT,
    bucket: read.S3_BUCKET,
    region: read.S3_REGION,
    accessKeyId: read.S3_ACCESS_KEY_ID,
    secretAccessKey: read.S3_SECRET_ACCESS_KEY,
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(({ path }) => path.join('.') || name)
  throw new Fault('invalid-input', `wrong or missing in the environment: ${wrong.join(', ')}`)
}

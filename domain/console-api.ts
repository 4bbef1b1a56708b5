import * as z from 'zod'
import { CodeName } from './authority.ts'
import { communeApi } from './console/commune-api.ts'
import { ConsoleUser } from './console/console-user.ts'
import { depositApi } from './console/deposit-api.ts'
import { peopleApi } from './console/people-api.ts'
import { reportApi } from './console/report-api.ts'
import { searchHoldingsApi } from './console/search-api.ts'
import { sendingApi } from './console/sending-api.ts'
import { procedure } from './rpc.ts'

const nothing = z.object({})

const signingApi = {
  me: procedure(nothing, ConsoleUser.nullable()),
  signIn: procedure(z.object({ name: z.string().max(100), password: z.string().max(200) }), ConsoleUser),
  signOut: procedure(nothing, z.null()),
  documentTypes: procedure(nothing, z.array(CodeName)),
} as const

/** Every call of the province's web console; carried by `POST /console/api/<name>` with the session cookie. */
export const consoleApi = {
  ...signingApi,
  ...communeApi,
  ...depositApi,
  ...searchHoldingsApi,
  ...peopleApi,
  ...sendingApi,
  ...reportApi,
} as const
export type ConsoleApi = typeof consoleApi

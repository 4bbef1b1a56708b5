import type { ProvinceServer } from './create-server.ts'

const DEMO_COMMUNE = { code: 'H27.38.05', name: 'UBND xã Cẩm Hoà' } as const
const DEMO_USER = 'luutru'
const ADMINISTRATOR = 'quantri'

export interface DemoAccess {
  readonly enrolmentCode: string
  readonly consoleUser: string
  readonly consolePassword: string
}

/** Everything needed to try the whole journey; secrets are random and told only here. */
export async function prepareDemo({ registry, accounts }: ProvinceServer): Promise<DemoAccess> {
  const { code, name } = DEMO_COMMUNE
  if ((await registry.commune(code)) === null) await registry.addCommune(code, name)
  const { code: enrolmentCode } = await registry.createEnrolmentCode(code)
  const consolePassword = await accounts.resetUser({ name: DEMO_USER, role: 'archivist' })
  return { enrolmentCode, consoleUser: DEMO_USER, consolePassword }
}

/** The first administrator, or null where there are users already. */
export async function prepareFirstStart({
  accounts,
}: ProvinceServer): Promise<{ readonly name: string; readonly password: string } | null> {
  if (await accounts.hasUsers()) return null
  const password = await accounts.resetUser({ name: ADMINISTRATOR, role: 'administrator' })
  return { name: ADMINISTRATOR, password }
}

import { Op, type RecordId } from '../../domain/op.ts'
import type { Province } from './province.ts'
import { enrolStation, type TestStation } from './test-station.ts'

/** Another PC of a commune, which took all that the province had. */
interface SecondPc {
  readonly station: TestStation
  /** The first record whose id begins so and that was given this value. @throws Error where there is none */
  find(prefix: string, value?: string): RecordId
}

export async function joinSecondPc({ url, enrolmentCode }: Province): Promise<SecondPc> {
  const station = await enrolStation(url, enrolmentCode)
  const { pull } = await station.sync()
  station.take(pull)
  const ops = pull.flatMap((batch) => batch.ops.map((body) => Op.parse(JSON.parse(body))))
  return {
    station,
    find: (prefix, value) => {
      const isMeant = ({ f, val }: Op): boolean =>
        f.startsWith(prefix) && (value === undefined || val === value)
      const found = ops.find(isMeant)
      if (found === undefined) throw new Error(`the province told of no ${prefix}`)
      return found.f
    },
  }
}

import type { RecordId, Sha256 } from '../../domain/op.ts'
import { caseFileView } from '../../domain/records/case-file.ts'
import type { Random } from '../fixtures/random.ts'
import type { SimClock } from './sim-clock.ts'
import { type SimPaper, shaOf, simDeposit, simFonds, simPaper } from './sim-papers.ts'
import type { SimStation } from './sim-station.ts'

export interface SimClerk {
  readonly station: SimStation
  /** Scans that its clerk handed over and was told are saved. */
  readonly handedOver: ReadonlySet<Sha256>
  readonly papers: number
  readonly deposits: number
  /** Enrols with the code and plans all the days of work. */
  begin(code: string, startMs: number): void
  /** Turns the PC on and leaves it on, with its line. */
  stay(): Promise<void>
  hasNothingToSend(): boolean
  /** After so many more calls to its disk the PC loses its power, and is started again a minute later. */
  losePower(calls: number): void
}

export interface SimClerkOptions {
  readonly station: SimStation
  readonly random: Random
  readonly clock: SimClock
  readonly days: number
  /** Case files to make in all. */
  readonly papers: number
  /** Goes offline once it is enrolled, and not only when a connection of the day ends. */
  readonly isBrief: boolean
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const ENROL_AGAIN_MS = 5 * MINUTE_MS
const [FIRST_HOUR, LAST_HOUR] = [8, 17]
/** Times a day that the line is there, and for how long. */
const CONNECTIONS = 4
const CONNECTED_MS = [3 * MINUTE_MS, 12 * MINUTE_MS] as const
/** Of the case files of colleagues, so many are changed a day. */
const CHANGES_A_DAY = 3
const DEPOSITED_AT_ONCE = 30

export function createSimClerk({ station, random, clock, days, papers, isBrief }: SimClerkOptions): SimClerk {
  const fonds = simFonds(station.commune, random.fork('fonds'))
  const handedOver = new Set<Sha256>()
  const waiting: SimPaper[] = []
  const counts = { papers: 0, deposits: 0 }
  let isDown = false

  const file = async (): Promise<void> => {
    const paper = simPaper(random, { fonds: fonds.id, nowMs: clock.nowMs() })
    // A scan is durable before the ops that name it (I10).
    if (!(await station.saveScan(paper.scan)) || !(await station.save(paper.edits))) return
    counts.papers += 1
    waiting.push(paper)
  }
  const deposit = async (): Promise<void> => {
    const isOpen = (paper: SimPaper): boolean => caseFileView(station.record(paper.caseFile)).state === 'open'
    const due = waiting.splice(0, DEPOSITED_AT_ONCE).filter(isOpen)
    if (due.length === 0) return
    const look = {
      record: station.record,
      fonds: fonds.id,
      ordinal: counts.deposits + 1,
      nowMs: clock.nowMs(),
    }
    const planned = simDeposit(random, due, look)
    if (!(await station.save(planned.closing)) || !(await station.save(planned.handing()))) return
    counts.deposits += 1
    for (const { scan } of due) handedOver.add(shaOf(scan))
  }
  const hangUp = (): void => {
    if (isBrief) clock.after(random.between(...CONNECTED_MS), () => station.setOnline(false))
  }
  const enrol = (code: string): void => {
    station
      .connect('http://tinh.example', code)
      // Rejected by a bad line: another try later, with the same code.
      .then(hangUp, () => clock.after(ENROL_AGAIN_MS, () => enrol(code)))
  }
  const whileUp = (work: () => Promise<void>) => async (): Promise<void> => {
    if (!isDown) await work()
  }
  const planDay = (dayMs: number, share: number): void => {
    const at = (hour: number): number => dayMs + hour * HOUR_MS - clock.nowMs()
    clock.after(at(FIRST_HOUR - 0.5), () => station.turnOn())
    clock.after(at(LAST_HOUR + 0.5), () => station.turnOff())
    const atWork = (): number =>
      dayMs + random.between(FIRST_HOUR * HOUR_MS, LAST_HOUR * HOUR_MS) - clock.nowMs()
    for (let paper = 0; paper < share; paper += 1) clock.after(atWork(), whileUp(file))
    for (let change = 0; change < CHANGES_A_DAY; change += 1) clock.after(atWork(), whileUp(changeSomething))
    clock.after(at(LAST_HOUR), whileUp(deposit))
    for (let time = 0; time < CONNECTIONS; time += 1) {
      const delayMs = atWork()
      clock.after(delayMs, () => station.setOnline(true))
      clock.after(delayMs + random.between(...CONNECTED_MS), () => station.setOnline(false))
    }
  }
  /** Two who do this on the same day, without a line, make a conflict. */
  const changeSomething = async (): Promise<void> => {
    const isOpen = (id: RecordId): boolean => caseFileView(station.record(id)).state === 'open'
    const open = station.caseFiles.filter(isOpen)
    if (open.length === 0) return
    await station.save([
      {
        record: random.pick(open),
        path: '/title',
        value: `Hồ sơ sửa lúc ${clock.nowMs()} bởi ${station.id}`,
      },
    ])
  }

  return {
    station,
    handedOver,
    get papers() {
      return counts.papers
    },
    get deposits() {
      return counts.deposits
    },
    begin: (code, startMs) => {
      clock.after((FIRST_HOUR - 0.5) * HOUR_MS, () => {
        station.setOnline(true)
        enrol(code)
      })
      clock.after(FIRST_HOUR * HOUR_MS, () => station.save(fonds.edits).then(() => undefined))
      for (let day = 0; day < days; day += 1) {
        const share = Math.round((papers * (day + 1)) / days) - Math.round((papers * day) / days)
        planDay(startMs + day * DAY_MS, share)
      }
    },
    stay: async () => {
      await station.turnOn()
      station.setOnline(true)
    },
    hasNothingToSend: () => {
      const { unsentOps, unsentBlobs } = station.client().status()
      return unsentOps === 0 && unsentBlobs === 0
    },
    losePower: (calls) => {
      station.disk.dieAfter(calls)
      clock.after(MINUTE_MS, async () => {
        isDown = true
        await station.restart()
        isDown = false
      })
    },
  }
}

import type { ConsoleApi } from '../../domain/console-api.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { type ReportedCommune, reportOf } from '../reports/report-model.ts'
import { reportPdf } from '../reports/report-pdf.ts'
import { reportWorkbook } from '../reports/report-workbook.ts'
import { progressOfCommune } from './commune-calls.ts'
import { type ConsolePorts, communesInScope, noteDone, userOf, type Visit } from './console-ports.ts'

const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const

export function reportCalls(ports: ConsolePorts, visit: Visit): Pick<Handlers<ConsoleApi>, 'makeReport'> {
  const { cache, clock } = ports
  return {
    makeReport: async ({ year, format }) => {
      const communes: ReportedCommune[] = []
      for (const commune of await communesInScope(ports, visit)) {
        const progress = await progressOfCommune(ports, commune, year)
        communes.push({ progress, records: await cache.of(commune.code) })
      }
      const now = new Date(clock())
      const madeAt = now.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })
      const report = reportOf({ year, communes, madeAt, by: userOf(visit).name })
      const bytes = await (format === 'xlsx' ? reportWorkbook(report, now) : reportPdf(report, now))
      const detail = { format, communes: communes.length }
      await noteDone(ports, visit, { action: 'report-made', subject: String(year), detail })
      const name = `bao-cao-ho-so-dien-tu-${year}.${format}`
      return { name, mediaType: mediaTypes[format], bytes: bytes.toString('base64') }
    },
  }
}

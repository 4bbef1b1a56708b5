// The shipped client over the line that lies between this machine and a province: how long a deposit takes until all of it
// is stored over there, what was sent for it, and how many edits a minute are acknowledged. Without options over loopback.
// `--url=https://... --code=...` names a province and an enrolment code of it, `--seconds=300` the longest time of each
// part, `--blobs=5 --kib=1024` the deposit, `--only=scans` or `--only=edits` one part.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startProvince } from '../support/province.ts'
import { openLinkStation } from './link-station.ts'
import { printRows } from './report.ts'

const BYTES_PER_KIB = 1024
const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    url: { type: 'string' },
    code: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    blobs: { type: 'string', default: '5' },
    kib: { type: 'string', default: '1024' },
    only: { type: 'string', default: '' },
  },
})
const seconds = Number(values.seconds)
const scans = { count: Number(values.blobs), bytes: Number(values.kib) * BYTES_PER_KIB }

/** The one that was named, or one of our own beside us. */
async function provinceOf(): Promise<{ url: string; code: string; stop(): Promise<void> }> {
  const { url, code } = values
  if (url !== undefined && code !== undefined) return { url, code, stop: () => Promise.resolve() }
  const folder = await mkdtemp(path.join(tmpdir(), 'hoso-link-'))
  const province = await startProvince(folder)
  return {
    url: province.url,
    code: province.enrolmentCode,
    stop: async () => {
      await province.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const province = await provinceOf()
const station = await openLinkStation(province.url, province.code)
console.log('link: enrolled')
if (values.only !== 'edits') {
  const { amount, isWhole, seconds: took, sentBytes } = await station.sendScans(scans, seconds)
  printRows('link', [
    { what: 'scans stored (1: all of them)', value: Number(isWhole), unit: '' },
    { what: 'scans, until the province had checked the last', value: took, unit: 's' },
    { what: 'scans, acknowledged', value: amount / BYTES_PER_KIB / took, unit: 'KiB/s' },
    { what: 'sent for each byte of scans', value: sentBytes / Math.max(1, amount), unit: '' },
  ])
}
if (values.only !== 'scans') {
  const { amount, seconds: took, sentBytes } = await station.writeEdits(seconds)
  printRows('link', [
    { what: 'edits acknowledged a minute', value: (amount * 60) / took, unit: '' },
    { what: 'sent for each edit', value: sentBytes / Math.max(1, amount), unit: 'bytes' },
  ])
}
await station.close()
await province.stop()

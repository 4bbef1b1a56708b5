import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { appendFile, copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { temporaryFolder } from '../support/test-vault.ts'
import { type TinyLine, tinyDecision, tinyTextPdf } from '../support/tiny-sources.ts'

const entry = path.join(import.meta.dirname, '../../out/cli/hoso.mjs')
const PATIENCE = { timeout: 60_000, interval: 100 }

const Report = z.object({
  end: z.string(),
  taken: z.array(z.looseObject({ path: z.string(), textFile: z.string(), pageCount: z.int() })),
  refused: z.array(z.looseObject({ path: z.string(), code: z.string() })),
  left: z.array(z.object({ path: z.string(), isBegun: z.boolean() })),
  skipped: z.object({ hidden: z.int(), otherKind: z.int(), links: z.int() }),
  seenBefore: z.int(),
})
type Report = z.infer<typeof Report>

/** A PDF that carries its text: read in a moment. */
function pdf(title: string, pages = 1, more: readonly TinyLine[] = []): Uint8Array {
  return tinyTextPdf(
    Array.from({ length: pages }, (_, page) => [
      ...tinyDecision,
      { text: `${title}, trang ${page + 1}`, x: 0.2, y: 0.7 },
      ...more,
    ]),
  )
}

async function folderWith(files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  const folder = await temporaryFolder()
  for (const [name, bytes] of Object.entries(files)) {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, bytes)
  }
  return folder
}

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function hoso(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [entry, 'digitise', ...args], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr })
    })
  })
}

/** A run that a test can signal; `lines` are those of its progress so far. */
function startHoso(...args: readonly string[]) {
  const child: ChildProcess = spawn(process.execPath, [entry, 'digitise', ...args], { detached: true })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { stdout: '', stderr: '' }
  child.stdout?.on('data', (piece: Buffer) => {
    said.stdout += piece.toString('utf8')
  })
  child.stderr?.on('data', (piece: Buffer) => {
    said.stderr += piece.toString('utf8')
  })
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code: code ?? -1, ...said }))
  })
  return { child, ended, told: (kind: string) => said.stderr.split(`"kind":"${kind}"`).length - 1 }
}

async function reportIn(folder: string): Promise<Report> {
  return Report.parse(JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8')))
}

test('[DG28] folders are read with all below them, results mirror them, and the report counts what was passed over', async () => {
  const scans = await folderWith({
    'Tờ trình 1.pdf': pdf('một'),
    'Năm 2020/Tờ trình 1.pdf': pdf('hai'),
    'Năm 2020/ghi chép.docx': 'x',
    'Năm 2020/.ẩn.pdf': 'x',
  })
  const out = path.join(scans, 'ra')

  const { code, stdout } = await hoso(scans, '--out', out, '--json')

  expect(code).toBe(0)
  const report = Report.parse(JSON.parse(stdout))
  expect(report.taken.map(({ textFile }) => path.relative(out, textFile))).toEqual([
    'nam-2020/to-trinh-1.txt',
    'to-trinh-1.txt',
  ])
  expect(report.skipped).toEqual({ hidden: 1, otherKind: 1, links: 0 })
  expect(await readFile(path.join(out, 'nam-2020/to-trinh-1.txt'), 'utf8')).toContain('hai, trang 1')
  expect(await reportIn(out)).toEqual(report)
  expect((await readdir(out)).toSorted()).toEqual([
    'nam-2020',
    'report.json',
    'report.txt',
    'to-trinh-1.json',
    'to-trinh-1.txt',
  ])
  expect(await readFile(path.join(out, 'report.txt'), 'utf8')).toContain(
    '2 chosen, 2 taken, 0 refused, 0 left',
  )
})

test('[DG28] a pattern of the command names what it matches', async () => {
  const scans = await folderWith({ 'qd 1.pdf': pdf('một'), 'qd 2.pdf': pdf('hai'), 'bc 1.pdf': pdf('ba') })
  const out = path.join(scans, 'ra')

  const { code } = await hoso(path.join(scans, 'qd*.pdf'), '--out', out)

  expect(code).toBe(0)
  expect((await readdir(out)).filter((name) => name.startsWith('qd')).toSorted()).toEqual([
    'qd-1.json',
    'qd-1.txt',
    'qd-2.json',
    'qd-2.txt',
  ])
})

test('[DG30] the first refusal stops a run, the report names what was left, and the same command goes on', async () => {
  const scans = await folderWith({ '1.pdf': pdf('một'), '2.pdf': '', '3.pdf': pdf('ba') })
  const out = path.join(scans, 'ra')
  const args = [scans, '--out', out, '--workers', '1']

  const stopped = await hoso(...args)
  expect(stopped.code).toBe(1)
  expect(stopped.stderr).toContain('the same command again goes on')
  expect(await reportIn(out)).toMatchObject({
    end: 'refused',
    taken: [{ path: path.join(scans, '1.pdf') }],
    refused: [{ path: path.join(scans, '2.pdf'), code: 'file-empty' }],
    left: [{ path: path.join(scans, '3.pdf'), isBegun: false }],
  })

  const { mtimeMs } = await stat(path.join(out, '1.txt'))
  const going = await hoso(...args, '--keep-going', '--json')
  expect(going.code).toBe(1)
  expect(Report.parse(JSON.parse(going.stdout))).toMatchObject({
    end: 'whole',
    taken: [{ path: path.join(scans, '1.pdf') }, { path: path.join(scans, '3.pdf') }],
    refused: [{ path: path.join(scans, '2.pdf') }],
    left: [],
  })
  // What was done is not done again.
  expect((await stat(path.join(out, '1.txt'))).mtimeMs).toBe(mtimeMs)
})

test('[DG29] Ctrl+C ends a run cleanly with 130, and the same command goes on at the missing page', async () => {
  const scans = await folderWith({ 'dai.pdf': pdf('dài', 60) })
  const out = path.join(scans, 'ra')
  const args = [path.join(scans, 'dai.pdf'), '--out', out, '--workers', '1', '--json']

  const { child, ended, told } = startHoso(...args)
  await expect.poll(() => told('page'), PATIENCE).toBeGreaterThan(3)
  // As a terminal does it: to every process that was started there.
  process.kill(-(child.pid ?? 0), 'SIGINT')

  const { code, stderr } = await ended
  expect(code).toBe(130)
  expect(stderr).toContain('the same command again goes on where this one ended')
  const read = told('page')
  expect(await reportIn(out)).toMatchObject({ end: 'stopped', left: [{ isBegun: true }] })
  expect((await readdir(out)).filter((name) => name.startsWith('dai'))).toEqual([])

  const again = await hoso(...args)
  expect(again.code).toBe(0)
  const begun = z.object({ pagesDone: z.int() }).parse(JSON.parse(again.stderr.split('\n')[0] ?? ''))
  expect(begun.pagesDone).toBeGreaterThanOrEqual(read)
  expect(again.stderr.split('"kind":"page"')).toHaveLength(60 - begun.pagesDone + 1)
  expect((await readFile(path.join(out, 'dai.txt'), 'utf8')).split('\f')).toHaveLength(60)
})

test('[DG31] a watched folder is read as whole files come, each content once, and nothing in it is touched', async () => {
  const scans = await folderWith({ 'cu.pdf': pdf('cũ') })
  const out = await temporaryFolder()
  const args = [scans, '--out', out, '--watch', '--json']
  const { child, ended, told } = startHoso(...args)
  await expect.poll(() => told('taken'), PATIENCE).toBe(1)

  const bytes = pdf('mới')
  await writeFile(path.join(scans, 'moi.pdf'), bytes.subarray(0, 1000))
  await appendFile(path.join(scans, 'moi.pdf'), bytes.subarray(1000))
  await copyFile(path.join(scans, 'cu.pdf'), path.join(scans, 'ban sao.pdf'))
  await writeFile(path.join(scans, 'hong.pdf'), 'không phải PDF')
  await expect.poll(() => told('taken'), PATIENCE).toBe(2)
  await expect.poll(() => told('refused'), PATIENCE).toBe(1)
  await expect.poll(async () => (await reportIn(out)).seenBefore, PATIENCE).toBe(1)
  child.kill('SIGTERM')

  expect((await ended).code).toBe(1)
  const report = await reportIn(out)
  expect(report.taken.map((file) => path.basename(file.path))).toEqual(['cu.pdf', 'moi.pdf'])
  expect((await readdir(scans)).toSorted()).toEqual(['ban sao.pdf', 'cu.pdf', 'hong.pdf', 'moi.pdf'])
  expect(Buffer.compare(await readFile(path.join(scans, 'moi.pdf')), bytes)).toBe(0)

  // A scanner that uses a name again does not write over what was read, and what was read is not read again.
  await writeFile(path.join(scans, 'moi.pdf'), pdf('mới hơn'))
  const again = startHoso(...args)
  await expect.poll(() => again.told('taken'), PATIENCE).toBe(1)
  again.child.kill('SIGTERM')
  expect((await again.ended).code).toBe(0)
  expect((await readdir(out)).filter((name) => name.endsWith('.txt')).toSorted()).toEqual([
    'cu.txt',
    'moi-2.txt',
    'moi.txt',
    'report.txt',
  ])
})

test('a page that is marked as a state secret refuses its file, and nothing of the file is written', async () => {
  const stamp: TinyLine = { text: 'TUYỆT MẬT', x: 0.2, y: 0.8 }
  const scans = await folderWith({ 'a.pdf': pdf('có dấu', 3, [stamp]), 'b.pdf': pdf('thường') })
  const out = path.join(scans, 'ra')

  const { code, stdout } = await hoso(scans, '--out', out, '--keep-going', '--json')

  expect(code).toBe(1)
  expect(Report.parse(JSON.parse(stdout))).toMatchObject({
    taken: [{ path: path.join(scans, 'b.pdf') }],
    refused: [{ path: path.join(scans, 'a.pdf'), code: 'state-secret', detail: { page: 1 } }],
  })
  const names = await readdir(out, { recursive: true })
  expect(names.filter((name) => path.basename(name).startsWith('a.') || /pages./.test(name))).toEqual([])
})

test('wrong words are told with how it is used', async () => {
  const scans = await folderWith({ 'a.pdf': pdf('một') })
  const wrong = [
    ['--langs', 'klingon'],
    ['--langs', 'xyz'],
    ['--dpi', 'nhiều'],
    ['--dpi', '5'],
    ['--workers', '0'],
    ['--nhanh'],
  ]

  for (const args of wrong) {
    const { code, stderr } = await hoso(scans, '--out', path.join(scans, 'ra'), ...args)
    expect([args, code]).toEqual([args, 2])
    expect(stderr).not.toBe('')
  }
})

test('[DG42] a second run into the same folder is refused while the first goes on, and not once that was killed', async () => {
  const scans = await folderWith({ 'một.pdf': pdf('một') })
  const out = path.join(scans, 'ra')
  const first = startHoso(scans, '--out', out, '--watch', '--json')
  await expect.poll(() => first.told('taken'), PATIENCE).toBe(1)

  const second = await hoso(scans, '--out', out)

  expect(second.code).toBe(2)
  expect(second.stderr).toBe(
    `in-use: another run writes into ${out}; wait for its end, or name another folder with --out\n`,
  )
  const elsewhere = await hoso(scans, '--out', path.join(scans, 'khác'))
  expect(elsewhere.code).toBe(0)

  first.child.kill('SIGKILL')
  await first.ended
  const third = await hoso(scans, '--out', out)
  expect([third.code, third.stderr.includes('in-use')]).toEqual([0, false])
  expect(await readdir(out)).not.toContain('.hoso-run')
})

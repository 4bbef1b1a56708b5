import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { samplesFolder } from '../support/engine.ts'
import { createKeyboard, type Keyboard } from '../support/keyboard.ts'
import { fillFirstRun, openProgram, type ProgramWindow } from '../support/window.ts'

const PASSPHRASE = 'một câu thật dài'
/** More keys than this for half of the papers is too much for a whole day. */
const MOST_KEYS = 4

const Truth = z.array(
  z.object({
    file: z.string(),
    fields: z.object({
      agency: z.string().nullable(),
      number: z.string().nullable(),
      notation: z.string().nullable(),
      date: z.string().nullable(),
      type: z.string().nullable(),
      subject: z.string().nullable(),
      signer: z.string().nullable(),
    }),
  }),
)
type Fields = z.infer<typeof Truth>[number]['fields']

/** The boxes of the form, with what a person reads on the paper. */
const boxes: readonly { readonly label: string; readonly of: (fields: Fields) => string }[] = [
  { label: 'Số', of: ({ number }) => number ?? '' },
  { label: 'Ký hiệu', of: ({ notation }) => notation ?? '' },
  { label: 'Ngày ban hành', of: ({ date }) => (date ?? '').split('-').toReversed().join('/') },
  { label: 'Tên loại văn bản', of: ({ type }) => type ?? '' },
  { label: 'Cơ quan ban hành', of: ({ agency }) => agency ?? '' },
  { label: 'Trích yếu', of: ({ subject }) => subject ?? '' },
  { label: 'Người ký', of: ({ signer }) => signer ?? '' },
]

let folder: string
let program: ProgramWindow
let keys: Keyboard
let truth: z.infer<typeof Truth>

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'e2e-review-keys-'))
  truth = Truth.parse(JSON.parse(await readFile(path.join(samplesFolder, 'truth.json'), 'utf8')))
  program = await openProgram(path.join(folder, 'app'))
  keys = createKeyboard(program.page)
})
afterAll(async () => {
  await program.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await program.shot('review-keys-failed')
})

/** Figures stand in the output of the run. */
const tell = (figures: string): boolean => process.stdout.write(`${figures}\n`)

test('[UI47] half of the papers of the samples are accepted and filed with four keys at most', async () => {
  const { page } = program
  await fillFirstRun(page, PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.getByText('Tôi đã in hoặc chép lại').click()
  await page.getByRole('button', { name: 'Vào làm việc' }).click()
  await page.getByRole('heading', { name: 'Tổng quan' }).waitFor()
  const names = (await readdir(samplesFolder)).filter((name) => truth.some(({ file }) => file === name))
  await program.drop(names.sort().map((name) => path.join(samplesFolder, name)))
  await page.getByText(/^Đã đọc xong/).waitFor({ timeout: 300_000 })

  await page.keyboard.press('Control+3')
  await page.getByRole('heading', { name: 'Soát', level: 1 }).waitFor()
  await expect
    .poll(() => page.getByText(`${names.length} văn bản chờ soát`).count(), { timeout: 60_000 })
    .toBe(1)
  const strokes: number[] = []
  for (let left = names.length; left > 0; left -= 1) strokes.push(await acceptPaper(left))

  const median = strokes.toSorted((a, b) => a - b)[Math.floor(strokes.length / 2)] ?? 0
  tell(`review: ${names.length} samples, keys for each: ${strokes.join(' ')}, median ${median}`)
  expect(strokes).toHaveLength(names.length)
  expect(median).toBeLessThanOrEqual(MOST_KEYS)
}, 600_000)

/** Puts right what was read wrong, accepts the paper and files it, by keys alone. @returns how many were pressed */
async function acceptPaper(left: number): Promise<number> {
  const { page } = program
  await page.getByText(left === 1 ? /1 văn bản chờ soát/ : `${left} văn bản chờ soát`).waitFor()
  const fields = await paperShown()
  keys.strokes()
  for (const { label, of } of boxes) {
    const wanted = of(fields)
    if (wanted !== '' && !isSame(await valueOf(label), wanted)) await putRight(label, wanted)
  }
  if (left === 5) await program.shot('review-keys')
  const suggested = page.getByText(/Ctrl\+Enter xếp vào: /)
  const proposed = page.getByRole('group', { name: 'Hồ sơ đề xuất' }).getByRole('button')
  if ((await suggested.count()) > 0) await keys.press('Control+Enter')
  else if ((await proposed.count()) > 0) await keys.press('F2', 'Enter')
  else await chooseFile()
  await page
    .getByText(/^Đã lưu( và xếp)? văn bản/)
    .first()
    .waitFor()
  if (left > 1)
    await page.getByText(left === 2 ? /1 văn bản chờ soát/ : `${left - 1} văn bản chờ soát`).waitFor()
  else await page.getByText('Đã soát hết').waitFor()
  return keys.strokes()
}

/** Which of the samples is on the screen, told by its picture's number as a person would tell it. */
async function paperShown(): Promise<Fields> {
  const { page } = program
  const shown = (): Promise<Fields | null> =>
    Promise.all([valueOf('Số'), valueOf('Ký hiệu'), valueOf('Ngày ban hành'), valueOf('Trích yếu')]).then(
      ([number, notation, date, subject]) => {
        const likeness = truth.map(({ fields }) => ({
          fields,
          alike: [
            number === fields.number,
            notation === fields.notation,
            isSame(date, boxes[2]?.of(fields) ?? ''),
            isSame(subject, fields.subject ?? ' '),
          ].filter(Boolean).length,
        }))
        const best = likeness.toSorted((a, b) => b.alike - a.alike)[0]
        return best === undefined || best.alike === 0 ? null : best.fields
      },
    )
  await page.getByLabel('Số', { exact: true }).waitFor()
  await expect.poll(shown).not.toBeNull()
  const fields = await shown()
  if (fields === null) throw new Error('no sample looks like this')
  return fields
}

function valueOf(label: string): Promise<string> {
  return program.page.getByLabel(label, { exact: true }).first().inputValue()
}

/** Capital letters and blanks are how a paper is set, not what it says. */
function isSame(read: string, wanted: string): boolean {
  const plain = (text: string): string => text.toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim()
  return plain(read) === plain(wanted)
}

/** Goes to the field, takes another reading of it where one is right, else types it anew. */
async function putRight(label: string, wanted: string): Promise<void> {
  const { page } = program
  const box = page.getByLabel(label, { exact: true }).first()
  const isThere = (): Promise<boolean> => box.evaluate((element) => element === document.activeElement)
  for (let step = 0; step < boxes.length && !(await isThere()); step += 1) await keys.press('Tab')
  for (let turn = 0; turn < 4; turn += 1) {
    const offers = await page
      .getByRole('group', { name: 'Cách đọc khác' })
      .getByRole('button')
      .allInnerTexts()
    if (!offers.some((offer) => isSame(offer.replace(/Alt\+\d/, ''), wanted))) break
    await keys.press('F8')
    if (isSame(await box.inputValue(), wanted)) return
  }
  await keys.press('Control+a')
  await keys.type(wanted)
  if (label === 'Tên loại văn bản') await keys.press('ArrowDown', 'Enter')
}

/** Nothing is proposed: the first file of the plan will do for this count. */
async function chooseFile(): Promise<void> {
  await keys.tabTo(/^Xếp vào hồ sơ/)
  await keys.press('ArrowDown')
  await program.page.getByRole('option').first().waitFor()
  await keys.press('ArrowDown', 'Enter', 'Enter')
}

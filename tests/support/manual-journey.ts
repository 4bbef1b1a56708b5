import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { samplesFolder } from './engine.ts'
import { createKeyboard } from './keyboard.ts'
import { findAgain, handOver, lockUp, lookRound, settle } from './manual-after.ts'
import { goTo, type Journey, leaveDialog, picturesFolder, said, shoot } from './manual-camera.ts'
import type { Province } from './province.ts'
import { fillFirstRun, type ProgramWindow } from './window.ts'

const PASSPHRASE = 'một câu thật dài'
/** Pages are read one after the other; two busy cores take half a minute for one. */
const READING_MS = 400_000
const samples = [
  'bao-cao.pdf',
  'cong-van-den.jpg',
  'don-de-nghi.jpg',
  'giay-moi.jpg',
  'quyet-dinh.pdf',
  'thong-bao.jpg',
]

/** A scanner of SANE's own tests, so that the dialogue for scanning has something to show; where SANE is not, it shows that. */
export async function aTestScanner(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'manual-sane-'))
  await writeFile(path.join(folder, 'dll.conf'), 'test\n')
  await writeFile(
    path.join(folder, 'test.conf'),
    'number_of_devices 1\nmode Gray\ndepth 8\nresolution 300.0\n',
  )
  process.env['SANE_CONFIG_DIR'] = folder
}

/** Walks through the whole work of a commune, and keeps the pictures of the manual. */
export async function walkForPictures(
  program: ProgramWindow,
  province: Province,
  restartProvince: () => Promise<Province>,
): Promise<void> {
  await mkdir(picturesFolder, { recursive: true })
  const journey: Journey = {
    program,
    page: program.page,
    keys: createKeyboard(program.page),
    province,
    restartProvince,
    held: { other: null },
  }
  for (const stretch of [
    begin,
    takeIn,
    scan,
    review,
    putAway,
    closeFile,
    findAgain,
    handOver,
    lookRound,
    settle,
    lockUp,
  ])
    await stretch(journey)
}

async function begin({ page }: Journey): Promise<void> {
  await fillFirstRun(page, PASSPHRASE)
  await shoot(page, 'lan-dau')
  await page.getByRole('button', { name: 'Lập kho' }).click()
  await page.getByRole('heading', { name: 'Phiếu khôi phục' }).waitFor()
  // The sheet of a vault that lives for a minute is no secret, but in a book nobody can tell.
  await page
    .getByRole('region', { name: 'Phiếu khôi phục để in' })
    .locator('[translate="no"]')
    .evaluate((code) => {
      for (const group of code.querySelectorAll('span')) group.textContent = 'XXXX '
    })
  await shoot(page, 'phieu-khoi-phuc')
  await page.getByText('Tôi đã in hoặc chép lại').click()
  await page.getByRole('button', { name: 'Vào làm việc' }).click()
  await page.getByRole('heading', { name: 'Tổng quan', level: 1 }).waitFor()
}

async function takeIn(journey: Journey): Promise<void> {
  const { program, page, keys } = journey
  await goTo(journey, 'Control+2', 'Tiếp nhận')
  const paths = [...samples, 'bad/password.pdf'].map((name) => path.join(samplesFolder, name))
  await program.app.evaluate(({ dialog }, answer) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...answer] })
  }, paths)
  await keys.press('Control+o')
  await page.getByRole('dialog').waitFor()
  await shoot(page, 'xac-nhan')
  await keys.press('Enter')
  await page
    .getByText(/^Đã đọc xong/)
    .first()
    .waitFor({ timeout: READING_MS })
  await page.locator('main img').first().waitFor()
  await shoot(page, 'tiep-nhan')
  await keys.press('Control+g')
  await page.getByRole('region', { name: 'Sắp xếp các trang của đợt nhập' }).waitFor()
  await page.getByRole('region', { name: 'Sắp xếp các trang của đợt nhập' }).scrollIntoViewIfNeeded()
  await page.getByRole('grid', { name: 'Các trang, theo thứ tự trong đợt' }).getByRole('row').nth(3).click()
  await shoot(page, 'sap-xep-trang')
  await keys.press('Control+g')
}

async function scan(journey: Journey): Promise<void> {
  const { page, keys } = journey
  await keys.press('F11')
  await page.getByRole('dialog', { name: 'Quét tài liệu' }).waitFor()
  await page
    .getByText(/^Đang (tìm máy quét|hỏi khả năng)/)
    .first()
    .waitFor({ state: 'hidden', timeout: 60_000 })
  await shoot(page, 'quet')
  await leaveDialog(journey)
  await page.getByRole('button', { name: 'Thư mục theo dõi' }).click()
  await page.getByRole('dialog', { name: 'Thư mục theo dõi' }).waitFor()
  await shoot(page, 'thu-muc-theo-doi')
  await leaveDialog(journey)
}

async function review(journey: Journey): Promise<void> {
  const { page, keys } = journey
  await goTo(journey, 'Control+3', 'Soát')
  await page.getByRole('option', { name: /Quyết định 15/ }).click()
  await page.getByLabel('Trích yếu').focus()
  await page.locator('[data-zone]').waitFor()
  await shoot(page, 'soat')
  await keys.press('Control+t')
  await said(page, 'Chữ máy đọc được')
  await shoot(page, 'chu-doc-duoc')
  await keys.press('Control+t')
  await page.getByRole('option', { name: /Quyết định 15/ }).click()
  await page.getByLabel('Trích yếu').focus()
  for (const kept of [1, 2, 3]) {
    await keys.press('Enter')
    await said(page, /^Đã lưu văn bản/)
    await page
      .getByText(`${samples.length - kept} văn bản chờ soát`)
      .first()
      .waitFor()
  }
}

async function putAway(journey: Journey): Promise<void> {
  const { page } = journey
  await goTo(journey, 'Control+8', 'Danh mục')
  await said(page, /^Danh mục hồ sơ năm/)
  await shoot(page, 'danh-muc')
  await goTo(journey, 'Control+4', 'Hồ sơ')
  await page.getByRole('listbox', { name: 'Văn bản chờ xếp' }).getByRole('option').first().waitFor()
  await shoot(page, 'xep-van-ban')
  for (const notation of [/01\.TH/, /02\.XH/]) {
    await page.getByRole('row', { name: notation }).first().click()
    await page.getByRole('button', { name: 'Mở hồ sơ mới' }).click()
    await page.getByRole('heading', { name: notation }).waitFor()
    await page.getByRole('button', { name: /^Kết thúc hồ sơ/ }).waitFor()
  }
  const paper = page.getByRole('row', { name: /15\/QĐ/ })
  await paper.getByRole('button', { name: 'Xếp vào 02.XH' }).click()
  await page.getByText('Hồ sơ, 1 văn bản').waitFor()
  await shoot(page, 'ho-so')
}

async function closeFile(journey: Journey): Promise<void> {
  const { page, keys } = journey
  const list = page.getByRole('heading', { name: 'Kiểm tra hồ sơ' })
  await list.scrollIntoViewIfNeeded()
  await shoot(page, 'kiem-tra-ho-so')
  await page.getByRole('button', { name: /^Kết thúc hồ sơ/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Kết thúc hồ sơ/ })
  await dialog.getByText(/Tôi đã xem .* điều nên sửa/).click()
  await shoot(page, 'ket-thuc')
  await dialog.getByRole('button', { name: /^Kết thúc hồ sơ/ }).click()
  await said(page, /^Đã kết thúc hồ sơ/)
  await keys.press('Control+p')
  await page.getByRole('dialog', { name: 'In biểu mẫu' }).waitFor()
  await shoot(page, 'bieu-mau')
  await leaveDialog(journey)
  await keys.press('Alt+v')
  await page.getByRole('grid', { name: /^Danh sách văn bản/ }).waitFor()
  await shoot(page, 'danh-sach')
  await keys.press('Alt+t')
}

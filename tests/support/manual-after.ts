import { goTo, type Journey, leaveDialog, SHOWN_ADDRESS, said, shoot } from './manual-camera.ts'
import { joinSecondPc } from './second-pc.ts'

const COMMUNE = 'H27.38.05'

export async function findAgain(journey: Journey): Promise<void> {
  const { page, keys } = journey
  await goTo(journey, 'Control+f', 'Tìm kiếm')
  await keys.type('tro cap')
  await page.getByRole('listbox', { name: 'Kết quả tìm kiếm' }).getByRole('option').first().waitFor()
  await keys.press('ArrowDown')
  await page.locator('main img').first().waitFor()
  await shoot(page, 'tim-kiem')
  await keys.press('Enter')
  await page.getByRole('group', { name: 'Các trang', exact: true }).locator('img').first().waitFor()
  await shoot(page, 'xem-van-ban')
  await keys.press('Escape')
}

export async function handOver(journey: Journey): Promise<void> {
  const { page, keys, province } = journey
  await goTo(journey, 'Control+6', 'Nộp lưu')
  await page
    .getByRole('button', { name: /^Kết nối với tỉnh/ })
    .first()
    .click()
  await page.getByLabel(/Địa chỉ/).fill(SHOWN_ADDRESS)
  await page.getByLabel(/Mã ghi danh/).fill('XXXX-XXXX-XXXX-XXXX')
  await shoot(page, 'ket-noi')
  await page.getByLabel(/Địa chỉ/).fill(province.url)
  await page.getByLabel(/Mã ghi danh/).fill(province.enrolmentCode)
  await keys.press('Enter')
  await said(page, /^Đã kết nối với/)
  await page
    .getByRole('button', { name: /^Nộp lưu hồ sơ/ })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Nộp lưu \d/ })
    .waitFor()
  await shoot(page, 'nop-luu-chon')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Nộp lưu \d/ })
    .click()
  await said(page, /^Đã lập đợt nộp lưu/)
  await keys.press('F5')
  await said(page, /^đã gửi$/)
  // It makes a code for one more PC at every start.
  const again = await journey.restartProvince()
  const other = await joinSecondPc(again)
  journey.held.other = other
  const archive = await again.signIn()
  await archive.acceptDeposit({ commune: COMMUNE, deposit: other.find('deposit_') })
  await keys.press('F5')
  await said(page, /^đã nộp$/)
  await page.getByRole('heading', { name: 'Nộp lưu', level: 1 }).click()
  await shoot(page, 'nop-luu')
  await goTo(journey, 'Control+9', 'Gửi về tỉnh')
  await said(page, 'Tỉnh đã nhận đủ mọi thứ trên máy này')
  await shoot(page, 'gui-ve-tinh')
  await page.getByRole('button', { name: 'Ghi ra USB' }).click()
  await page.getByRole('dialog', { name: 'Nộp về tỉnh bằng USB' }).waitFor()
  await shoot(page, 'usb')
  await leaveDialog(journey)
}

/** Another PC of the commune writes the title of the same case file otherwise while this one does not send. */
export async function settle(journey: Journey): Promise<void> {
  const { page, keys } = journey
  const { other } = journey.held
  if (other === null) throw new Error('no other PC of the commune has joined')
  const { station } = other
  const file = other.find('case_', '01.TH')
  await goTo(journey, 'Control+9', 'Gửi về tỉnh')
  await keys.press('Alt+p')
  await said(page, /^Tạm dừng: không gửi/)
  await goTo(journey, 'Control+4', 'Hồ sơ')
  await page
    .getByRole('row', { name: /01\.TH/ })
    .first()
    .click()
  await page.getByRole('gridcell', { name: /Hồ sơ, 0 văn bản/ }).click()
  await page.getByRole('button', { name: 'Sửa đầu hồ sơ' }).click()
  await page.getByLabel('Tiêu đề hồ sơ').fill('Hồ sơ hội nghị tổng kết công tác năm của xã')
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
  await said(page, /^Đã sửa đầu hồ sơ/)
  station.write({ record: file, path: '/title', value: 'Hồ sơ hội nghị sơ kết công tác năm của xã' })
  await station.sync({ push: [station.batch()] })
  await goTo(journey, 'Control+9', 'Gửi về tỉnh')
  await keys.press('Alt+g')
  await said(page, '1 chỗ các máy ghi khác nhau')
  await goTo(journey, 'Control+0', 'Xung đột')
  await page.getByRole('main').locator('[data-removed]').first().waitFor()
  await shoot(page, 'xung-dot')
}

export async function lookRound(journey: Journey): Promise<void> {
  const { page, keys } = journey
  await goTo(journey, 'Control+h', 'Nhật ký')
  await said(page, /^Kết thúc hồ sơ/)
  await shoot(page, 'nhat-ky')
  await goTo(journey, 'Control+7', 'Thiết lập')
  await said(page, 'Danh mục pháp lý')
  await shoot(page, 'thiet-lap')
  for (const [heading, name] of [
    ['Người dùng', 'nguoi-dung'],
    ['An toàn của kho', 'sao-luu'],
  ] as const) {
    const panel = page.getByRole('heading', { name: heading, exact: true })
    await panel.evaluate((element) => element.scrollIntoView({ block: 'start' }))
    await shoot(page, name)
  }
  await goTo(journey, 'Control+1', 'Tổng quan')
  await said(page, 'Việc tiếp theo')
  await shoot(page, 'tong-quan')
  await keys.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await keys.type('nop luu')
  await shoot(page, 'bang-lenh')
  await leaveDialog(journey)
}

export async function lockUp({ page, keys }: Journey): Promise<void> {
  await keys.press('Control+l')
  await page.getByRole('heading', { name: 'Mở khoá kho' }).waitFor()
  await shoot(page, 'mo-khoa')
}

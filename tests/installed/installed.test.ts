// The package of Debian as an office gets it: made, installed by apt, worked with, updated by a signed file, removed. It changes
// this machine, needs root and apt, and so runs only where it is asked for by name.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { openConsole } from '../support/console-page.ts'
import { connect, depositClosed, goByRail } from '../support/desk-steps.ts'
import { samplesFolder } from '../support/engine.ts'
import { bytesBelow, treeOf } from '../support/file-tree.ts'
import { tryAll } from '../support/hostile-page.ts'
import { type InstalledProgram, installedFolder, openInstalled } from '../support/installed-program.ts'
import { makePackages } from '../support/made-packages.ts'
import { type Province, startInstalledProvince } from '../support/province.ts'
import { dropFiles, fillFirstRun } from '../support/window.ts'

const run = promisify(execFile)
const PASSPHRASE = 'một câu thật dài'
const NEXT = '0.1.1'
const MEGABYTE = 1_000_000
const Bill = z.object({ components: z.array(z.object({ name: z.string() })) })
const OFF = 0x30
const ON = 0x31

let folder: string
let packages: string
let dataFolder: string
let program: InstalledProgram
let province: Province
let receiptNumber: string
let archiveHash: string

const deb = (version: string): string => path.join(packages, `ho-so-xa_${version}_amd64.deb`)
const update = (): string => path.join(packages, 'deb', `ho-so-xa-${NEXT}-linux-x64.hoso`)
const apt = (...args: readonly string[]) =>
  run('apt-get', [...args], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ho-so-xa-'))
  await chmod(folder, 0o755)
  packages = path.join(folder, 'gói cài đặt')
  dataFolder = path.join(folder, 'Máy của chị Hoà')
  await mkdir(dataFolder)
  await makePackages('deb', packages, NEXT)
  archiveHash = await makePackages('deb', packages, '0.1.0')
})
afterAll(async () => {
  await program?.close()
  await province?.stop()
  if (existsSync(installedFolder)) await apt('remove', '-y', 'ho-so-xa')
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').waitFor()
}

test('[PK1] the package is small, apt installs it, and what is inside is whole', async () => {
  expect((await stat(deb('0.1.0'))).size).toBeLessThan(130 * MEGABYTE)
  await apt('install', '-y', deb('0.1.0'))

  expect(await bytesBelow(installedFolder)).toBeLessThan(450 * MEGABYTE)
  const inside = [
    'hoso',
    'resources/app.asar',
    'resources/notices/sbom.cdx.json',
    'resources/notices/licences.txt',
  ]
  expect(inside.filter((name) => !existsSync(path.join(installedFolder, name)))).toEqual([])
  const entry = await readFile('/usr/share/applications/ho-so-xa.desktop', 'utf8')
  expect(entry).toContain('MimeType=application/vnd.ho-so-xa;')
  const sbom = await readFile(path.join(installedFolder, 'resources/notices/sbom.cdx.json'), 'utf8')
  const names = Bill.parse(JSON.parse(sbom)).components.map(({ name }) => name)
  expect(
    ['electron', 'react', 'lowdb', 'pdfjs-dist', 'tesseract.js', 'zustand'].filter(
      (name) => !names.includes(name),
    ),
  ).toEqual([])
})

test('[PK12] the same sources give the same archive of the program', async () => {
  const again = path.join(folder, 'lần hai')
  await mkdir(again)
  // Both trust the same key, which is a part of the program.
  await copyFile(path.join(packages, 'test-update-key.pem'), path.join(again, 'test-update-key.pem'))
  expect(await makePackages('archive', again, '0.1.0')).toBe(archiveHash)
})

test('[PK2] the runtime runs nothing but the program: no plain Node, no debugger, no code beside the archive', async () => {
  const wire = await getCurrentFuseWire(path.join(installedFolder, 'ho-so-xa'))
  expect({
    runAsNode: wire[FuseV1Options.RunAsNode],
    cookieEncryption: wire[FuseV1Options.EnableCookieEncryption],
    nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
    inspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
    asarIntegrity: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
    onlyAsar: wire[FuseV1Options.OnlyLoadAppFromAsar],
    fileProtocol: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
  }).toEqual({
    runAsNode: OFF,
    cookieEncryption: ON,
    nodeOptions: OFF,
    inspect: OFF,
    asarIntegrity: ON,
    onlyAsar: ON,
    fileProtocol: OFF,
  })
})

test('[PK3] the installed command works without a display, and so does the province’s server', async () => {
  const { DISPLAY: _, ...env } = process.env
  const out = path.join(folder, 'văn bản')
  const args = ['digitise', path.join(samplesFolder, 'thong-bao.jpg'), '--out', out, '--json']
  const { stdout } = await run('/usr/bin/hoso', args, { env, timeout: 120_000 })
  expect(JSON.parse(stdout)).toMatchObject({ end: 'whole', taken: [{ pageCount: 1 }] })
  await expect(run('/usr/bin/hoso', ['no-such-command'], { env })).rejects.toMatchObject({ code: 2 })

  province = await startInstalledProvince(path.join(folder, 'máy chủ tỉnh'))
  expect((await fetch(new URL('/healthz', province.url))).status).toBe(200)
})

test('[PK2][PK4] for an ordinary user the window is sandboxed and gets no rights, and two users have vaults of their own', async () => {
  const home = path.join(folder, 'nobody')
  await mkdir(home)
  const nobody = 65_534
  await run('chown', ['-R', `${nobody}:${nobody}`, home])
  const theirs = await openInstalled({ dataFolder: home, user: { uid: nobody, gid: nobody } })
  try {
    const { stdout } = await run('pgrep', ['-f', `^/opt/.*--type=renderer.*--user-data-dir=${home}`])
    const [pid = ''] = stdout.trim().split('\n')
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    expect(status).toMatch(/^Seccomp:\t2$/m)
    expect(await theirs.page().evaluate(tryAll, new URL('/healthz', province.url).href)).toEqual({
      found: [],
      isFetchRefused: true,
      isWindowRefused: true,
      permissions: ['denied', 'denied', 'denied'],
    })
    expect(
      await theirs
        .page()
        .getByRole('button', { name: /^Lập kho/ })
        .count(),
    ).toBe(1)
  } finally {
    await theirs.close()
  }
})

test('[PK5][UI1] the installed program goes from the first run to a deposit, under a path with blanks and Vietnamese letters', async () => {
  program = await openInstalled({ dataFolder })
  const page = program.page()
  await fillFirstRun(page, PASSPHRASE)
  await page.getByRole('button', { name: /^Lập kho/ }).click()
  await page.getByText('Tôi đã in hoặc chép lại').click()
  await page.getByRole('button', { name: 'Vào làm việc' }).click()
  await dropFiles(page, [path.join(samplesFolder, 'quyet-dinh.pdf')])
  await goByRail(page, 'Tiếp nhận')
  await page
    .getByText(/2\/2 trang/)
    .first()
    .waitFor({ timeout: 120_000 })

  await goByRail(page, 'Soát')
  await page.getByRole('option', { name: /Quyết định 15/ }).click()
  await expect.poll(() => page.getByLabel('Trích yếu').inputValue()).toMatch(/^Về việc h/)
  await page.getByLabel('Trích yếu').press('Enter')
  await page.getByText(/Đã lưu văn bản/).waitFor()
  await goByRail(page, 'Hồ sơ')
  await page
    .getByRole('row', { name: /02\.XH/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Mở hồ sơ mới' }).click()
  await page.getByRole('button', { name: 'Xếp vào 02.XH' }).click()
  await page.getByText('Hồ sơ, 1 văn bản').waitFor()
  await page.getByRole('button', { name: /^Kết thúc hồ sơ/ }).click()
  const closing = page.getByRole('dialog', { name: /^Kết thúc hồ sơ/ })
  await closing.getByText(/Tôi đã xem .* điều nên sửa/).click()
  await closing.getByRole('button', { name: /^Kết thúc hồ sơ/ }).click()
  await page.getByText(/Đã kết thúc hồ sơ/).waitFor()

  await goByRail(page, 'Nộp lưu')
  await connect(page, province)
  await depositClosed(page)
  await page.getByText('đã gửi', { exact: true }).first().waitFor({ timeout: 60_000 })
  await page
    .getByText(/Lần nộp 1/)
    .first()
    .waitFor()
})

test('[PK5][UI1] the province accepts, and the receipt reaches the installed program', async () => {
  const archive = await openConsole(province)
  try {
    await archive.signIn()
    receiptNumber = await archive.acceptFirstDeposit()
  } finally {
    await archive.close()
  }
  const page = program.page()
  await page.keyboard.press('F5')
  await page.getByText('đã nộp', { exact: true }).first().waitFor({ timeout: 60_000 })
  await page.getByText(receiptNumber).first().waitFor()
  expect(receiptNumber).toMatch(/\d/)
})

test('[PK6] a second start brings the first window forward, and opens in it what it was given', async () => {
  await run('/usr/bin/ho-so-xa', ['--no-sandbox', `--data=${dataFolder}`, update()], { timeout: 30_000 })
  const dialog = program.page().getByRole('dialog', { name: 'Cập nhật chương trình' })
  await dialog.getByText(new RegExp(`Chữ ký đúng: bản ${NEXT}`)).waitFor({ timeout: 60_000 })
  expect(await dialog.getByRole('button', { name: `Cài đặt bản ${NEXT}` }).isEnabled()).toBe(true)
})

test('[PK7] the signed file brings the next version; the vault with its work is the same', async () => {
  const dialog = program.page().getByRole('dialog', { name: 'Cập nhật chương trình' })
  await dialog.getByRole('button', { name: `Cài đặt bản ${NEXT}` }).click()
  const version = async () => (await run('dpkg-query', ['-W', '-f', '${Version}', 'ho-so-xa'])).stdout
  await expect.poll(version, { timeout: 180_000 }).toBe(NEXT)
  await program.follow()

  const page = program.page()
  await unlock(page)
  await page.getByText(new RegExp(`Đã lên bản ${NEXT}`)).waitFor()
  await goByRail(page, 'Nộp lưu')
  await page.getByText('đã nộp', { exact: true }).first().waitFor()
  await page.getByText(receiptNumber).first().waitFor()
})

test('[PK8] a package that an older one would replace is refused, and the version stays', async () => {
  const older = path.join(packages, 'deb', 'ho-so-xa-0.1.0-linux-x64.hoso')
  const { DISPLAY: _, ...env } = process.env
  await expect(run('/usr/bin/hoso', ['update', 'check', older], { env })).rejects.toMatchObject({ code: 1 })
})

test('[PK9] removing the program leaves the vault untouched and says where it is', async () => {
  await program.close()
  const before = await treeOf(path.join(dataFolder, 'kho'))
  expect(before.length).toBeGreaterThan(5)
  const { stdout } = await apt('remove', '-y', 'ho-so-xa')

  expect(stdout).toContain('Kho hồ sơ vẫn còn nguyên')
  expect(
    [installedFolder, '/usr/bin/hoso', '/usr/bin/ho-so-xa'].filter((place) => existsSync(place)),
  ).toEqual([])
  expect(await treeOf(path.join(dataFolder, 'kho'))).toEqual(before)
})

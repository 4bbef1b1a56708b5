import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createSystemInstaller, type InstallerPorts } from '../../../../electron/update/system-installer.ts'
import { faultOf, temporaryFolder } from '../../../support/test-vault.ts'

/** A PC on which these commands are all there is; each notes how it was called. */
async function aPc(commands: Readonly<Record<string, string>>, ports: Partial<InstallerPorts> = {}) {
  const folder = await temporaryFolder()
  const bin = path.join(folder, 'bin')
  const calls = path.join(folder, 'calls')
  await mkdir(bin)
  await writeFile(calls, '')
  for (const [name, script] of Object.entries(commands)) {
    const file = path.join(bin, name)
    await writeFile(file, `#!/bin/sh\necho "${name} $*" >> "${calls}"\n${script}\n`)
    await chmod(file, 0o755)
  }
  const program = path.join(folder, 'ho-so-xa')
  await writeFile(program, '')
  return {
    bin,
    program,
    calls: async () => (await readFile(calls, 'utf8')).trim().split('\n'),
    installer: createSystemInstaller({
      platform: 'linux',
      program,
      isRoot: true,
      env: { PATH: bin },
      ...ports,
    }),
  }
}

const DEB = '/cập nhật/0.2.0/ho-so-xa.deb'

test('[UP6] as root a .deb of a program that dpkg installed goes to apt', async () => {
  const { installer, calls, program } = await aPc({ dpkg: 'echo "ho-so-xa: $2"', 'apt-get': '' })

  expect(await installer.wayOf('ho-so-xa.deb')).toBe('installer')
  await installer.start(DEB)

  expect(await calls()).toEqual([
    `dpkg -S ${program}`,
    `apt-get -y -o Dpkg::Options::=--force-confold install ${DEB}`,
  ])
})

test('[UP6] without apt it goes to dpkg, an .rpm to rpm, and an ordinary user is asked by pkexec', async () => {
  const plain = await aPc({ dpkg: '' })
  const red = await aPc({ rpm: '' })
  const user = await aPc({ dpkg: '', 'apt-get': '', pkexec: '' }, { isRoot: false })

  await plain.installer.start(DEB)
  await red.installer.start('/cập nhật/ho-so-xa.rpm')
  await user.installer.start(DEB)

  expect(await plain.calls()).toEqual([`dpkg -i ${DEB}`])
  expect(await red.calls()).toEqual(['rpm -U /cập nhật/ho-so-xa.rpm'])
  expect(await user.calls()).toEqual([
    `pkexec ${path.join(user.bin, 'apt-get')} -y -o Dpkg::Options::=--force-confold install ${DEB}`,
  ])
})

test('[UP8] what belongs to no package, is an AppImage or is of another kind is put in place by hand', async () => {
  const loose = await aPc({ dpkg: 'exit 1', rpm: 'exit 1' })
  const image = await aPc({ dpkg: 'echo "ho-so-xa: $2"' })
  const appImage = createSystemInstaller({
    platform: 'linux',
    program: image.program,
    isRoot: true,
    env: { PATH: image.bin, APPIMAGE: '/home/a.AppImage' },
  })
  const bare = await aPc({})
  const foreign = await aPc({ dpkg: 'echo "nodejs: $2"' })

  expect(await loose.installer.wayOf('a.deb')).toBe('by-hand')
  expect(await loose.installer.wayOf('a.rpm')).toBe('by-hand')
  expect(await loose.installer.wayOf('a.AppImage')).toBe('by-hand')
  expect(await appImage.wayOf('a.deb')).toBe('by-hand')
  expect(await foreign.installer.wayOf('a.deb')).toBe('by-hand')
  expect(await bare.installer.wayOf('a.deb')).toBe('by-hand')
})

test('[UP8] on Windows a setup runs where one has run before', async () => {
  const pc = await aPc({}, { platform: 'win32' })
  expect(await pc.installer.wayOf('setup.exe')).toBe('by-hand')

  await writeFile(path.join(path.dirname(pc.program), 'Uninstall ho-so-xa'), '')

  expect(await pc.installer.wayOf('setup.exe')).toBe('setup')
  expect(await pc.installer.wayOf('ho-so-xa.zip')).toBe('by-hand')
})

test('[UP6] a setup is started through the environment, so that its path is no command', async () => {
  const { installer, calls } = await aPc(
    { 'powershell.exe': 'echo "$HOSO_SETUP" >> "$0.path"' },
    { platform: 'win32' },
  )

  await installer.start("C:\\Người dùng\\a'; calc\\setup.exe")

  expect(await calls()).toEqual([
    "powershell.exe -NoProfile -NonInteractive -Command Start-Process -FilePath $env:HOSO_SETUP -ArgumentList '--updated'",
  ])
})

test.each([
  ['nobody confirmed', 'exit 126', { code: 'cancelled', reason: 'update' }],
  ['nobody may', 'exit 127', { code: 'no-rights', reason: 'update' }],
  [
    'another installer runs',
    'echo "E: Could not get lock /var/lib/dpkg/lock-frontend" >&2; exit 100',
    { code: 'file-busy', reason: 'update' },
  ],
  ['the installer failed', 'echo "dpkg: hỏng" >&2; exit 1', { code: 'conflict', reason: 'update-install' }],
] as const)('[UP6] that %s is told', async (_what, script, told) => {
  const { installer } = await aPc({ 'apt-get': '', pkexec: script }, { isRoot: false })

  const fault = await faultOf(installer.start(DEB))

  expect(fault).toMatchObject({ code: told.code, detail: { reason: told.reason, path: DEB } })
})

test('[UP6] a PC that cannot ask for rights says so, and the last line of a failure is told', async () => {
  const mute = await aPc({ 'apt-get': '' }, { isRoot: false })
  const broken = await aPc({ 'apt-get': 'printf "một\\nhai\\n" >&2; exit 100' })

  expect((await faultOf(mute.installer.start(DEB))).code).toBe('no-rights')
  expect((await faultOf(broken.installer.start(DEB))).detail).toEqual({
    reason: 'update-install',
    exit: 100,
    said: 'hai',
    path: DEB,
  })
})

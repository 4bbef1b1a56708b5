import { expect, test } from 'vitest'
import { judgeLocation, type LocationPorts } from '../../../../../electron/store/care/location.ts'
import { temporaryFolder } from '../../../../support/test-vault.ts'

function machine(part: Partial<LocationPorts> & { readonly texts?: Readonly<Record<string, string>> } = {}) {
  const { texts = {}, ...rest } = part
  const ports: LocationPorts = {
    platform: 'linux',
    env: {},
    exists: async () => false,
    readText: async (file) => texts[file] ?? null,
    resolve: async (folder) => folder,
    ...rest,
  }
  return ports
}

test.each([
  ['/home/lan/OneDrive - UBND Tỉnh/kho', 'OneDrive'],
  ['/home/lan/Dropbox/kho', 'Dropbox'],
  ['/home/lan/Dropbox (Cá nhân)/kho', 'Dropbox'],
  ['/media/Google Drive/My Drive/kho', 'Google Drive'],
  ['/home/lan/MEGAsync/hồ sơ/kho', 'MEGA'],
  ['/home/lan/Nextcloud2/kho', 'Nextcloud'],
  ['/Users/lan/Library/Mobile Documents/com~apple~CloudDocs/kho', 'iCloud'],
])('[CA10] %s lies in a folder that %s synchronises', async (folder, service) => {
  expect(await judgeLocation(folder, machine())).toEqual([{ kind: 'cloud', service }])
})

test('[CA10] a synchronised folder of any name is known by its variable or by what the service left in it', async () => {
  const windows = machine({ platform: 'win32', env: { OneDriveCommercial: 'C:\\Dữ liệu' } })
  expect(await judgeLocation('C:\\Dữ liệu\\kho', windows)).toEqual([{ kind: 'cloud', service: 'OneDrive' }])
  expect(await judgeLocation('C:\\Khác\\kho', windows)).toEqual([])

  const marked = machine({ exists: async (file) => file === '/data/chung/.sync_journal.db' })
  expect(await judgeLocation('/data/chung/xã/kho', marked)).toEqual([{ kind: 'cloud', service: 'Nextcloud' }])
  expect(await judgeLocation('/data/rieng/kho', marked)).toEqual([])
})

test('[CA10] a stick and a network share are told from a disk of this PC', async () => {
  const mounts = [
    '25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
    '70 25 8:17 / /media/lan/USB\\040XANH rw - vfat /dev/sdb1 rw',
    '71 25 0:50 / /mnt/chung rw - cifs //may-chu/chung rw',
    '72 25 259:2 / /data rw - ext4 /dev/nvme0n1p2 rw',
  ].join('\n')
  const ports = machine({
    texts: {
      '/proc/self/mountinfo': mounts,
      '/sys/block/sda/removable': '0\n',
      '/sys/block/sdb/removable': '1\n',
      '/sys/block/nvme0n1/removable': '0\n',
    },
  })

  expect(await judgeLocation('/media/lan/USB XANH/kho', ports)).toEqual([{ kind: 'removable' }])
  expect(await judgeLocation('/mnt/chung/kho', ports)).toEqual([{ kind: 'network' }])
  expect(await judgeLocation('/home/lan/kho', ports)).toEqual([])
  expect(await judgeLocation('/data/kho', ports)).toEqual([])
  expect(await judgeLocation('\\\\may-chu\\chung\\kho', machine({ platform: 'win32' }))).toEqual([
    { kind: 'network' },
  ])
})

test('the folder of this test is fit for a vault', async () => {
  expect(await judgeLocation(await temporaryFolder())).toEqual([])
})

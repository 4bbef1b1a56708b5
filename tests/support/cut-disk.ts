import { execFile } from 'node:child_process'
import { mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { getuid } from 'node:process'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

const run = promisify(execFile)
const IMAGE_BYTES = 1_073_741_824

/** A real file system (ext4 on a loop device) that can be copied as it would stand after its power went. */
export interface CutDisk {
  /** Where it is mounted. */
  readonly folder: string
  /**
   * What has reached the device at this moment, mounted again: the journal is replayed, what only lay in the memory of
   * the system is gone. Whoever writes has to stand still meanwhile.
   * @param look gets the folder where the copy is mounted
   */
  afterCut<T>(look: (folder: string) => Promise<T>): Promise<T>
}

/** Says why there can be no such disk here, or null. */
export async function whyNoCutDisk(): Promise<string | null> {
  if (process.platform !== 'linux') return 'loop devices are of Linux'
  if (getuid?.() !== 0) return 'mounting needs root'
  for (const [tool, option] of [
    ['losetup', '--version'],
    ['mkfs.ext4', '-V'],
    ['mount', '--version'],
  ] as const) {
    const failure = await run(tool, [option]).then(() => null, String)
    if (failure !== null) return `${tool} does not run: ${failure}`
  }
  return run('losetup', ['-f']).then(
    () => null,
    (error: unknown) => `no loop device is free: ${String(error)}`,
  )
}

/** Makes and mounts a disk for one test. */
export async function createCutDisk(within: string): Promise<CutDisk> {
  const image = path.join(within, 'disk.img')
  const file = await open(image, 'wx')
  await file.truncate(IMAGE_BYTES)
  await file.close()
  await run('mkfs.ext4', ['-q', '-F', image])
  const folder = await mount(image, path.join(within, 'disk'))
  onTestFinished(() => unmount(folder))
  let cuts = 0
  return {
    folder,
    afterCut: async (look) => {
      cuts += 1
      const copy = path.join(within, `cut-${cuts}.img`)
      await run('cp', ['--sparse=always', image, copy])
      const at = await mount(copy, path.join(within, `cut-${cuts}`))
      try {
        return await look(at)
      } finally {
        await unmount(at)
        await run('rm', [copy])
      }
    },
  }
}

async function mount(image: string, at: string): Promise<string> {
  await mkdir(at)
  await run('mount', ['-o', 'loop', image, at])
  return at
}

async function unmount(at: string): Promise<void> {
  await run('umount', [at])
}

/** Is every thread of a process stopped? */
export async function isStopped(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return /^State:\s+T/m.test(status)
}

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EngineEvent } from '../../../../domain/api.ts'
import { defaultPreferences } from '../../../../domain/preferences-api.ts'
import { mend, preferencesHandlers } from '../../../../electron/compose/preferences.ts'
import { createNodeFiles } from '../../../../electron/store/files/node-files.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'preferences-'))
})
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const events: EngineEvent[] = []
const bugs: unknown[] = []

function open(files = createNodeFiles()): ReturnType<typeof preferencesHandlers> {
  events.length = 0
  bugs.length = 0
  return preferencesHandlers({
    files,
    folder,
    surroundings: { emit: (event) => events.push(event), onBug: (_where, error) => bugs.push(error) },
  })
}

const onDisk = async (): Promise<unknown> =>
  JSON.parse(await readFile(path.join(folder, 'preferences.json'), 'utf8'))

test('[UI21] what is chosen is on the disk when it is answered, told to every window, and there after a restart', async () => {
  const handlers = open()

  const answered = await handlers.setPreferences({ language: 'en', textPercent: 150 })

  expect(answered).toEqual({ ...defaultPreferences, language: 'en', textPercent: 150 })
  expect(await onDisk()).toEqual(answered)
  expect(events).toEqual([{ name: 'preferencesChanged', payload: answered }])
  expect(await open().preferences({})).toEqual(answered)
})

test('[UI21] changes made at once each stand on the one before', async () => {
  const handlers = open()

  await Promise.all([
    handlers.setPreferences({ language: 'en' }),
    handlers.setPreferences({ theme: 'dark' }),
    handlers.setPreferences({ textPercent: 200 }),
  ])

  const wanted = { ...defaultPreferences, language: 'en', theme: 'dark', textPercent: 200 }
  expect(await handlers.preferences({})).toEqual(wanted)
  expect(await onDisk()).toEqual(wanted)
  expect(await readdir(folder)).toEqual(['preferences.json'])
})

test('[UI21] a damaged value falls back alone', () => {
  const found = {
    language: 'en',
    theme: 'purple',
    textPercent: 130,
    shortcuts: { undo: ['Ctrl+U'], redo: 'Ctrl+Y' },
    columns: { files: ['title'], plan: [7] },
    tour: { step: 3, isEnded: true },
    more: 1,
  }

  expect(mend(found)).toEqual({
    ...defaultPreferences,
    language: 'en',
    shortcuts: { undo: ['Ctrl+U'] },
    columns: { files: ['title'] },
    tour: { step: 3, isEnded: true },
  })
})

test.each(['', '{"language": "e', 'null', '[]', '"vi"'])(
  '[UI21] a file that says %j leaves the usual preferences, and can be written again',
  async (text) => {
    await writeFile(path.join(folder, 'preferences.json'), text)
    const handlers = open()

    expect(await handlers.preferences({})).toEqual(defaultPreferences)
    expect((await handlers.setPreferences({ theme: 'dark' })).theme).toBe('dark')
    expect((await open().preferences({})).theme).toBe('dark')
  },
)

test('[UI21] a draft of a run that was cut short is no hindrance', async () => {
  await writeFile(path.join(folder, 'preferences.json.new'), '{"lang')

  await open().setPreferences({ language: 'en' })

  expect((await open().preferences({})).language).toBe('en')
})

test('[UI21] what cannot be written does not hold', async () => {
  const files = createNodeFiles()
  const full = { isFull: true }
  const handlers = open({
    ...files,
    create: (file) => (full.isFull ? Promise.reject(new Error('no room')) : files.create(file)),
  })

  await expect(handlers.setPreferences({ theme: 'dark' })).rejects.toThrow('no room')
  expect(await handlers.preferences({})).toEqual(defaultPreferences)

  full.isFull = false
  await handlers.setPreferences({ language: 'en' })
  expect(await onDisk()).toEqual({ ...defaultPreferences, language: 'en' })
})

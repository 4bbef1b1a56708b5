import { expect, test } from 'vitest'
import type * as z from 'zod'
import { workspaceHandlers } from '../../../../../electron/desk/workspace/workspace-handlers.ts'

/** The settings of a vault, and who is signed in. */
function aDesk() {
  const files = new Map<string, unknown>()
  const desk = { user: '1', views: 0, files }
  const settings = async <T>(name: string, schema: z.ZodType<T>, fallback: T) => ({
    get value() {
      return files.has(name) ? schema.parse(files.get(name)) : fallback
    },
    save: async (next: T) => void files.set(name, structuredClone(next)),
  })
  const handlers = workspaceHandlers({
    settings,
    user: () => desk.user,
    nowIso: () => '2026-01-05T08:00:00.000Z',
    onViews: () => void (desk.views += 1),
  })
  return { desk, handlers }
}

const view = {
  id: '00000000-0000-4000-8000-000000000001',
  list: 'files',
  name: 'Đến hạn',
  filter: {},
  columns: [],
}

test('[UI28] what one user typed and where they were is told to nobody else', async () => {
  const { desk, handlers } = aDesk()
  const place = { screen: 'review', record: null, page: 2, detail: {} }
  await handlers.keepDraft({ form: 'dialog:note:case', values: { text: 'ghi chú' } })
  await handlers.keepPlace({ place })

  desk.user = '2'
  expect(await handlers.workspace({})).toEqual({ place: null, drafts: [], views: [] })
  desk.user = '1'
  expect(await handlers.workspace({})).toEqual({
    place,
    drafts: [{ form: 'dialog:note:case', values: { text: 'ghi chú' }, savedAt: '2026-01-05T08:00:00.000Z' }],
    views: [],
  })
})

test('[UI28] drafts that two windows keep at once do not lose each other, and a saved form forgets its own', async () => {
  const { handlers } = aDesk()
  await Promise.all(['a', 'b', 'c'].map((form) => handlers.keepDraft({ form, values: { text: form } })))
  await handlers.keepDraft({ form: 'b', values: null })

  const { drafts } = await handlers.workspace({})
  expect(drafts.map(({ form }) => form)).toEqual(['a', 'c'])
})

test('[UI28] a list that was named stands in backups, what is typed does not', async () => {
  const { desk, handlers } = aDesk()
  await handlers.keepView({ view })
  await handlers.keepView({ view: { ...view, name: 'Sắp đến hạn' } })
  await handlers.keepDraft({ form: 'a', values: { text: 'x' } })

  expect((await handlers.workspace({})).views).toEqual([{ ...view, name: 'Sắp đến hạn' }])
  expect([...desk.files.keys()].toSorted()).toEqual(['views-1', 'workspace-1-now'])
  await handlers.forgetView({ id: view.id })
  expect((await handlers.workspace({})).views).toEqual([])
  expect(desk.views).toBe(3)
})

test('[UI28] a draft that cannot be understood costs only itself, and the oldest goes where there are too many', async () => {
  const { desk, handlers } = aDesk()
  const good = { form: 'a', values: {}, savedAt: 'x' }
  desk.files.set('workspace-1-now', { place: 7, drafts: [{ form: 3 }, good] })
  expect(await handlers.workspace({})).toMatchObject({ place: null, drafts: [good] })

  for (let n = 0; n < 201; n += 1) await handlers.keepDraft({ form: `form-${n}`, values: {} })
  const { drafts } = await handlers.workspace({})
  expect([drafts.length, drafts[0]?.form, drafts.at(-1)?.form]).toEqual([200, 'form-1', 'form-200'])
})

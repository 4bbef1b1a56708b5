import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { pageId } from '../../domain/records/page.ts'
import { aSearch } from '../support/memory-search.ts'
import { aDocument, shaOf } from '../support/memory-vault.ts'
import { type OpenUi, openUi } from '../support/open-ui.tsx'

const PAGES = 1000
const RUN = '00000000-0000-4000-8000-000000000000'
const long = aDocument(1, {
  values: { type: '02', number: '15', notation: 'QĐ-UBND' },
  pages: Array.from({ length: PAGES }, (_, index) => ({ id: pageId(RUN, index), source: shaOf(1), index })),
  texts: { [pageId(RUN, 0)]: shaOf(2), [pageId(RUN, 1)]: shaOf(2) },
})
const hits = [0, 40, 900].map((page) => ({
  document: long,
  caseFile: null,
  page,
  snippet: [],
  boxes: [[0.1, 0.2, 0.3, 0.25]] as [number, number, number, number][],
}))

async function openViewer(): Promise<OpenUi> {
  const ui = await openUi({ documents: [long], search: aSearch({ hits }) })
  await ui.store.getState().openPage(long, 0)
  await screen.findByRole('dialog', { name: /15\/QĐ-UBND/ })
  return ui
}

const pageShown = (number: number): Promise<HTMLElement> =>
  screen.findByRole('region', { name: `Trang ${number} trên ${PAGES}` })

test('[UI50] of a thousand pages few are drawn, each is a region with its name, and its text can be read aloud', async () => {
  await openViewer()

  const first = await pageShown(1)
  await within(first).findByText('QUYẾT', { exact: false })
  expect(document.querySelectorAll('section[data-page]').length).toBeLessThan(6)
  expect(within(first).queryByText('Trang này chưa có chữ đọc được.')).toBeNull()
  expect(screen.getByRole('navigation', { name: 'Ảnh nhỏ các trang' })).toBeDefined()
})

test('[UI50] a number goes to its page, keys go on from there, and Escape goes back to the screen below', async () => {
  const { user, store } = await openViewer()
  await pageShown(1)

  await user.keyboard('g')
  const box = screen.getByLabelText('Đến trang')
  expect(document.activeElement).toBe(box)
  await user.clear(box)
  await user.keyboard('731{Enter}')
  await pageShown(731)
  await user.keyboard('n')
  await pageShown(732)
  expect(store.getState().viewer?.page).toBe(731)

  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(store.getState().screen).toBe('overview')
})

test('[UI52] words are found on all pages, F3 and Shift+F3 go from hit to hit and around', async () => {
  const { user } = await openViewer()
  await pageShown(1)

  await user.keyboard('{Control>}f{/Control}duong{Enter}')
  await screen.findByText('1/3')
  await user.keyboard('{F3}')
  await screen.findByText('2/3')
  const page = await pageShown(41)
  expect(page.querySelector("[data-present='true']")).not.toBeNull()
  await user.keyboard('{F3}{F3}')
  await screen.findByText('1/3')
  await user.keyboard('{Shift>}{F3}{/Shift}')
  await screen.findByText('3/3')
  await pageShown(901)
})

test('[UI57] while a document is viewed no command of the screen below is heard, and those of the viewer are', async () => {
  const { user, store } = await openViewer()
  await pageShown(1)

  await user.keyboard('{Control>}2{/Control}')
  expect(store.getState().screen).toBe('overview')
  await user.keyboard('r')
  expect(store.getState().viewer?.turn).toBe(90)
  await user.keyboard('9')
  expect(store.getState().viewer?.zoom).toBe('page')

  await user.keyboard('{Control>}k{/Control}')
  const palette = await screen.findByRole('dialog', { name: 'Làm gì tiếp theo?' })
  await user.type(within(palette).getByRole('searchbox'), 'do tren trang')
  await user.click(await within(palette).findByRole('menuitem', { name: /^Đo trên trang/ }))
  await waitFor(() => expect(store.getState().viewer?.tool).toBe('measure'))
})

test('[UI58] a page whose picture does not come says why, and is fetched again when somebody asks', async () => {
  const { user, engine, store } = await openViewer()
  await pageShown(1)
  engine.failNext('pageTrouble', { code: 'damaged', detail: { part: 'blob' } })

  await store.getState().askTrouble(0)
  const alert = await within(await pageShown(1)).findByRole('alert')
  expect(alert.textContent?.length ?? 0).toBeGreaterThan(20)
  await user.click(within(alert).getByRole('button', { name: 'Thử lại' }))

  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  expect((await pageShown(1)).querySelector('img')).not.toBeNull()
})

test('[UI57] a leader turns pages for the eye, and is not offered to turn them for good', async () => {
  const ui = await openViewer()
  expect(await screen.findByRole('button', { name: 'Xoay trang và lưu' })).toBeDefined()
  const { users } = ui.engine.vault
  users.rows = users.rows.map((row) => (row.id === users.current ? { ...row, role: 'leader' } : row))
  await ui.emit({ name: 'vaultChanged', payload: {} })

  await waitFor(() => expect(screen.queryByRole('button', { name: 'Xoay trang và lưu' })).toBeNull())
  expect(screen.getByRole('button', { name: 'Xoay để xem' })).toBeDefined()
})

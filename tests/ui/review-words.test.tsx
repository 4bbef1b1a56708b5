import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Document } from '../../domain/records/document.ts'
import type { TextLayer, Word } from '../../domain/text-layer.ts'
import { aCaseFile, aDocument, idOf, proposalsOf } from '../support/memory-vault.ts'
import { goTo, type OpenUi, openUi } from '../support/open-ui.tsx'

const placeOfRepaired = '1000-500-1800-714'

function aWord(at: number, part: Partial<Word> & Pick<Word, 'text'>): Word {
  return { box: [100 + at * 100, 70, 180 + at * 100, 100], confidence: 0.5, ...part }
}

const words: readonly Word[] = [
  aWord(0, { text: 'CỘNG', readAs: 'CỌNG' }),
  aWord(1, { text: 'hoà', suggestion: 'hòa', alternatives: ['hoả', 'hòa'] }),
  aWord(2, { text: 'l5', isHandwritten: true, alternatives: ['15'] }),
  aWord(3, { text: 'Việt' }),
]
const layer: TextLayer = {
  version: 1,
  widthPx: 1000,
  heightPx: 1400,
  engine: 'test',
  lines: [{ box: [100, 70, 480, 100], words: [...words] }],
}

/** Opens the text of the first page of a document. */
async function textOf(part: Partial<Document> = {}, vault: Parameters<typeof openUi>[0] = {}) {
  const paper = aDocument(1, { proposals: proposalsOf({ number: '15' }), ...part })
  const text = paper.texts[paper.pages[0]?.id ?? ''] ?? ''
  const ui = await openUi({ documents: [paper], layers: new Map([[text, layer]]), ...vault })
  await goTo(ui, 'Soát')
  await waitFor(() => expect(screen.getByLabelText('Số')).toBeDefined())
  await ui.user.keyboard('{Control>}t{/Control}')
  const panel = within(await screen.findByRole('region', { name: 'Chữ máy đọc được' }))
  await panel.findByText('Việt')
  return { ui, panel, page: paper.pages[0]?.id ?? '' }
}

const saidOn = ({ engine }: OpenUi, page: string) => engine.vault.documents[0]?.corrections[page]

test('[UI14] a word that the machine repaired says so, and what was seen is taken back by keyboard', async () => {
  const { ui, panel, page } = await textOf()
  expect(panel.getByTitle('Máy nhìn thấy: CỌNG').textContent).toBe('CỘNG')
  expect(panel.getByText('(máy đã sửa)')).toBeDefined()

  const takeBack = panel.getByRole('button', { name: 'CỌNG: lấy lại chữ máy nhìn thấy, thay cho CỘNG' })
  takeBack.focus()
  await ui.user.keyboard('{Enter}')

  expect(await screen.findByText('Đã ghi chữ “CỌNG”')).toBeDefined()
  expect(saidOn(ui, page)).toEqual({ [placeOfRepaired]: 'CỌNG' })
  expect(panel.getByTitle('Người đã sửa; máy đọc: CỘNG').textContent).toBe('CỌNG')
  expect(panel.getByText('(người đã sửa)')).toBeDefined()
  // The focus stays at the word, so that a slip is taken back at once.
  expect(document.activeElement?.getAttribute('aria-label')).toBe('trả lại: CỘNG, chữ máy đọc, thay cho CỌNG')
  await ui.user.keyboard('{Enter}')
  await waitFor(() => expect(saidOn(ui, page)).toEqual({}))
  expect(panel.getByTitle('Máy nhìn thấy: CỌNG')).toBeDefined()
})

test('[UI14] a suggestion and another reading are taken with a click, and undone', async () => {
  const { ui, panel, page } = await textOf()
  expect(panel.getAllByRole('button', { name: /thay cho hoà$/ }).map((button) => button.textContent)).toEqual(
    ['có lẽ: hòa', 'hoặc: hoả'],
  )

  await ui.user.click(panel.getByRole('button', { name: 'có lẽ: hòa, dùng thay cho hoà' }))
  await waitFor(() => expect(Object.values(saidOn(ui, page) ?? {})).toEqual(['hòa']))
  expect(await panel.findByRole('button', { name: /^trả lại: hoà/ })).toBeDefined()

  await ui.user.keyboard('{Control>}z{/Control}')
  expect(await screen.findByText('Đã hoàn tác: sửa một chữ')).toBeDefined()
  await ui.user.click(await panel.findByRole('button', { name: 'hoặc: hoả, dùng thay cho hoà' }))
  await waitFor(() => expect(Object.values(saidOn(ui, page) ?? {})).toEqual(['hoả']))
})

test('[UI14] what a person said stands where a later reading saw nothing, and can be dropped', async () => {
  const paper = aDocument(1)
  const page = paper.pages[0]?.id ?? ''
  const { ui, panel } = await textOf({ corrections: { [page]: { '9000-500-9500-714': 'NAM' } } })
  expect(panel.getByText('NAM')).toBeDefined()

  await ui.user.click(panel.getByRole('button', { name: 'bỏ chữ này: NAM' }))

  await waitFor(() => expect(panel.queryByText('NAM')).toBeNull())
  expect(saidOn(ui, page)).toEqual({})
})

test('[UI14] of what was written by hand nothing is offered, and in a closed case file nothing is put right', async () => {
  const { ui, panel, page } = await textOf(
    { caseFile: idOf('case', 1) },
    { caseFiles: [aCaseFile(1, { state: 'closed' })] },
  )
  // The word itself, and nothing in its place.
  expect(panel.getAllByRole('button', { name: /l5|15/ })).toHaveLength(1)

  await ui.user.click(panel.getByRole('button', { name: /^có lẽ: hòa/ }))

  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Hồ sơ 01.TH không còn mở nên không sửa được.')
  expect(saidOn(ui, page)).toBeUndefined()
})

test('[UI14] of a document opened from elsewhere the text follows what was said', async () => {
  const { ui } = await textOf()
  ui.engine.vault.documents = ui.engine.vault.documents.map((each) => ({ ...each, isAccepted: true }))
  await ui.store.getState().correctDocument(idOf('doc', 1), null)

  await ui.user.click(await screen.findByRole('button', { name: /^CỌNG: lấy lại/ }))

  expect(await screen.findByTitle('Người đã sửa; máy đọc: CỘNG')).toBeDefined()
})

import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCaseFile, aDocument, aPlanEntry, idOf } from '../support/memory-vault.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

const whole = { type: '02', issuedDate: '2024-03-05', issuer: 'UBND', subject: 'Về việc' }
const accepted = (n: number) =>
  aDocument(n, {
    values: { ...whole, number: String(n) },
    isAccepted: true,
    caseFile: idOf('case', 1),
    position: n,
  })
const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

test('a case file of 5,000 documents opens with its count, and only the rows in sight are fetched and drawn', async () => {
  const ui = await openUi({
    plan: [aPlanEntry(1)],
    caseFiles: [aCaseFile(1)],
    documents: many(5000).map(accepted),
  })
  await goTo(ui, 'Hồ sơ')
  await ui.user.click(await screen.findByRole('row', { name: 'Hồ sơ 01.TH Báo cáo công tác năm' }))

  const grid = await screen.findByRole('grid', { name: 'Mục lục văn bản (5.000)' })
  const rows = within(grid).getAllByRole('row')
  expect(rows.length).toBeLessThan(60)
  expect(rows[1]?.textContent).toContain('1')
  const asked = ui.engine.calls.filter(({ name }) => name === 'contents')
  expect(asked.map(({ input }) => input)).toEqual([{ id: idOf('case', 1), offset: 0, limit: 100 }])

  await act(async () => ui.store.getState().seeContents(2950, 2970))
  const { contents } = ui.store.getState()
  expect(contents.kind === 'ready' && contents.value.rows.get(2960)?.position).toBe(2961)
})

test('a queue of many documents tells its whole length and goes on round its end', async () => {
  const ui = await openUi({ documents: many(250).map((n) => aDocument(n)) })

  await goTo(ui, 'Soát')

  await screen.findByText('250 văn bản chờ soát')
  expect(screen.getAllByRole('option').length).toBeLessThan(60)
  await ui.user.keyboard('{Alt>}{ArrowRight}{/Alt}')
  expect(ui.store.getState().review?.document.id).toBe(idOf('doc', 2))
})

test('an entry with many case files shows the first in the tree and leads to the list of all', async () => {
  const ui = await openUi({
    plan: [aPlanEntry(1)],
    caseFiles: many(40).map((n) => aCaseFile(n, { planEntry: idOf('plan', 1), title: `Việc ${n}` })),
  })
  await goTo(ui, 'Hồ sơ')

  const tree = await screen.findByRole('treegrid', { name: 'Danh mục hồ sơ' })
  await ui.user.click(await within(tree).findByRole('row', { name: 'Còn 30 hồ sơ nữa' }))

  const list = await screen.findByRole('grid', { name: '40 hồ sơ đã lập từ mục này' })
  expect(within(list).getAllByRole('row')).toHaveLength(41)
})

test('a plan with very many case files is folded at first, each entry with its count', async () => {
  const ui = await openUi({
    plan: [aPlanEntry(1), aPlanEntry(2)],
    caseFiles: many(90).map((n) => aCaseFile(n, { planEntry: idOf('plan', (n % 2) + 1) })),
  })
  await goTo(ui, 'Hồ sơ')

  const tree = await screen.findByRole('treegrid', { name: 'Danh mục hồ sơ' })
  await within(tree).findAllByText('(45 hồ sơ)')
  expect(within(tree).queryByText('đang mở')).toBeNull()
  const [fold] = within(tree)
    .getAllByRole('button', { name: /Gập hay mở nhánh/, hidden: true })
    .slice(1)
  await ui.user.click(fold ?? tree)

  expect(await within(tree).findAllByText('đang mở')).toHaveLength(10)
})

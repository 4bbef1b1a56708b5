import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { defaultPreferences } from '../../domain/preferences-api.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

const root = document.documentElement

test('[UI21] the window opens in the language, theme and size that are kept', async () => {
  await openUi({ preferences: { ...defaultPreferences, language: 'en', theme: 'dark', textPercent: 150 } })

  expect(screen.getByRole('heading', { level: 1, name: 'Overview' })).toBeTruthy()
  expect(root.lang).toBe('en')
  expect(root.dataset).toMatchObject({ theme: 'dark', text: '150' })
})

test('[UI21] language, theme and size change at once and are kept', async () => {
  const ui = await openUi()
  await goTo(ui, 'Thiết lập')

  await ui.user.click(screen.getByRole('radio', { name: 'Tối' }))
  await ui.user.click(screen.getByRole('radio', { name: '175%' }))
  await ui.user.click(screen.getByRole('radio', { name: 'English' }))

  expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy()
  expect(screen.getByRole('radiogroup', { name: 'Language' })).toBeTruthy()
  expect(root.lang).toBe('en')
  expect(root.dataset).toMatchObject({ theme: 'dark', text: '175' })
  expect(ui.engine.vault.preferences).toMatchObject({ language: 'en', theme: 'dark', textPercent: 175 })
})

test('[UI21] keys make the text bigger and smaller, up to the ends', async () => {
  const ui = await openUi()
  const press = (keys: string): Promise<void> => ui.user.keyboard(`{Control>}${keys}{/Control}`)

  await press('==')
  expect(root.dataset['text']).toBe('150')
  await press('====')
  expect(root.dataset['text']).toBe('200')
  await press('-')
  expect(root.dataset['text']).toBe('175')
  await ui.user.keyboard('{Control>}{Alt>}0{/Alt}{/Control}')
  expect(root.dataset['text']).toBe('100')
  await press('-')
  expect(root.dataset['text']).toBe('100')
})

test('[UI21] a change in another window is followed', async () => {
  const ui = await openUi()

  await act(async () =>
    ui.engine.emit({ name: 'preferencesChanged', payload: { ...defaultPreferences, language: 'en' } }),
  )

  expect(await screen.findByRole('heading', { level: 1, name: 'Overview' })).toBeTruthy()
})

test('[UI21] a choice that cannot be kept is told and taken back', async () => {
  const ui = await openUi()
  await goTo(ui, 'Thiết lập')
  ui.engine.failNext('setPreferences', { code: 'disk-full', detail: {} })

  await ui.user.click(screen.getByRole('radio', { name: 'English' }))

  expect(await screen.findByText('Ổ đĩa đã đầy.')).toBeTruthy()
  expect(screen.getByRole('heading', { level: 1, name: 'Thiết lập' })).toBeTruthy()
})

test('[UI21] the language is chosen before a vault is open, each by its own name', async () => {
  const ui = await openUi({ kind: 'locked' })
  const choice = screen.getByRole('radiogroup', { name: 'Ngôn ngữ' })
  expect(
    within(choice).getByRole('radio', { name: 'Tiếng Việt' }).closest('[lang]')?.getAttribute('lang'),
  ).toBe('vi')

  await ui.user.click(within(choice).getByRole('radio', { name: 'English' }))

  expect(await screen.findByRole('heading', { level: 1, name: 'Unlock the vault' })).toBeTruthy()
  expect(ui.engine.vault.preferences.language).toBe('en')
})

test('[UI21] what is kept outlasts locking the vault', async () => {
  const ui = await openUi({ preferences: { ...defaultPreferences, language: 'en', textPercent: 200 } })

  await ui.user.keyboard('{Control>}l{/Control}')

  expect(await screen.findByRole('heading', { level: 1, name: 'Unlock the vault' })).toBeTruthy()
  expect(root.dataset['text']).toBe('200')
})

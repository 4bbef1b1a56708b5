import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const css = readFileSync(path.join(import.meta.dirname, '../../../renderer/ui/tokens.css'), 'utf8')

/** The colours that a rule gives to tokens, by their names; what is mixed with something below it is left out. */
function coloursOf(selector: string): Readonly<Record<string, string>> {
  const [, body = ''] = css.split(`${selector} {`)
  const [own = ''] = body.split('}')
  return Object.fromEntries(
    [...own.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name ?? '', value ?? '']),
  )
}

const light = coloursOf(':root')
const themes = { light, dark: { ...light, ...coloursOf(':root[data-theme="dark"]') } } as const

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

/** 1..21. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

const surfaces = ['surface-page', 'surface-panel', 'surface-sunken', 'surface-hover', 'surface-rail'] as const
const softs = ['accent-soft', 'ok-soft', 'warn-soft', 'danger-soft', 'info-soft', 'mark'] as const

/** What is written on what. */
const written: Readonly<Record<string, readonly string[]>> = {
  ink: [...surfaces, ...softs, 'surface-desk'],
  'ink-soft': [...surfaces, ...softs],
  'ink-faint': surfaces,
  accent: [...surfaces, 'accent-soft'],
  'accent-strong': [...surfaces, 'accent-soft'],
  'on-accent': ['accent', 'accent-strong'],
  ok: [...surfaces, 'ok-soft'],
  warn: [...surfaces, 'warn-soft'],
  danger: [...surfaces, 'danger-soft'],
  'danger-strong': [...surfaces, 'danger-soft'],
  'on-danger': ['danger', 'danger-strong'],
  info: [...surfaces, 'info-soft'],
  'paper-ink': ['paper'],
  paper: ['paper-measure'],
}

/** Borders of controls, rings and zones: signs, not words. */
const drawn: Readonly<Record<string, readonly string[]>> = {
  'line-strong': ['surface-page', 'surface-panel', 'surface-rail', 'surface-hover', 'surface-sunken'],
  accent: [...surfaces, ...softs, 'surface-desk'],
  'paper-zone': ['paper'],
  'paper-hit-now-line': ['paper'],
}

/** They part what stands apart without them. */
const decorative = ['line', 'accent-line']

const pairs = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([front, backs]) => backs.map((back) => ({ front, back })))

test.each(['light', 'dark'] as const)(
  '[UI24] words have a contrast of 4.5 on everything they stand on, %s',
  (name) => {
    const colours: Readonly<Record<string, string>> = themes[name]
    const weak = pairs(written)
      .map(({ front, back }) => ({ front, back, ratio: contrast(colours[front] ?? '', colours[back] ?? '') }))
      .filter(({ ratio }) => !(ratio >= 4.5))

    expect(weak).toEqual([])
  },
)

test.each(['light', 'dark'] as const)(
  '[UI24] signs have a contrast of 3 on everything they stand on, %s',
  (name) => {
    const colours: Readonly<Record<string, string>> = themes[name]
    const weak = pairs(drawn)
      .map(({ front, back }) => ({ front, back, ratio: contrast(colours[front] ?? '', colours[back] ?? '') }))
      .filter(({ ratio }) => !(ratio >= 3))

    expect(weak).toEqual([])
  },
)

test('[UI24] no colour escapes the comparison, and each but those of paper has its dark counterpart', () => {
  const compared = new Set([...pairs(written), ...pairs(drawn)].flatMap(({ front, back }) => [front, back]))
  const names = Object.keys(light)
  const dark = Object.keys(coloursOf(':root[data-theme="dark"]'))

  expect(names.length).toBeGreaterThan(25)
  expect(names.filter((name) => !compared.has(name) && !decorative.includes(name))).toEqual([])
  expect(names.filter((name) => !dark.includes(name) && !name.startsWith('paper'))).toEqual([])
})

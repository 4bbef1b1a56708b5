import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { faultCodes } from '../../domain/fault.ts'
import { faultText } from '../../renderer/parts/fault-text.ts'
import { createTexts } from '../../renderer/texts/texts.ts'
import vi from '../../renderer/texts/vi.json'

const renderer = path.join(import.meta.dirname, '../../renderer')

const Tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), Tree])))
interface Tree {
  readonly [name: string]: string | Tree
}

/** Every key of the texts with its words. */
function entries(tree: Tree, before = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${before}${name}`, value] as const] : entries(value, `${before}${name}.`),
  )
}

const words = entries(Tree.parse(vi))

function sources(): readonly string[] {
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => readFileSync(path.join(renderer, file), 'utf8'))
}

/** A key as it is written in the code, with `${...}` for what is only known later, as a pattern. */
function pattern(written: string): RegExp {
  const parts = written.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^.]+')}$`)
}

function writtenKeys(): readonly string[] {
  const top = Object.keys(vi).join('|')
  const key = new RegExp(`['"\`]((?:${top})\\.[^'"\`\\s]+)['"\`]`, 'g')
  return sources().flatMap((source) => [...source.matchAll(key)].map((match) => match[1] ?? ''))
}

/** `cause_code` stands in for `cause` in one context. */
const withoutContext = (key: string): string => key.replace(/_[^._]+$/, '')

test('[UI6] every text that the screens ask for exists', () => {
  const keys = words.map(([key]) => key)

  const missing = writtenKeys().filter((written) => !keys.some((key) => pattern(written).test(key)))

  expect(writtenKeys().length).toBeGreaterThan(200)
  expect(missing).toEqual([])
})

test('[UI6] no text is left over', () => {
  const patterns = [...new Set(writtenKeys())].map((written) => pattern(written))

  const unused = words
    .map(([key]) => withoutContext(key))
    .filter((key) => !patterns.some((each) => each.test(key)))

  expect(unused).toEqual([])
})

test('[UI6] every text says something, composed as Unicode composes it', () => {
  const wrong = words.filter(([, text]) => text.trim() === '' || text !== text.normalize('NFC'))

  expect(wrong).toEqual([])
})

test.each(faultCodes)('[UI3] the fault %s has a cause and a next step', (code) => {
  const { t } = createTexts()

  const { cause, next } = faultText(t, {
    code,
    detail: { notation: '01.TH', count: 2, language: 'fra', available: 'vie' },
  })

  expect(cause).toMatch(/^\p{Lu}.+\.$/u)
  expect(next).toMatch(/^\p{Lu}.+\.$/u)
  expect(`${cause}${next}`).not.toMatch(/fault\.|\{\{/)
})

test('[UI3] a fault says more where its reason is known', () => {
  const { t } = createTexts()

  expect(faultText(t, { code: 'invalid-input', detail: { reason: 'recovery-code' } }).cause).toBe(
    'Mã khôi phục có chỗ chép sai.',
  )
  expect(faultText(t, { code: 'server-refused', detail: { reason: 'unheard-of' } }).cause).toBe(
    'Máy chủ của tỉnh từ chối.',
  )
})

import type { Line } from './ports.ts'

/**
 * Asks, and asks once more where the answer is late (never for null): of two connections over a lossy line one is seldom slow, and a modem
 * that redialled has forgotten the old one. The first answer counts. @throws what the last of them failed with
 */
export function firstAnswer<T>(
  line: Pick<Line, 'after'>,
  lateMs: number | null,
  ask: (isAgain: boolean) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let open = 0
    let disarm = (): void => {}
    const answered = (answer: T): void => {
      disarm()
      resolve(answer)
    }
    const failed = (error: unknown): void => {
      disarm()
      open -= 1
      if (open === 0) reject(error instanceof Error ? error : new Error(String(error)))
    }
    const run = (isAgain: boolean): void => {
      open += 1
      ask(isAgain).then(answered, failed)
    }
    if (lateMs !== null) disarm = line.after(lateMs, () => run(true))
    run(false)
  })
}

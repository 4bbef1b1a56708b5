import { defineConfig } from 'vitest/config'
import type { Reporter, TestModule } from 'vitest/node'

/** Ends the output of a run with one plain line that any tool can read. */
const closingLine: Reporter = {
  onTestRunEnd(modules) {
    const states = modules.flatMap(statesOf)
    const count = (state: string) => states.filter((each) => each === state).length
    process.stdout.write(
      `${count('passed')} passed, ${count('failed')} failed, ${count('skipped') + count('pending')} skipped\n`,
    )
  },
}

/** A file that failed as a whole, before or around its tests, counts as one failed test. */
function statesOf(module: TestModule): readonly string[] {
  const states = [...module.children.allTests()].map((test) => test.result().state)
  return module.state() === 'failed' && !states.includes('failed') ? [...states, 'failed'] : states
}

/** A project of tests/<name>; one page read by the real recogniser takes up to half a minute on two busy cores. */
function project(name: string, timeoutMs: number) {
  return {
    name,
    include: [`tests/${name}/**/*.test.{ts,tsx,mjs}`],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    // What is waited for comes when it comes; a busy machine makes no test fail.
    expect: { poll: { timeout: 20_000 } },
  }
}

/**
 * Files of a project one after the other in the same process, so that what they all use is loaded once and not once for
 * each. They may leave nothing behind: a process started, a folder, a hook of a module.
 */
const together = { isolate: false }

/** Projects that open windows or mount disks go one file at a time, after the others, so that nothing disturbs them. */
function alone(groupOrder: number) {
  return { fileParallelism: false, maxWorkers: 1, sequence: { groupOrder } }
}

export default defineConfig({
  test: {
    reporters: ['default', closingLine],
    maxWorkers: 2,
    projects: [
      { test: { ...project('unit', 60_000), ...together } },
      { test: project('contract', 120_000) },
      { test: { ...project('ui', 60_000), ...together, environment: 'happy-dom' } },
      { test: project('fuzz', 300_000) },
      { test: project('sim', 300_000) },
      { test: project('crash', 240_000) },
      { test: { ...project('e2e', 180_000), ...alone(1) } },
      // Installs and removes a package of the system; runs only where it is asked for by name.
      { test: { ...project('installed', 600_000), ...alone(3) } },
      // Needs root and a loop device; `build/test.mjs` runs it only where it is asked for by name.
      { test: { ...project('power', 120_000), ...alone(2) } },
    ],
  },
})

/**
 * What keeps the server small beside PostgreSQL on one machine: with V8's and glibc's own choices the heap is collected late
 * and each thread keeps an arena. Measured on 2026-11-23 under 262 stations (`npm run bench -- server`): 250 MiB instead of 427, no slower.
 */
export const serverMemory = {
  flags: ['--max-semi-space-size=4', '--max-old-space-size=1024'],
  environment: { MALLOC_ARENA_MAX: '2' },
} as const

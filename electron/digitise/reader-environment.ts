/**
 * Environment of a reader that runs as a plain Node process. On Linux the C library keeps what arrays of some megabytes left,
 * in pieces, once it has seen one go: a process grew by half within ten pages and had to be replaced. A fixed limit,
 * in bytes, has each such array given back.
 */
export const readerEnvironment = { MALLOC_MMAP_THRESHOLD_: String(1024 * 1024) } as const

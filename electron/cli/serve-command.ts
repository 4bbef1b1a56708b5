import type { Command } from './command.ts'

/** `hoso serve [...]`: the province server as a process of its own. */
export const serveCommand: Command = (args, context) => context.serve(args)

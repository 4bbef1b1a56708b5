import * as z from 'zod'

/** Left, top, right, bottom as shares (0..1) of the page image. */
export const PageBox = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type PageBox = z.infer<typeof PageBox>

import { Fault } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import type { Blobs } from './ports.ts'
import { getTextLayer } from './text-blobs.ts'

/** Text layers that were shown lately, since each letter of a query shows nearly the same pages again. */
export interface TextCache {
  /** Null where it cannot be read now. */
  get(text: Sha256): Promise<TextLayer | null>
}

const MOST_LAYERS = 128

export function createTextCache(blobs: Blobs): TextCache {
  const layers = new Map<Sha256, Promise<TextLayer | null>>()
  const read = async (text: Sha256): Promise<TextLayer | null> => {
    try {
      return await getTextLayer(blobs, text)
    } catch (error) {
      layers.delete(text)
      if (error instanceof Fault) return null
      throw error
    }
  }
  return {
    get: (text) => {
      const layer = layers.get(text) ?? read(text)
      layers.delete(text)
      layers.set(text, layer)
      const oldest = layers.keys().next().value
      if (layers.size > MOST_LAYERS && oldest !== undefined) layers.delete(oldest)
      return layer
    },
  }
}

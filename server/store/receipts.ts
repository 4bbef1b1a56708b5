import * as z from 'zod'
import { canonicalJson, type Json } from '../../domain/json.ts'
import { type Receipt, ReceiptBody } from '../../domain/receipt.ts'
import type { OpStore } from './op-store.ts'
import type { SqlDatabase } from './sql.ts'

const ReceiptRow = z
  .object({ body: z.string(), signature: z.string() })
  .transform(({ body, signature }): Receipt => ({ body: ReceiptBody.parse(JSON.parse(body)), signature }))
const NumberRow = z.object({ number: z.string().nullable() })

type ReceiptReads = Pick<OpStore, 'receiptsAbove' | 'lastReceipt' | 'receiptOfDeposit' | 'lastReceiptNumber'>

/** The receipts table: one chain per commune and epoch. */
export function createReceipts(db: SqlDatabase): {
  readonly insert: (receipt: Receipt) => Promise<void>
  readonly reads: ReceiptReads
} {
  const insert = db.command('INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?, ?)')
  const above = db.query(
    'SELECT body, signature FROM receipts WHERE commune = ? AND epoch = ? AND seq > ? ORDER BY seq',
    ReceiptRow,
  )
  const last = db.query(
    'SELECT body, signature FROM receipts WHERE commune = ? AND epoch = ? ORDER BY seq DESC LIMIT 1',
    ReceiptRow,
  )
  const ofDeposit = db.query(
    'SELECT body, signature FROM receipts WHERE commune = ? AND deposit = ?',
    ReceiptRow,
  )
  const lastNumber = db.query('SELECT max(number) AS number FROM receipts WHERE number LIKE ?', NumberRow)
  return {
    insert: async ({ body, signature }) => {
      // A receipt body holds JSON values only.
      const text = canonicalJson(body as unknown as Json)
      const { commune, epoch, seq, deposit } = body
      await insert([commune, epoch, seq, deposit?.id ?? null, deposit?.number ?? null, text, signature])
    },
    reads: {
      receiptsAbove: (commune, epoch, seq) => above.all([commune, epoch, seq]),
      lastReceipt: async (commune, epoch) => (await last.first([commune, epoch])) ?? null,
      receiptOfDeposit: async (commune, deposit) => (await ofDeposit.first([commune, deposit])) ?? null,
      lastReceiptNumber: async (prefix) => (await lastNumber.first([`${prefix}%`]))?.number ?? null,
    },
  }
}

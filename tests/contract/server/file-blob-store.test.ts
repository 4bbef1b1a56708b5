import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe } from 'vitest'
import { createFileBlobStore } from '../../../server/store/file-blob-store.ts'
import { storeFolder } from '../../support/sql-databases.ts'
import { blobStoreContract } from './blob-store.contract.ts'

const folders: string[] = []

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

describe('the blob store in files', () => {
  blobStoreContract(async () => {
    const folder = await storeFolder()
    folders.push(folder)
    const inbox = path.join(folder, 'inbox')
    await mkdir(inbox)
    return { store: createFileBlobStore(path.join(folder, 'blobs')), inbox }
  })
})

import { Search, SearchX } from 'lucide-react'
import { useState } from 'react'
import type { Facet, HoldingHit, HoldingHits } from '../../../domain/console/search-api.ts'
import { Banner } from '../../../renderer/ui/banner.tsx'
import { Button } from '../../../renderer/ui/button.tsx'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { Select } from '../../../renderer/ui/select.tsx'
import { TextField } from '../../../renderer/ui/text-field.tsx'
import { useConsole } from '../console-store.ts'
import { hashOf } from '../state/route.ts'
import { formatCount, formatDate } from '../view/format.ts'
import { RemoteView } from '../view/remote-view.tsx'
import { Screen } from '../view/screen.tsx'
import { ToneBadge } from '../view/tone-badge.tsx'
import styles from './search-screen.module.css'

/** Full text of what all communes handed over, with and without tone marks. */
export function SearchScreen() {
  const asked = useConsole((state) => state.asked)
  const found = useConsole((state) => state.found)
  const search = useConsole((state) => state.search)
  const [text, setText] = useState(asked.text)
  return (
    <Screen title="Tìm kiếm" lead="Trong mọi văn bản các xã đã nộp, gõ có dấu hoặc không dấu đều được.">
      <form
        className={styles['form']}
        role="search"
        aria-label="Tìm trong kho"
        onSubmit={(event) => {
          event.preventDefault()
          void search({ text, commune: null, year: null, type: null })
        }}
      >
        <TextField
          label="Tìm chữ trong trang, trích yếu, số và ký hiệu, cơ quan ban hành"
          type="search"
          value={text}
          onChange={setText}
          autoFocus
        />
        <Button kind="primary" type="submit" icon={<Search />}>
          Tìm
        </Button>
      </form>
      {found === null ? (
        <EmptyState icon={<Search />} title="Gõ vài chữ rồi nhấn Enter">
          Gõ có dấu để tìm đúng dấu, không dấu để tìm mọi dấu. Để trong ngoặc kép để tìm đúng cụm từ.
        </EmptyState>
      ) : (
        <RemoteView remote={found} loadingText="Đang tìm trong kho">
          {(hits) => <Found hits={hits} />}
        </RemoteView>
      )}
    </Screen>
  )
}

function Found({ hits: found }: { readonly hits: HoldingHits }) {
  const asked = useConsole((state) => state.asked)
  const search = useConsole((state) => state.search)
  const { hits, total, isMore, toIndex } = found
  return (
    <>
      {toIndex === 0 ? null : (
        <Banner tone="info" title={`Đang lập chỉ mục cho ${formatCount(toIndex)} xã, phường`}>
          Văn bản mới về của những nơi này có thể chưa tìm thấy ngay.
        </Banner>
      )}
      <div className={styles['facets']}>
        <FacetChoice
          label="Xã, phường"
          facets={found.communes}
          chosen={asked.commune}
          onChoose={(commune) => void search({ commune })}
        />
        <FacetChoice
          label="Năm"
          facets={found.years}
          chosen={asked.year === null ? null : String(asked.year)}
          onChoose={(year) => void search({ year: year === null ? null : Number(year) })}
        />
        <FacetChoice
          label="Tên loại"
          facets={found.types}
          chosen={asked.type}
          onChoose={(type) => void search({ type })}
        />
      </div>
      <p className={styles['count']} role="status">
        {isMore ? 'Hơn ' : ''}
        {formatCount(total)} văn bản
      </p>
      {hits.length === 0 ? (
        <EmptyState icon={<SearchX />} title="Không tìm thấy văn bản nào">
          Bớt chữ, bỏ dấu, hoặc chọn lại xã và năm. Văn bản đã cách ly không bao giờ tìm thấy ở đây.
        </EmptyState>
      ) : (
        <ol className={styles['hits']} start={asked.offset + 1}>
          {hits.map((hit) => (
            <Hit key={`${hit.commune} ${hit.document}`} hit={hit} />
          ))}
        </ol>
      )}
      <More total={total} shown={asked.offset + hits.length} />
    </>
  )
}

const PAGE = 30

function More({ total, shown }: { readonly total: number; readonly shown: number }) {
  const { offset } = useConsole((state) => state.asked)
  const search = useConsole((state) => state.search)
  if (total <= PAGE) return null
  return (
    <div className={styles['more']}>
      <Button isDisabled={offset === 0} onPress={() => void search({ offset: Math.max(0, offset - PAGE) })}>
        Trang trước
      </Button>
      <Button isDisabled={shown >= total} onPress={() => void search({ offset: offset + PAGE })}>
        Trang sau
      </Button>
    </div>
  )
}

const ALL = 'all'

function FacetChoice({
  label,
  facets,
  chosen,
  onChoose,
}: {
  readonly label: string
  readonly facets: readonly Facet[]
  readonly chosen: string | null
  readonly onChoose: (id: string | null) => void
}) {
  const options = facets
    .filter(({ id }) => id !== '')
    .map(({ id, name, count }) => ({ id, label: `${name} (${formatCount(count)})` }))
  return (
    <Select
      label={label}
      options={[{ id: ALL, label: 'Tất cả' }, ...options]}
      selected={chosen ?? ALL}
      placeholder="Tất cả"
      onSelect={(id) => onChoose(id === ALL ? null : id)}
    />
  )
}

function Hit({ hit }: { readonly hit: HoldingHit }) {
  const typeNames = useConsole((state) => state.typeNames)
  const at = { document: hit.document, page: hit.page ?? 0 }
  const name = [typeNames[hit.type] ?? hit.type, hit.code].filter(Boolean).join(' ')
  return (
    <li className={styles['hit']}>
      <a
        className={styles['name']}
        href={hashOf({ kind: 'deposit', commune: hit.commune, id: hit.deposit, at })}
      >
        {name || 'Văn bản chưa có số'}
        {hit.page === null ? '' : `, trang ${hit.page + 1}`}
      </a>
      <span>{hit.subject}</span>
      <span className={styles['where']}>
        {[hit.communeName, hit.fileTitle, formatDate(hit.date), hit.issuer].filter(Boolean).join(' · ')}{' '}
        <ToneBadge tone={hit.isAccepted ? 'ok' : 'info'}>
          {hit.isAccepted ? 'Đã tiếp nhận' : 'Đang chờ'}
        </ToneBadge>
      </span>
      <span className={styles['snippet']}>
        {hit.snippet.map(({ text, isHit }, place) =>
          // Pieces of one text never change their order.
          isHit ? <mark key={place}>{text}</mark> : <span key={place}>{text}</span>,
        )}
      </span>
    </li>
  )
}

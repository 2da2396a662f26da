import { Skeleton } from '@mantine/core'
import { IconMessageCircle, IconMessages, IconSearchOff } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { conversationsQuery, type Handling } from '@/api'
import { Empty, FilterChips, Heading, More, SearchField, Trouble } from '@/ui'
import { ConversationRow } from './ConversationRow'
import classes from './inbox.module.css'

const FILTERS: ReadonlyArray<Handling | 'ALL'> = ['ALL', 'WAITING', 'PERSON', 'ASSISTANT']

/// Who is talking with the shop, and who answers: the assistant, a person, or nobody yet. On a desk the thread stands beside it.
export default function InboxPage() {
  const { t } = useTranslation()
  const filter = useSearch({ from: '/members/conversations' })
  const navigate = useNavigate({ from: '/conversations' })
  const openId = useParams({ strict: false }).conversationId
  const { data, isPending, isError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...conversationsQuery(filter),
    placeholderData: keepPreviousData,
  })
  const conversations = data?.pages.flatMap((page) => page.items) ?? []
  const filtered = filter.handling !== undefined || filter.q !== undefined
  return (
    <div className={classes.inbox} data-open={openId !== undefined || undefined}>
      <div className={classes.listPane}>
        <header className={classes.head}>
          {openId === undefined ? (
            <Heading title={t('nav.conversations')}>{t('nav.conversations')}</Heading>
          ) : (
            <p className={classes.headName}>{t('nav.conversations')}</p>
          )}
          <SearchField
            label={t('conversations.search')}
            value={filter.q ?? ''}
            onChange={(q) => void navigate({ to: '.', search: (now) => ({ ...now, q: q === '' ? undefined : q }), replace: true })}
          />
          <FilterChips
            label={t('conversations.filter')}
            options={FILTERS.map((value) => ({ value, label: value === 'ALL' ? t('conversations.all') : t(`handling.${value}`) }))}
            value={filter.handling ?? 'ALL'}
            onChange={(value) => void navigate({ to: '.', search: (now) => ({ ...now, handling: value === 'ALL' ? undefined : value }), replace: true })}
          />
        </header>
        {isPending ? (
          <Loading />
        ) : isError && conversations.length === 0 ? (
          <Trouble failure={error} again={() => void refetch()} />
        ) : conversations.length === 0 ? (
          filtered ? (
            <Empty icon={IconSearchOff} title={t('conversations.none.title')} text={t('conversations.none.text')} />
          ) : (
            <Empty icon={IconMessages} title={t('conversations.first.title')} text={t('conversations.first.text')} />
          )
        ) : (
          <ul className={classes.list}>
            {conversations.map((conversation) => (
              <ConversationRow key={conversation.id} conversation={conversation} open={conversation.id === openId} />
            ))}
          </ul>
        )}
        <More more={hasNextPage} loading={isFetchingNextPage} load={() => void fetchNextPage()} />
      </div>
      <div className={classes.threadPane}>
        <Outlet />
      </div>
    </div>
  )
}

export function NothingOpen() {
  const { t } = useTranslation()
  return (
    <div className={classes.nothing}>
      <Empty icon={IconMessageCircle} title={t('conversations.pick.title')} text={t('conversations.pick.text')} />
    </div>
  )
}

function Loading() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('state.loading')} className={classes.list}>
      {Array.from({ length: 7 }, (_, index) => (
        <div key={index} className={classes.ghost}>
          <Skeleton width={44} height={44} radius={14} />
          <div>
            <Skeleton width="50%" height={16} mb={10} />
            <Skeleton width="85%" height={13} />
          </div>
        </div>
      ))}
    </div>
  )
}

import { Button, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconChevronRight, IconCircleCheck, IconPlugConnected, IconPlugX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Channel, channelsQuery } from '@/api'
import { Ago, Chip, Empty, Page, PLATFORM_ICON, PLATFORM_NAME, type Tone, Trouble, useFormat } from '@/ui'
import { ConnectButtons, Outcome, useConnect, type Way } from './Connect'
import classes from './channels.module.css'

const STATUS: Record<Channel['status'], [Tone, typeof IconCircleCheck]> = {
  ACTIVE: ['good', IconCircleCheck],
  TROUBLED: ['ask', IconAlertTriangle],
  DISCONNECTED: ['bad', IconPlugX],
}

/// What the platform, or a day, has to end.
const NOT_MENDED_BY_CONNECTING = new Set([
  'silent', 'spam_limited', 'disable_scheduled', 'violation', 'restricted', 'starts_restricted', 'low_quality', 'review_rejected', 'review_pending', 'account_alert',
])
const WAY: Partial<Record<Channel['platform'], Way>> = { INSTAGRAM: 'instagram', MESSENGER: 'facebook' }
/// By what the platform gives out. WhatsApp's own ids are digits; a number with its plus is connected by Twilio.
const FORM: Partial<Record<Channel['platform'], string>> = { WHATSAPP: 'whatsapp', SMS: 'twilio', TELEGRAM: 'telegram', VOICE: 'voice' }

/// A telephone number as it is, a name with its @.
function shown(username: string): string {
  return username.startsWith('+') ? username : `@${username.replace(/^@/, '')}`
}

function formOf({ platform, accountId }: Channel): string | undefined {
  return platform === 'WHATSAPP' && accountId.startsWith('+') ? 'twilio-whatsapp' : FORM[platform]
}

/// The accounts where customers write, and whether messages pass.
export default function ChannelsPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(channelsQuery())
  return (
    <Page title={t('nav.channels')} aside={<ConnectButtons />}>
      <Outcome />
      {data !== undefined ? (
        data.items.length === 0 ? (
          <Empty icon={IconPlugConnected} title={t('channels.first.title')} text={t('channels.first.text')} />
        ) : (
          <ul className={classes.cards}>
            {data.items.map((channel) => (
              <ChannelCard key={channel.id} channel={channel} />
            ))}
          </ul>
        )
      ) : error !== null ? (
        <Trouble failure={error} again={() => void refetch()} />
      ) : (
        <div className={classes.cards} role="status" aria-label={t('state.loading')}>
          {[0, 1, 2].map((index) => (
            <Skeleton key={index} height={214} radius={14} />
          ))}
        </div>
      )}
    </Page>
  )
}

function ChannelCard({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const Glyph = PLATFORM_ICON[channel.platform] ?? IconPlugConnected
  const connect = useConnect()
  const format = useFormat()
  const navigate = useNavigate()
  // a working channel may have something to look at too: a silence, an access that ends soon
  const status = channel.status === 'ACTIVE' && channel.problem != null ? 'TROUBLED' : channel.status
  const [tone, Sign] = STATUS[status] ?? (['quiet', IconPlugConnected] as const)
  const way = WAY[channel.platform]
  const mended = status === 'DISCONNECTED' || (channel.problem != null && !NOT_MENDED_BY_CONNECTING.has(channel.problem))
  const never = t('channels.never')
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <span className={classes.glyph}>
          <Glyph size={26} stroke={1.7} aria-hidden="true" />
        </span>
        <div className={classes.names}>
          <h2 className={classes.name}>{channel.name}</h2>
          <p className={classes.small}>
            {PLATFORM_NAME[channel.platform] ?? channel.platform}
            {channel.username != null && ` · ${shown(channel.username)}`}
          </p>
        </div>
        <Chip tone={tone} icon={<Sign size={14} stroke={2.2} aria-hidden="true" />}>
          {t(`channels.status.${status}`, { defaultValue: status })}
        </Chip>
      </div>
      {channel.problem != null && (
        <p className={classes.problem}>{t(`channels.problem.${channel.problem === 'token_expired' && channel.status === 'ACTIVE' ? 'token_ends' : channel.problem}`, { defaultValue: channel.problemDetail ?? channel.problem.replaceAll('_', ' ') })}</p>
      )}
      {mended && (
        <Button variant="default" loading={connect.isPending} onClick={() => (way !== undefined ? connect.mutate(way) : void navigate({ to: '/channels/connect', search: { way: formOf(channel) } }))}>
          {t('channels.connect.again')}
        </Button>
      )}
      <dl className={classes.facts}>
        <div>
          <dt>{t('channels.today')}</dt>
          <dd>{format.count(channel.messagesToday)}</dd>
        </div>
        <div>
          <dt>{t('channels.lastIn')}</dt>
          <dd>{channel.lastMessageInAt == null ? never : <Ago at={channel.lastMessageInAt} />}</dd>
        </div>
        <div>
          <dt>{t('channels.lastOut')}</dt>
          <dd>{channel.lastMessageOutAt == null ? never : <Ago at={channel.lastMessageOutAt} />}</dd>
        </div>
      </dl>
      <Link to="/channels/$channelId" params={{ channelId: channel.id }} className={classes.leftover}>
        {t('leftover.link')} <IconChevronRight size={18} aria-hidden="true" />
      </Link>
    </li>
  )
}

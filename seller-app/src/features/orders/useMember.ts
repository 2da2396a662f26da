import { useTranslation } from 'react-i18next'
import { session } from '@/api'

/// A member's name by their id: one's own, or that it was somebody of the team. Nothing when it was no member.
export function useMember(): (memberId: string | null | undefined) => string | undefined {
  const { t } = useTranslation()
  const me = session.now.state === 'in' ? session.now.session.user : undefined
  return (memberId) => {
    if (memberId == null) return undefined
    return memberId === me?.id ? me.name : t('order.by.seller')
  }
}

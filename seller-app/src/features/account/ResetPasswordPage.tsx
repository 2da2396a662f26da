import { Button, PasswordInput } from '@mantine/core'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import * as z from 'zod/mini'
import { api, ask } from '@/api'
import { Heading } from '@/ui'
import { newPassword } from './fields'
import classes from './form.module.css'
import { Refused } from './Refused'

/// Where the link of the e-mail leads.
export default function ResetPasswordPage() {
  const { t } = useTranslation()
  const { token } = useSearch({ from: '/guests/reset-password' })
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(z.object({ password: newPassword(t) })),
    defaultValues: { password: '' },
  })
  const reset = useMutation({
    mutationFn: ({ password }: { password: string }) => ask(api.POST('/api/auth/reset-password', { body: { token: token ?? '', password } })),
  })
  const submit = handleSubmit((body) => reset.mutate(body))
  return (
    <>
      <Heading title={t('account.resetTitle')} className={classes.title}>
        {t('account.resetTitle')}
      </Heading>
      <p className={classes.lead}>{t('account.passwordRule')}</p>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        {reset.isError && <Refused failure={reset.error} />}
        {reset.isSuccess ? (
          <p className={classes.good} role="status">
            {t('account.resetDone')}
          </p>
        ) : (
          <>
            <PasswordInput
              label={t('account.newPassword')}
              autoComplete="new-password"
              error={formState.errors.password?.message}
              {...register('password')}
            />
            <Button type="submit" loading={reset.isPending}>
              {t('account.resetTitle')}
            </Button>
          </>
        )}
        <Link to="/login" className={classes.link}>
          {t('account.backToLogin')}
        </Link>
      </form>
    </>
  )
}

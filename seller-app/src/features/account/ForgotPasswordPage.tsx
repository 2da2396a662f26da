import { Button, TextInput } from '@mantine/core'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import * as z from 'zod/mini'
import { api, ask } from '@/api'
import { Heading } from '@/ui'
import { email } from './fields'
import classes from './form.module.css'
import { Refused } from './Refused'

export default function ForgotPasswordPage() {
  const { t } = useTranslation()
  const { register, handleSubmit, formState } = useForm({ resolver: zodResolver(z.object({ email: email(t) })), defaultValues: { email: '' } })
  const request = useMutation({ mutationFn: (body: { email: string }) => ask(api.POST('/api/auth/forgot-password', { body })) })
  const submit = handleSubmit((body) => request.mutate(body))
  return (
    <>
      <Heading title={t('account.forgotTitle')} className={classes.title}>
        {t('account.forgotTitle')}
      </Heading>
      <p className={classes.lead}>{t('account.forgotLead')}</p>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        {request.isError && <Refused failure={request.error} />}
        {request.isSuccess ? (
          <p className={classes.good} role="status">
            {t('account.forgotSent')}
          </p>
        ) : (
          <>
            <TextInput label={t('account.email')} type="email" autoComplete="username" error={formState.errors.email?.message} {...register('email')} />
            <Button type="submit" loading={request.isPending}>
              {t('account.forgotSend')}
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

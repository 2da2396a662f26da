import { Button, PasswordInput, TextInput } from '@mantine/core'
import { zodResolver } from '@hookform/resolvers/zod'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import * as z from 'zod/mini'
import { Problem } from '@/api'
import { Heading } from '@/ui'
import { email, filled } from './fields'
import classes from './form.module.css'
import { Refused } from './Refused'
import { useLogin } from './useLogin'
import { VerifyEmail } from './VerifyEmail'

export default function LoginPage() {
  const { t } = useTranslation()
  const [unverified, setUnverified] = useState<{ email: string; password: string }>()
  const login = useLogin()
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(z.object({ email: email(t), password: filled(t) })),
    defaultValues: { email: '', password: '' },
  })

  if (unverified !== undefined) return <VerifyEmail credentials={unverified} sendNow />
  const submit = handleSubmit((credentials) =>
    login.mutate(credentials, {
      onError: (failure) => {
        if (failure instanceof Problem && failure.code === 'email_not_verified') setUnverified(credentials)
      },
    }),
  )
  return (
    <>
      <Heading title={t('account.login')} className={classes.title}>
        {t('account.login')}
      </Heading>
      <p className={classes.lead}>{t('account.loginLead')}</p>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        {login.isError && <Refused failure={login.error} />}
        <TextInput label={t('account.email')} type="email" autoComplete="username" error={formState.errors.email?.message} {...register('email')} />
        <PasswordInput label={t('account.password')} autoComplete="current-password" error={formState.errors.password?.message} {...register('password')} />
        <Button type="submit" loading={login.isPending}>
          {t('account.login')}
        </Button>
        <div className={classes.row}>
          <Link to="/forgot-password" className={classes.link}>
            {t('account.forgot')}
          </Link>
          <Link to="/signup" className={classes.link}>
            {t('account.new')}
          </Link>
        </div>
      </form>
    </>
  )
}

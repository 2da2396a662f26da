import { Button, PasswordInput, TextInput } from '@mantine/core'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import * as z from 'zod/mini'
import { api, ask } from '@/api'
import { Heading } from '@/ui'
import { isLanguage, regionalLocale } from '@/ui/locale'
import { businessName, complain, email, filled, newPassword } from './fields'
import classes from './form.module.css'
import { Refused } from './Refused'
import { VerifyEmail } from './VerifyEmail'

const FIELDS = ['businessName', 'name', 'email', 'password'] as const

/// The shop begins in its owner's time zone and in the language of this page.
function whereTheyAre(language: string) {
  const locale = isLanguage(language) ? regionalLocale(language, navigator.languages) : 'en'
  return { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, locale }
}

export default function SignUpPage() {
  const { t, i18n } = useTranslation()
  const { register, handleSubmit, formState, setError, getValues } = useForm({
    resolver: zodResolver(
      z.object({
        businessName: businessName(t),
        name: filled(t),
        email: email(t),
        password: newPassword(t),
      }),
    ),
    defaultValues: { businessName: '', name: '', email: '', password: '' },
  })
  const signUp = useMutation({
    mutationFn: (body: { businessName: string; name: string; email: string; password: string }) =>
      ask(api.POST('/api/auth/signup', { body: { ...body, ...whereTheyAre(i18n.language) } })),
    onError: (failure) => complain(failure, FIELDS, setError),
  })
  if (signUp.isSuccess) return <VerifyEmail credentials={{ email: signUp.data.email, password: getValues('password') }} />

  const placed = Object.keys(formState.errors).length > 0
  const submit = handleSubmit((body) => signUp.mutate(body))
  return (
    <>
      <Heading title={t('account.signUp')} className={classes.title}>
        {t('account.signUp')}
      </Heading>
      <p className={classes.lead}>{t('account.signUpLead')}</p>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        {signUp.isError && !placed && <Refused failure={signUp.error} />}
        <TextInput
          label={t('account.businessName')}
          autoComplete="organization"
          error={formState.errors.businessName?.message}
          {...register('businessName')}
        />
        <TextInput label={t('account.name')} autoComplete="name" error={formState.errors.name?.message} {...register('name')} />
        <TextInput label={t('account.email')} type="email" autoComplete="username" error={formState.errors.email?.message} {...register('email')} />
        <PasswordInput
          label={t('account.password')}
          description={t('account.passwordRule')}
          autoComplete="new-password"
          error={formState.errors.password?.message}
          {...register('password')}
        />
        <Button type="submit" loading={signUp.isPending}>
          {t('account.signUp')}
        </Button>
        <Link to="/login" className={classes.link}>
          {t('account.haveOne')}
        </Link>
      </form>
    </>
  )
}

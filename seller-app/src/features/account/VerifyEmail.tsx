import { Button, PinInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '@/api'
import { Heading } from '@/ui'
import classes from './form.module.css'
import { Refused } from './Refused'
import { useLogin } from './useLogin'

const CODE_LENGTH = 6

/// The code from the e-mail; the right one logs in with the password just typed, which is kept nowhere else.
export function VerifyEmail({ credentials, sendNow = false }: { credentials: { email: string; password: string }; sendNow?: boolean }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const login = useLogin()
  const verify = useMutation({
    mutationFn: () => ask(api.POST('/api/auth/verify-email', { body: { email: credentials.email, code } })),
    onSuccess: () => login.mutate(credentials),
    onError: () => setCode(''),
  })
  const { mutate: resend, ...resent } = useMutation({
    mutationFn: () => ask(api.POST('/api/auth/resend-code', { body: { email: credentials.email } })),
  })

  const sent = useRef(!sendNow)
  useEffect(() => {
    if (sent.current) return
    sent.current = true
    resend()
  }, [resend])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.length === CODE_LENGTH) verify.mutate()
  }
  const failure = verify.error ?? login.error ?? resent.error
  return (
    <>
      <Heading title={t('account.verify.title')} className={classes.title}>
        {t('account.verify.title')}
      </Heading>
      <p className={classes.lead}>{t('account.verify.lead', { email: credentials.email })}</p>
      <form className={classes.form} onSubmit={submit}>
        {failure !== null && <Refused failure={failure} />}
        {resent.isSuccess && !verify.isError && (
          <p className={classes.good} role="status">
            {t('account.verify.sent')}
          </p>
        )}
        <div role="group" aria-label={t('account.verify.code')}>
          <PinInput
            className={classes.pin}
            length={CODE_LENGTH}
            type="number"
            oneTimeCode
            autoFocus
            value={code}
            onChange={setCode}
            error={verify.isError}
            ariaLabel={t('account.verify.digit')}
          />
        </div>
        <Button type="submit" disabled={code.length < CODE_LENGTH} loading={verify.isPending || login.isPending}>
          {t('account.verify.confirm')}
        </Button>
        <button type="button" className={classes.link} onClick={() => resend()}>
          {t('account.verify.again')}
        </button>
      </form>
    </>
  )
}

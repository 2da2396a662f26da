import { useMutation } from '@tanstack/react-query'
import { api, ask, session } from '@/api'

/// Opens the session; the router then leaves the door by itself.
export function useLogin() {
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => ask(api.POST('/api/auth/login', { body })),
    onSuccess: (opened) => session.begin(opened),
  })
}

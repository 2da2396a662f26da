import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Problem, session } from '@/api'
import { createAppRouter } from './router'
import { cssVariables, theme } from './theme'

export function App() {
  const [{ router, queries }] = useState(() => {
    const queries = new QueryClient({
      defaultOptions: {
        queries: {
          staleTime: 30_000,
          retry: (failures, failure) => failures < 2 && failure instanceof Problem && failure.passing,
        },
        // `always`: a try without network fails at once and is undone, instead of waiting unseen
        mutations: { retry: false, networkMode: 'always' },
      },
    })
    return { queries, router: createAppRouter({ queries, session }) }
  })

  useEffect(
    () =>
      session.subscribe(() => {
        if (session.now.state === 'out') queries.clear() // nothing of one shop stays for the next
        void router.invalidate()
      }),
    [router, queries],
  )

  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}

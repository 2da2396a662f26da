import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/// `npm run dev:demo`: the app with the demo shop of the tests behind it, no service needed.
function demoShop(): Plugin {
  return {
    name: 'demo-shop',
    async configureServer(server) {
      const { DemoShop } = await import('./test/mock/shop')
      const { handle } = await import('./test/mock/server')
      const shop = new DemoShop()
      shop.keepBusy()
      server.middlewares.use((request, response, next) => {
        if (request.url?.startsWith('/api/')) void handle(shop, request, response)
        else next()
      })
    },
  }
}

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === 'demo' ? [demoShop()] : [])],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: 'dist',
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 0, // no data: fonts, so the content security policy can stay narrow
    modulePreload: { polyfill: false },
  },
  server: {
    port: Number(process.env.PORT ?? 5173),
    proxy: mode === 'demo' ? undefined : { '/api': { target: process.env.PARLEY_URL ?? 'http://localhost:8080' } },
  },
}))

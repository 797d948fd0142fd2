import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** The running server; it hears the page's own host, which it compares with the origin of a write. */
const api = { target: `http://127.0.0.1:${process.env.PORT ?? 8080}`, changeOrigin: false }

/** Tests that start the whole product. */
const OF_PRODUCT = ['tests/browser/**/*.test.ts', 'tests/start.test.ts']
/** Tests of the embedded database alone: not asked for where the tests run on a server. */
const OF_EMBEDDED = ['tests/db/embedded.test.ts']

export default defineConfig(async ({ command }): Promise<ViteUserConfig> => {
  // What is built is for use, also when a test run is what asks for it.
  if (command === 'build') process.env.NODE_ENV = 'production'
  const sequence = process.env.VITEST
    ? { sequencer: (await import('./tests/support/longestFirst.ts')).LongestFirst }
    : {}
  return {
    root: fileURLToPath(new URL('client', import.meta.url)),
    plugins: [react()],
    build: {
      outDir: fileURLToPath(new URL('.build/client', import.meta.url)),
      emptyOutDir: true,
      target: 'esnext',
      // A data: address would need a wider content security policy than the server sends.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1200,
    },
    worker: { format: 'es' },
    test: {
      root: fileURLToPath(new URL('.', import.meta.url)),
      sequence,
      hookTimeout: 120_000,
      // What a browser shows is waited for; how long that takes is for the benches to say.
      expect: { poll: { timeout: 30_000 } },
      projects: [
        {
          extends: true,
          test: {
            name: 'rules',
            include: ['tests/**/*.test.{ts,tsx}'],
            exclude: process.env.TEST_DATABASE_URL ? [...OF_PRODUCT, ...OF_EMBEDDED] : OF_PRODUCT,
            maxWorkers: '100%',
            testTimeout: 60_000,
            sequence: { groupOrder: 0 },
          },
        },
        // One after the other, when nothing else runs: a product and its browsers fill two cores.
        {
          extends: true,
          test: {
            name: 'product',
            include: OF_PRODUCT,
            globalSetup: 'tests/browser/runFolder.ts',
            maxWorkers: 1,
            testTimeout: 180_000,
            sequence: { groupOrder: 1 },
          },
        },
      ],
    },
    // The folder client/api is not the server's.
    server: { proxy: { '^/api/(?!\\w+\\.ts)': api, '/tiles': api, '/health': api } },
  }
})

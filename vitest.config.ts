import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Packages whose source maps name files they do not bring are many, and nobody's business here.
  logLevel: 'error',
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/tool.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Much of the time goes to programs of others (git, a browser), so no core is left free for them.
    maxWorkers: '100%',
    // The day is an argument everywhere, so the clock's zone must be nobody's business.
    env: { TZ: 'Pacific/Kiritimati' },
    // GitHub's language service imports JSON in a way that Node by itself refuses.
    server: { deps: { inline: [/@actions\//] } },
  },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/tool.ts'],
    testTimeout: 60_000,
    // The day is an argument everywhere, so the clock's zone must be nobody's business.
    env: { TZ: 'Pacific/Kiritimati' },
  },
})

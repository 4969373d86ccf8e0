import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    // The day is an argument everywhere, and so must the clock's zone be nobody's business.
    env: { TZ: 'Pacific/Kiritimati' },
  },
})

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*.pact.test.ts'],
    globalSetup: './clear-pacts.ts',
    // Workers that write one pact at the same time lose interactions.
    fileParallelism: false,
  },
});

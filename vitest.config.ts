import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** For the many processes that tests start: what one of them has compiled the others need not. */
const env = { NODE_COMPILE_CACHE: path.resolve('node_modules/.phoney-compiled') };

export default defineConfig({
  test: {
    // On two cores, too: most tests wait for other processes, or for a time to pass.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/architecture/**/*.test.ts'],
          // What src remembers between calls changes no answer: loading it once per worker takes a third of the CPU of once per file.
          isolate: false,
          env,
          setupFiles: ['test/kit/seeded-properties.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'acceptance',
          globalSetup: 'test/kit/bundled-phoney.ts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/architecture/**', 'test/browser/**'],
          // What tests open they close: a process for each file takes a tenth of the time of all of them.
          isolate: false,
          env,
          setupFiles: ['test/kit/seeded-properties.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          globalSetup: 'test/kit/bundled-phoney.ts',
          include: ['test/browser/**/*.test.ts'],
          env,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

import path from 'node:path';
import { defineConfig } from 'vitest/config';

const phoney = path.resolve(import.meta.dirname, '../../src');

export default defineConfig({
  // Leave this out: here phoney is tried as it stands in this repository, without a build.
  resolve: {
    alias: [
      { find: /^phoney$/, replacement: path.join(phoney, 'index.ts') },
      { find: /^phoney\/dialect$/, replacement: path.join(phoney, 'dialect.ts') },
    ],
  },
  test: { include: ['test/*.test.ts'], testTimeout: 30_000 },
});

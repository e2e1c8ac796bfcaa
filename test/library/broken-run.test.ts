import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startPhoney } from '../../src/index.ts';

const key: `/${string}` = `/${path.resolve(import.meta.dirname, '../dialects/modules/throws-in-render.ts').replace(/^\//, '')}`;

test('advance rejects with what broke the run on the way', async () => {
  const phoney = await startPhoney({
    scenario: {
      centre: { queues: [{ name: 'Sales' }], agents: [{ name: 'alice', queues: ['Sales'] }] },
      targets: { [key]: { url: 'http://127.0.0.1:9/' } },
    },
    clock: 'virtual',
  });
  onTestFinished(() => phoney[Symbol.asyncDispose]().catch(() => undefined));
  await expect(phoney.advance('1h')).rejects.toThrow(/The dialect "rendering" threw in render/);
});

import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { makeFolder } from '../acceptance/world.ts';
import { isCode, suiteOf } from './code-block.ts';
import { chatDay } from './day.ts';
import { allPages } from './page.ts';

/** A receiver of the reader's own. */
const ours = `
interface Ours { readonly url: string; close(): Promise<void> }
async function startOurs(tls: TlsTexts): Promise<Ours> {
  const server = createServer({ ...tls, requestCert: true }, (request, response) => {
    request.resume().on('end', () => response.end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  };
  return { url: \`https://localhost:\${port}/\`, close };
}
`;

const imports = [
  "import { once } from 'node:events';",
  "import { createServer } from 'node:https';",
  "import type { AddressInfo } from 'node:net';",
  "import { expect } from 'vitest';",
  "import type { PhoneyFixtures } from 'phoney/vitest';",
  'interface TlsTexts { readonly cert: string; readonly key: string; readonly ca: string }',
];

/** A test of the reader's own on their own receiver. */
const after = `
ourTest('a receiver of one’s own is told', async ({ phoney }) => {
  expect((await phoney.playToEnd()).verdict).toBe('passed');
});
`;

// docs/library.md: the blocks on fixtures are a suite, which is collected here as a reader's is.
const page = allPages().find(({ file }) => file === 'docs/library.md');
const blocks = page?.blocks.filter((block) => isCode(block) && /\.extend\b/.test(block.text)) ?? [];
const file = path.join(import.meta.dirname, `.suite-${process.pid}.ts`);
writeFileSync(file, suiteOf(blocks, { imports, before: ours, after }));
try {
  await import(file);
} finally {
  rmSync(file);
}

const folder = makeFolder();
const before = process.cwd();
beforeAll(() => {
  writeFileSync(path.join(folder.path, 'day.yaml'), chatDay);
  process.chdir(folder.path);
});
afterAll(() => {
  process.chdir(before);
  folder.remove();
});

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

const blocksOf = (file: string): string[] =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/^```ts\n([^]*?)^```$/gm)].map(
    ([, code = '']) => code,
  );

/** Runs code as one module, as it stands, beside this file. */
async function run(name: string, code: string): Promise<void> {
  const file = path.join(import.meta.dirname, `.${name}-${process.pid}.ts`);
  const imports = [
    `import { expect } from 'vitest';`,
    `import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';`,
    `import { createCertificates, defineScenario, startPhoney, startReceiver } from '../../src/index.ts';`,
  ];
  writeFileSync(file, `${imports.join('\n')}\nexport async function play() {\n${code}\n}\n`);
  onTestFinished(() => rmSync(file));
  const { play } = (await import(file)) as { play: () => Promise<void> };
  await play();
}

test('every block of docs/library.md runs, one after the other as a reader would type them', async () => {
  const [imports = '', ...blocks] = blocksOf('docs/library.md');
  expect(imports).toBe(
    "import { createCertificates, defineScenario, startPhoney, startReceiver } from 'phoney';\n",
  );
  expect(blocks.length).toBeGreaterThan(8);
  await run('docs', blocks.join('\n'));
});

test('the four lines of the README run', async () => {
  const code = blocksOf('README.md').find((block) => block.includes('startPhoney')) ?? '';
  const text = readFileSync(path.join(import.meta.dirname, 'day.yaml'), 'utf8');
  expect(code.trim().split('\n')).toHaveLength(4);
  await run(
    'readme',
    `const { url, tls } = await startReceiver();\n${code.replace("'day.yaml'", JSON.stringify(text))}`,
  );
});

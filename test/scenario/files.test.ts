import { chmodSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { InputError } from '../../src/lib/errors.ts';
import { loadScenario } from '../../src/scenario/index.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'phoney-scenario-'));
afterAll(() => rmSync(folder, { recursive: true }));

const valid = 'centre: { queues: [{ name: Sales }] }\n';

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

function refusal(file: string): string {
  try {
    loadScenario(file);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ message }) => message).join('\n');
    throw error;
  }
  return 'none';
}

test.each(['day.yaml', 'day.yml', 'day.json'])('%s is read', (name) => {
  const text = name.endsWith('json') ? '{ "centre": { "queues": [{ "name": "Sales" }] } }' : valid;
  expect(loadScenario(write(name, text)).centre.queues[0]?.name).toBe('Sales');
});

test('a file of 100 MB is refused before it is read', () => {
  const file = write('huge.yaml', valid);
  truncateSync(file, 100 * 1024 * 1024);
  const before = performance.now();
  expect(refusal(file)).toMatch(/^This file has 104857600 bytes .* a scenario may have 1048576 \(1 MiB\)/);
  expect(performance.now() - before).toBeLessThan(500);
});

test('a device without end is refused after as much as a scenario may have', () => {
  expect(refusal('/dev/zero')).toContain('1 MiB');
});

test('a missing file is named with the one that may have been meant', () => {
  write('first-day.yaml', valid);
  expect(refusal(path.join(folder, 'frist-day.yaml'))).toBe(
    `There is no such file. Did you mean ${path.join(folder, 'first-day.yaml')}?`,
  );
  expect(refusal(path.join(folder, 'no-folder/day.yaml'))).toContain('is not there either');
});

test('a folder is not a scenario', () => {
  expect(refusal(folder)).toBe('This is a folder. Name a scenario file in it.');
});

test('what is not UTF-8 is refused', () => {
  expect(refusal(write('utf-16.yaml', Buffer.from(`\uFEFF${valid}`, 'utf16le')))).toContain('not UTF-8');
});

test('a file with a byte order mark is read', () => {
  expect(refusal(write('bom.yaml', `\uFEFF${valid}`))).toBe('none');
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is said to be so', () => {
  const file = write('secret.yaml', valid);
  chmodSync(file, 0);
  expect(refusal(file)).toBe('You may not read this file. Check its permissions.');
});

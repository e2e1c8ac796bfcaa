import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { faultKinds } from '../../src/faults/kinds.ts';

const text = readFileSync(path.resolve(import.meta.dirname, '../../docs/faults.md'), 'utf8');

test.each(faultKinds)('docs/faults.md has a line to copy for $name, and its keys', ({ name, args }) => {
  expect(text).toContain(`{ fault: ${name}`);
  const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
  for (const key of Object.keys(args)) expect(row).toContain(`\`${key}\``);
});

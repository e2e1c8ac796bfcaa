import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { faultKinds } from '../../src/faults/kinds.ts';
import { loadScenario, type ScenarioInput } from '../../src/scenario/index.ts';

const text = readFileSync(path.resolve(import.meta.dirname, '../../docs/faults.md'), 'utf8');
const blocks = [...text.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, block = '']) => block);

test.each(blocks)('a block of docs/faults.md is part of a valid scenario: %s', (block) => {
  const feed = { url: 'https://localhost/' };
  const scenario = {
    centre: { queues: [{ name: 'Sales' }], agents: [{ name: 'alice' }, { name: 'bob' }] },
    targets: { enreach: {}, asapp: { feeds: { journey: feed, activity: feed, queue: feed } } },
    ...(parse(block) as object),
  };
  expect(loadScenario(scenario as ScenarioInput).faults.length).toBeGreaterThan(0);
});

test.each(faultKinds)('docs/faults.md has a line to copy for $name, and its keys', ({ name, args }) => {
  expect(text).toContain(`{ fault: ${name}`);
  const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
  for (const key of Object.keys(args)) expect(row).toContain(`\`${key}\``);
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandSchema } from '../../src/centre/commands/command.ts';
import { metrics } from '../../src/record/metric.ts';
import { loadScenario } from '../../src/scenario/index.ts';

const reference = readFileSync(path.resolve(import.meta.dirname, '../../docs/scenario.md'), 'utf8');

test.each(Object.keys(metrics))('docs/scenario.md says what %s counts', (metric) => {
  expect(reference).toContain(`\`${metric}\``);
});

const commandNames = commandSchema.options.map((option) => option.shape.do.value);

test.each(commandNames)('docs/scenario.md names the command %s', (name) => {
  expect(reference).toContain(`\`${name}\``);
});

const stage = `
centre:
  queues: [{ name: Sales }, { name: Billing }, { name: Web chat, channel: chat }]
  agents: [{ name: alice }, { name: late, count: 5, team: evening }]
targets: { asapp: { feeds: { journey: { url: 'https://localhost:8443/' } } } }
`;
const examples = [...reference.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);

test.each(examples.filter((text) => !text.startsWith('#')))(
  'an example of docs/scenario.md is valid: %s',
  (text) => {
    const whole = text.includes('centre:') ? text : stage + text;
    expect(() => loadScenario({ text: whole, file: 'docs/scenario.md' })).not.toThrow();
  },
);

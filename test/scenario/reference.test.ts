import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandSchema } from '../../src/centre/commands/command.ts';
import { metrics } from '../../src/record/metric.ts';

const reference = readFileSync(path.resolve(import.meta.dirname, '../../docs/scenario.md'), 'utf8');

test.each(Object.keys(metrics))('docs/scenario.md says what %s counts', (metric) => {
  expect(reference).toContain(`\`${metric}\``);
});

const commandNames = commandSchema.options.map((option) => option.shape.do.value);

test.each(commandNames)('docs/scenario.md names the command %s', (name) => {
  expect(reference).toContain(`\`${name}\``);
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadScenario } from '../../src/scenario/index.ts';
import { scenarioJsonSchemaText } from '../../src/scenario/json-schema.ts';

const root = path.resolve(import.meta.dirname, '../..');
const files = readdirSync(path.join(root, 'scenarios'), { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.(ya?ml|json)$/.test(file),
);
const committed = readFileSync(path.join(root, 'schema/scenario.schema.json'), 'utf8');

test('the JSON Schema for editors is up to date (if not: node scripts/write-schema.ts)', () => {
  expect(committed === scenarioJsonSchemaText()).toBe(true);
});

test('the JSON Schema names no host but that of its own standard', () => {
  const { $id, $schema } = JSON.parse(committed) as Record<string, unknown>;
  expect($id).toBe('urn:phoney:scenario');
  expect($schema).toBe('http://json-schema.org/draft-07/schema#');
});

test.each(files)('scenarios/%s is valid', (file) => {
  expect(loadScenario(path.join(root, 'scenarios', file)).centre.queues.length).toBeGreaterThan(0);
});

test.each(files)('scenarios/%s names the JSON Schema in its first line and agrees with it', (file) => {
  const text = readFileSync(path.join(root, 'scenarios', file), 'utf8');
  const up = '../'.repeat(file.split(path.sep).length);
  expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=${up}schema/scenario.schema.json`);
  const schema = z.fromJSONSchema(JSON.parse(committed) as Parameters<typeof z.fromJSONSchema>[0]);
  expect(schema.safeParse(parse(text)).error).toBeUndefined();
});

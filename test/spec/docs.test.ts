import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../acceptance/world.ts';
import { activity, agentEvents, message } from './page-samples.ts';
import { folder, readDocument, shapeNames, vendors } from './schemas.ts';
import { onActivity, onAgentEvent, onMessage } from './typed-receiver.ts';

const page = readFileSync(path.join(root, 'docs/specs.md'), 'utf8');

const blocksOf = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))].map(([, code = '']) => code);

test('the program that validates runs as it stands', () => {
  const [code = ''] = blocksOf('js');
  const file = path.join(import.meta.dirname, `.validate-${process.pid}.mjs`);
  writeFileSync(file, code);
  onTestFinished(() => rmSync(file));
  const said = execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim().split('\n');
  const { examples } = readDocument('asapp', 'journey.schema.json') as { examples: unknown[] };
  expect(said).toHaveLength(examples.length);
  for (const line of said) expect(line).toMatch(/^[A-Z_]+ is valid$/);
});

test('the receiver that it types is the one that the compiler sees, and works', () => {
  expect(blocksOf('ts')).toEqual([readFileSync(path.join(import.meta.dirname, 'typed-receiver.ts'), 'utf8')]);
  expect(agentEvents.map(onAgentEvent)[0]).toMatch(/ at 1650/);
  expect([onActivity(activity), onMessage(message)]).toEqual([undefined, undefined]);
});

test('the types that it names are there', () => {
  const types = readFileSync(path.join(folder, 'types.d.cts'), 'utf8');
  const named = new Set(page.match(/\b(?:Asapp|Ringcentral|Ringcx|Enreach)[A-Z]\w+/g));
  expect(named.size).toBeGreaterThan(8);
  for (const name of named) expect(types).toMatch(new RegExp(`^export (type|interface) ${name} `, 'm'));
});

test('the schemas that its table names are there', () => {
  const all = vendors.flatMap(shapeNames);
  const table = page.slice(page.indexOf('| vendor '), page.indexOf('Each file is called'));
  const named = table
    .split('\n')
    .flatMap((row) => [...(row.split('|')[2] ?? '').matchAll(/`([\w.-]+)`/g)].map(([, name = '']) => name))
    .filter((name) => !name.startsWith('.'));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !all.includes(name))).toEqual([]);
});

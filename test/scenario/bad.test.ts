import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../src/lib/errors.ts';
import { loadScenario } from '../../src/scenario/index.ts';

const folder = path.resolve(import.meta.dirname, 'bad');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => path.basename(file, '.yaml'));

/** Beside each bad scenario stands what its author is told, word for word. */
test.each(names)('what is wrong in %s.yaml is said as in %s.txt', (name) => {
  const text = readFileSync(path.join(folder, `${name}.yaml`), 'utf8');
  const told = readFileSync(path.join(folder, `${name}.txt`), 'utf8');
  expect(problemsOf(text, `${name}.yaml`)).toBe(told);
});

test.each(names)('the problems of %s.yaml are told without the words of our tools', (name) => {
  const told = readFileSync(path.join(folder, `${name}.txt`), 'utf8');
  expect(told).not.toMatch(/invalid|zod|schema|undefined|NaN|\[object|discriminator|received|expected /i);
});

function problemsOf(text: string, file: string): string {
  try {
    loadScenario({ text, file });
  } catch (error) {
    if (error instanceof InputError) return `${error.message}\n`;
    throw error;
  }
  return 'valid\n';
}

test('no letter of a private key that is given in place of a scenario is repeated', () => {
  const key = '-----BEGIN PRIVATE KEY-----\nMIIG/QIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n';
  const told = problemsOf(key, 'key.pem');
  expect(told).toContain('A private key is not a mapping.');
  expect(told).not.toContain('MIIG');
});

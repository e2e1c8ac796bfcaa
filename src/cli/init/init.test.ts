import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { InputError } from '../../lib/errors.ts';
import { loadScenario } from '../../scenario/index.ts';
import { planProject } from './plan.ts';
import { readLanguages, readTemplate, readVendors } from './templates.ts';
import { languagesFor, readWishes, withDefaults, type Said } from './wishes.ts';
import { writeProject } from './write-project.ts';

const choices = { vendors: readVendors(), languages: readLanguages() };
const versions = {
  phoney: '1.2.3',
  typescript: '7.0.0',
  '@types/node': '26.0.0',
  '@microsoft/signalr': '10.0.0',
};

function problemsOf(said: Said): string[] {
  try {
    readWishes(said, choices);
    return [];
  } catch (error) {
    return (error as InputError).problems.map(({ file, message }) => `${file}: ${message}`);
  }
}

function plan(said: Partial<Said>): Map<string, string> {
  const wishes = readWishes(withDefaults({ vendors: [], ...said }, choices), choices);
  const templates = wishes.vendors.map((vendor) => readTemplate(wishes.language, vendor));
  const files = planProject(wishes, { name: 'mine', templates, versions });
  return new Map(files.map((file) => [file.path, file.text]));
}

test('everything that is missing is said at once, with what may be given', () => {
  expect(problemsOf({ vendors: [] })).toEqual([
    expect.stringMatching(/^--vendor: .*asapp, enreach, ringcentral/),
    expect.stringMatching(/^--language: .*typescript, javascript, python/),
    expect.stringMatching(/^--ci: .*github, gitlab, jenkins, none/),
  ]);
});

test('what is not offered is named, with what was meant', () => {
  expect(problemsOf({ vendors: ['asap'], language: 'typescrpt', ci: 'travis' })).toEqual([
    '--vendor: "asap" is not offered. Did you mean asapp?',
    '--language: "typescrpt" is not offered. Did you mean typescript?',
    '--ci: "travis" is not offered. Give one of github, gitlab, jenkins, none.',
  ]);
});

test('a vendor without a template in the language is refused with the languages that have one', () => {
  expect(problemsOf({ vendors: ['enreach'], language: 'python', ci: 'none' })).toEqual([
    '--language: There is no template in Python for enreach. Give typescript or javascript, or leave enreach out.',
  ]);
  expect(languagesFor(['enreach'], choices.languages).map(({ name }) => name)).toEqual([
    'typescript',
    'javascript',
  ]);
});

test('every project has a scenario that is valid, and versions of everything that it needs', () => {
  for (const language of choices.languages) {
    const files = plan({ vendors: language.vendors, language: language.name });
    const { devDependencies, dependencies = {} } = JSON.parse(files.get('package.json') ?? '') as {
      devDependencies: Record<string, string>;
      dependencies?: Record<string, string>;
    };
    expect(devDependencies['phoney']).toBe('1.2.3');
    expect(Object.values({ ...devDependencies, ...dependencies })).not.toContain('*');
    for (const vendor of language.vendors) {
      const text = files.get(`scenarios/${vendor}.yaml`) ?? '';
      expect(Object.keys(loadScenario({ text, file: 'day.yaml' }).targets)).toEqual([vendor]);
    }
  }
});

test('files that exist are all named, and nothing is written then', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'phoney-init-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = ['a.txt', 'b.txt', 'c/d.txt'].map((file) => ({ path: file, text: 'new' }));
  for (const file of ['a.txt', 'b.txt']) writeFileSync(path.join(folder, file), 'old');
  expect(() => writeProject(folder, files)).toThrow(
    expect.objectContaining({
      problems: ['a.txt', 'b.txt'].map(
        (file) => expect.objectContaining({ file: path.join(folder, file) }) as unknown,
      ),
    }),
  );
  expect(readdirSync(folder)).toEqual(['a.txt', 'b.txt']);
  expect(readFileSync(path.join(folder, 'a.txt'), 'utf8')).toBe('old');
});

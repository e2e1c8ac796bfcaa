import { linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { problemsOf } from '../../../test/kit/problems-of.ts';
import { readWishes, type Beside } from './report-flags.ts';

/** What is wrong with `--report` of each of these. */
function mistakesIn(report: readonly string[], beside: Beside = {}): string[] {
  return problemsOf(() => readWishes({ report }, beside));
}

function fileWithTwoNames(): { readonly one: string; readonly other: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'phoney-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [one, other] = [path.join(folder, 'one'), path.join(folder, 'other')];
  writeFileSync(one, '');
  linkSync(one, other);
  return { one, other };
}

test('all mistakes are told at once', () => {
  expect(mistakesIn(['pdf=x', 'json=', 'json'], { json: true })).toEqual([
    expect.stringContaining('"pdf=x" is no form of a report'),
    expect.stringContaining('"json=" names no file'),
    expect.stringContaining('--report json and --json would all be on standard output'),
  ]);
});

test.each([
  ['md', 'markdown'],
  ['XML', 'junit'],
  ['txt', 'text'],
  ['jsn', 'json'],
])('%s is taken for %s', (written, meant) => {
  expect(mistakesIn([`${written}=x`])[0]).toContain(`Did you mean ${meant}?`);
});

test('what every object has is no form of a report either', () => {
  expect(mistakesIn(['__proto__'])[0]).toBe(
    '"__proto__" is no form of a report. Write one of text, json, junit, html, markdown, with =FILE behind it or without.',
  );
});

test('- is standard output', () => {
  expect(readWishes({ report: ['json=-'] })).toEqual([{ form: 'json', file: undefined }]);
  expect(mistakesIn(['json=-'], { record: '-' })).toEqual([
    expect.stringContaining('--report json and --record - would all be on standard output'),
  ]);
});

test('a file is the same under each of its names, and nothing is written there twice', () => {
  const { one, other } = fileWithTwoNames();
  expect(mistakesIn(['json=new', 'html=./new'])).toEqual([expect.stringContaining('./new would be written')]);
  expect(mistakesIn([`json=${one}`, `html=${other}`])[0]).toContain('would be written twice');
  expect(mistakesIn([`json=${one}`], { record: other })[0]).toContain('would be written twice');
});

test('what the command reads is not written over', () => {
  const { one, other } = fileWithTwoNames();
  expect(mistakesIn([`json=${other}`], { reads: ['-', one] })[0]).toContain('is what this command reads');
  expect(mistakesIn([], { record: other, reads: [one] })[0]).toContain('is what this command reads');
  expect(mistakesIn(['json=-'], { reads: ['-'] })).toEqual([]);
});

test.each(['x'.repeat(5000), '/proc/self/mem/x'])(
  'a name that no file can have is for whoever opens it to refuse',
  (name) => {
    expect(mistakesIn([`json=${name}`], { reads: [name] })).toEqual([
      expect.stringContaining('is what this command reads'),
    ]);
  },
);

test('a device takes any number of reports', () => {
  expect(mistakesIn(['json=/dev/null', 'html=/dev/null'])).toEqual([]);
});

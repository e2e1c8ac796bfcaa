import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const program = `import { validateCommand } from './src/cli/validate.ts';
await validateCommand().parseAsync(process.argv.slice(1), { from: 'user' });`;

function validate(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', program, '--', ...args],
    { cwd: root, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

const good = 'scenarios/first-day.yaml';
const bad = 'test/scenario/bad/typo-in-key.yaml';
const worse = 'test/scenario/bad/wrong-unit.yaml';

test('a valid file ends with 0 and says so', () => {
  expect(validate(good)).toEqual({ status: 0, stdout: `${good}: valid\n`, stderr: '' });
});

test('all problems of all files are told, and the end is 2', () => {
  const { status, stdout, stderr } = validate(bad, good, worse);
  expect(status).toBe(2);
  expect(stdout).toBe(`${good}: valid\n`);
  expect(stderr).toContain(`${bad}:4:1 trafic: "trafic" is not a key here. Did you mean "traffic"?`);
  expect(stderr).toContain(`${worse}:4:17 centre.queues[0].max_wait: "fast" is not a duration.`);
  expect(stderr).toMatch(/7 problems in 2 of 3 files\.\n$/);
  expect(stderr).not.toContain('    at ');
});

test('with --json each file is one line on stdout', () => {
  const { status, stdout, stderr } = validate('--json', good, bad);
  expect([status, stderr]).toEqual([2, '']);
  const [first, second] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(first).toEqual({ type: 'validation', file: good, valid: true, problems: [] });
  expect(second).toMatchObject({
    type: 'validation',
    file: bad,
    valid: false,
    problems: [
      { file: bad, line: 2, column: 3 },
      { path: 'centre.queus' },
      { line: 4, column: 1, path: 'trafic' },
    ],
  });
});

test('with --quiet a valid file says nothing', () => {
  expect(validate('--quiet', good)).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('--help gives examples and exit codes', () => {
  const { status, stdout } = validate('--help');
  expect(status).toBe(0);
  expect(stdout).toMatch(/Examples:\n {2}phoney validate /);
  expect(stdout).toMatch(/Exit codes:\n {2}0 [\s\S]*\n {2}2 /);
});

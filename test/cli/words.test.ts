import { expect, test } from 'vitest';
import { runLine } from './fuzz/run-line.ts';

test.each([
  [
    ['run', 'day', '--json', '--sped', '3'],
    {},
    [{ message: expect.stringContaining("unknown option '--sped'") as string }],
  ],
  [
    ['run', 'day', '--json', '--speed', 'x'],
    {},
    [{ file: '--speed', message: '"x" is not a number above 0.' }],
  ],
  [
    ['run', 'day'],
    { PHONEY_JSON: '1', PHONEY_SPEED: 'x' },
    [{ file: 'PHONEY_SPEED', message: '"x" is not a number above 0.' }],
  ],
  [['run', '--json'], {}, [{ message: "missing required argument 'file'" }]],
])('%j with %j is told in JSON', async (args, env: Record<string, string>, problems) => {
  const { code, stdout } = await runLine({ args, env });
  expect(JSON.parse(stdout)).toEqual({ type: 'problems', problems });
  expect(code).toBe(2);
});

test('a scenario that comes with phoney may be misspelt', async () => {
  const { code, stderr } = await runLine({ args: ['run', 'frist-day', '--dry-run'], env: {} });
  expect(stderr).toContain('Did you mean first-day?');
  expect(code).toBe(2);
});

test('files that are no certificates are told before receivers are waited for', async () => {
  const args = [
    ...['trigger', 'ringcentral', 'LOGIN', '--url', 'https://localhost:9/'],
    ...['--wait-for-receiver', '50ms', '--cert', 'package.json', '--key', 'package.json'],
  ];
  const { code, stderr } = await runLine({ args, env: {} });
  expect(stderr).toContain('package.json: This is not a certificate in PEM form.');
  expect(code).toBe(2);
});

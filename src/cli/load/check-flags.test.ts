import { expect, test } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import { createProgram } from '../command-line.ts';

/** What is wrong with a command line, a line each; it must not begin. */
async function mistakesIn(...args: readonly string[]): Promise<string[]> {
  try {
    await createProgram({}).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ file, message }) => `${file ?? ''}: ${message}`);
  }
  throw new Error('It began.');
}

const asapp = ['load', '--vendor', 'asapp', '--rate', '1'];

test.each<[flag: string, value: string | undefined, needs: RegExp]>([
  ['--control-host', '0.0.0.0', /Add --control-port/],
  ['--control-token-env', 'TOKEN', /Add --control-port/],
  ['--control-allow-host', 'example', /Add --control-port/],
  ['--control-allow-origin', 'https://example', /Add --control-port/],
  ['--keep', '5', /Add --control-port/],
  ['--wait-for-workers', '5s', /Add --on/],
  ['--wait-for-redis', '5s', /Add --on/],
  ['--shares', '2', /Give --on/],
  ['--attach', 'x', /Add --on/],
  ['--slo', 'p99<1s', /Add --find-capacity/],
  ['--max-dropped', '5', /Add --find-capacity/],
  ['--step', '5s', /Add --find-capacity/],
  ['--max-rate', '5', /Add --find-capacity/],
  ['--clients', '5', /Add --hub/],
  ['--connect-over', '5s', /Add --hub/],
  ['--reconnect-every', '5s', /Add --hub/],
  ['--reconnect-together', undefined, /Add --hub/],
  ['--port', '9', /No target of it is a server/],
  ['--wait-for-clients', '5', /nobody|neither/],
])('load %s has no effect on its own, and is refused with what it needs', async (flag, value, needs) => {
  const args = [...asapp, flag, ...(value === undefined ? [] : [value])];
  expect((await mistakesIn(...args)).join('\n')).toMatch(needs);
});

test.each<[args: readonly string[], mistakes: readonly RegExp[]]>([
  [
    ['peak', '--timeout', '5s', '--profile', 'chat'],
    [/^--timeout: .* Add --vendor/, /^--profile: /],
  ],
  [
    ['--hub', '--rate', '1', '--ca', 'ca.pem', '--wait-for-clients', '5'],
    [/^--wait-for-clients: With --hub/, /^--ca: With --hub/],
  ],
  [
    ['--hub', '--rate', '1', '--on', 'redis://x', '--shares', '2'],
    [/^--on: One process/, /^--shares: One process/],
  ],
  [
    [...asapp.slice(1), '--find-capacity', '--duration', '5s', '--fail-fast', '--clients', '5'],
    [/^--duration: /, /^--clients: /, /^--fail-fast: /],
  ],
  [
    [...asapp.slice(1), '--attach', 'x', '--on', 'redis://x', '--held', '0%', '--wait-for-workers', '5s'],
    [/^--attach: .* Leave out --vendor, --rate, .*--held, .*--wait-for-workers/],
  ],
  [
    [
      ...asapp.slice(1),
      '--keep',
      '5',
      '--slo',
      'p99<1s',
      '--clients',
      '5',
      '--shares',
      '2',
      '--report',
      'pdf',
    ],
    [/^--keep/, /^--slo/, /^--clients/, /^--shares/, /^--report/],
  ],
])('load %j is refused, with all that is wrong at once', async (args, mistakes) => {
  const told = await mistakesIn('load', ...args);
  for (const mistake of mistakes) expect(told).toContainEqual(expect.stringMatching(mistake));
});

test.each([
  ['--late-after', '0ms', /no time at all/],
  ['--connections', '0', /from 1 to 1000/],
  ['--connections', '1001', /from 1 to 1000/],
  ['--timeout', '11m', /up to 10m/],
  ['--rate', '1000001', /up to 1000000/],
])('load %s %s is out of bounds', async (flag, value, why) => {
  await expect(mistakesIn(...asapp, flag, value)).rejects.toThrow(why);
});

test.each([
  [['worker'], /Where are shares put up\? Give --on/],
  [
    ['worker', '--on', 'localhost:6379', '--key', 'none.pem'],
    /--on: [^]*none.pem: [^]*without its certificate/,
  ],
])('%j is refused before it waits for shares', async (args, why) => {
  expect((await mistakesIn(...args)).join('\n')).toMatch(why);
});

test('what a variable says for all of a pipeline is no mistake of this command', async () => {
  process.env['PHONEY_WAIT_FOR_WORKERS'] = '5s';
  try {
    expect(await mistakesIn(...asapp, '--slo', 'p99<1s')).toHaveLength(1);
  } finally {
    delete process.env['PHONEY_WAIT_FOR_WORKERS'];
  }
});

import { Command } from 'commander';
import { expect, test } from 'vitest';
import { contractsCommand } from '../contracts.ts';
import { bindToEnvironment } from './environment.ts';
import { collect } from './flags.ts';
import { runCommand } from '../run.ts';

const every = (command: Command): Command[] => [command, ...command.commands.flatMap(every)];

test.each(
  [runCommand(), contractsCommand()]
    .map((command) => bindToEnvironment(command, {}))
    .flatMap(every)
    .flatMap((command) => command.options.map((option) => [command.name(), option] as const)),
)('%s: the variable of $long is named by the one rule', (_, { long, envVar }) => {
  expect(envVar).toBe(`PHONEY_${long?.slice(2).toUpperCase().replaceAll('-', '_')}`);
});

test('a flag that may be repeated is still heard once each time', () => {
  const command = new Command('try').option('--url <url>', '', collect, []);
  bindToEnvironment(command, {}).parse(['--url', 'a', '--url', 'b'], { from: 'user' });
  expect(command.opts()).toEqual({ url: ['a', 'b'] });
});

test('the variable of a flag that may be repeated holds one value a line', () => {
  process.env['PHONEY_TRY_THIS'] = 'X-A: 1\n\n  X-B: 2, 3; 4\n';
  const command = new Command('try').option('--try-this <header>', '', collect, []);
  bindToEnvironment(command, {}).parse([], { from: 'user' });
  delete process.env['PHONEY_TRY_THIS'];
  expect(command.opts()).toEqual({ tryThis: ['X-A: 1', 'X-B: 2, 3; 4'] });
});

test('a variable that is empty, or says no to a flag without a value, is taken away', () => {
  const env = { PHONEY_JSON: 'false', PHONEY_URL: ' ', PHONEY_SEED: '0' };
  bindToEnvironment(new Command('try').option('--json').option('--url <url>').option('--seed <n>'), env);
  expect(env).toEqual({ PHONEY_SEED: '0' });
});
